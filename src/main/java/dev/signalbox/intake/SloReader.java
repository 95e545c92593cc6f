package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.api.v1alpha1.SloSpec.ErrorBudgetPolicy;
import dev.signalbox.model.BudgetPolicy;
import dev.signalbox.model.Canary;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Objective;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads an {@code SLO}. What the schema also says is said here again: a tool has no API server to ask. */
public final class SloReader {
    /** What compiling puts before the name; the result has to stay within 63 characters. */
    static final int LONGEST_NAME = 63 - "slo-".length();

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DEFAULT_WINDOW_DAYS = 30;
    private static final int LONGEST_WINDOW_DAYS = 90;

    private SloReader() {}

    /** The SLO as its owner means it, or all violations. */
    public static Reading<Slo> read(SLO resource) {
        return read(resource.getMetadata(), resource.getSpec());
    }

    /** The same of its parts: to make a resource of them takes as long as to read some dozens of them. */
    public static Reading<Slo> read(ObjectMeta metadata, SloSpec spec) {
        Findings findings = new Findings();
        ResourceName name = name(metadata, findings);
        if (!findings.require(
                spec != null, "spec", "must be given, was missing", "write spec: with objective and sli")) {
            return new Reading.Invalid<>(findings.all());
        }
        Objective objective = objective(spec.objective(), findings);
        int windowDays = windowDays(spec.window(), findings);
        Optional<ServiceReference> service = service(spec, name.namespace(), findings);
        List<String> groupBy = LabelRules.groupBy(spec.groupBy(), findings);
        Optional<Indicator> indicator = IndicatorReader.read(spec.sli(), groupBy, findings);
        Optional<Duration> scrapeInterval = scrapeInterval(spec, findings);
        Optional<dev.signalbox.model.Alerting> alerting =
                AlertingReader.read(spec.alerting(), name.name(), windowDays, groupBy, findings);
        indicator.ifPresent(counted ->
                alerting.ifPresent(alerts -> EventsToCount.check(counted, alerts.minimumEvents(), findings)));
        BudgetPolicy budgetPolicy = budgetPolicy(spec.errorBudgetPolicy(), findings);
        Optional<Canary> canary = CanaryReader.read(spec.canary(), objective, findings);
        if (!findings.none()) {
            return new Reading.Invalid<>(findings.all());
        }
        return new Reading.Read<>(new Slo(
                name,
                service.orElseThrow(),
                Optional.ofNullable(spec.description()).orElse(""),
                objective,
                windowDays,
                indicator.orElseThrow(),
                scrapeInterval,
                groupBy,
                alerting.orElseThrow(),
                budgetPolicy,
                canary));
    }

    private static ResourceName name(ObjectMeta metadata, Findings findings) {
        String name = metadata.getName();
        if (name.length() > LONGEST_NAME) {
            findings.add(
                    "metadata.name",
                    "must be at most %d characters, because \"slo-\" goes before it and names end at 63; was %d (\"%s\")"
                            .formatted(LONGEST_NAME, name.length(), name),
                    "write a shorter one, e.g. \"%s\"".formatted(shortened(name)));
        }
        return new ResourceName(metadata.getNamespace(), name);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 40)).replaceAll("[^a-z0-9]+$", "");
    }

    private static Objective objective(BigDecimal percent, Findings findings) {
        if (percent == null) {
            findings.add("spec.objective", "must be > 0 and < 100, was missing", "write e.g. \"99.9\"");
        } else {
            findings.require(
                    percent.signum() > 0 && percent.compareTo(HUNDRED) < 0,
                    "spec.objective",
                    "must be > 0 and < 100, was " + percent.toPlainString(),
                    "write e.g. \"99.9\"");
        }
        return new Objective(percent);
    }

    private static int windowDays(String window, Findings findings) {
        if (window == null) {
            return DEFAULT_WINDOW_DAYS;
        }
        Duration day = Duration.ofDays(1);
        Optional<Duration> wholeDays = PrometheusDuration.parse(window)
                .filter(duration -> duration.compareTo(day) >= 0
                        && duration.compareTo(Duration.ofDays(LONGEST_WINDOW_DAYS)) <= 0
                        && duration.equals(Duration.ofDays(duration.toDays())));
        findings.require(
                wholeDays.isPresent(),
                "spec.window",
                "must be whole days from 1d to 90d, was \"" + window + "\"",
                "write e.g. \"30d\"");
        return wholeDays.map(duration -> (int) duration.toDays()).orElse(DEFAULT_WINDOW_DAYS);
    }

    private static Optional<ServiceReference> service(SloSpec spec, String namespace, Findings findings) {
        boolean referenced = spec.serviceRef() != null;
        boolean named = spec.service() != null;
        if (!findings.require(
                referenced != named,
                "spec",
                "must have exactly one of serviceRef and service, had " + (named ? "both" : "neither"),
                "write e.g. serviceRef: {name: checkout}, or service: checkout where there is no ServiceObservability")) {
            return Optional.empty();
        }
        if (named) {
            LabelRules.word("spec.service", spec.service(), findings);
            return Optional.of(new ServiceReference.Named(spec.service()));
        }
        String target = spec.serviceRef().name();
        return findings.require(
                        target != null && !target.isEmpty(),
                        "spec.serviceRef.name",
                        "must name a ServiceObservability of this namespace, was missing",
                        "write e.g. {name: checkout}")
                ? Optional.of(new ServiceReference.Declared(new ResourceName(namespace, target)))
                : Optional.empty();
    }

    private static Optional<Duration> scrapeInterval(SloSpec spec, Findings findings) {
        if (spec.sli() == null || spec.sli().scrapeInterval() == null) {
            return Optional.empty();
        }
        String text = spec.sli().scrapeInterval();
        Optional<Duration> interval = PrometheusDuration.parse(text);
        findings.require(
                interval.isPresent(),
                "spec.sli.scrapeInterval",
                "must be a duration, was \"%s\"".formatted(text),
                "write e.g. \"30s\"");
        return interval;
    }

    private static BudgetPolicy budgetPolicy(ErrorBudgetPolicy policy, Findings findings) {
        Optional<ErrorBudgetPolicy> given = Optional.ofNullable(policy);
        BigDecimal warning = given.map(ErrorBudgetPolicy::warningBelow).orElse(BigDecimal.valueOf(25));
        BigDecimal exhausted = given.map(ErrorBudgetPolicy::exhaustedBelow).orElse(BigDecimal.TEN);
        findings.require(
                exhausted.signum() >= 0 && exhausted.compareTo(warning) < 0 && warning.compareTo(HUNDRED) <= 0,
                "spec.errorBudgetPolicy",
                "must have 0 <= exhaustedBelow < warningBelow <= 100, was exhaustedBelow " + exhausted.toPlainString()
                        + " and warningBelow " + warning.toPlainString(),
                "write e.g. {warningBelow: 25, exhaustedBelow: 10}");
        boolean freeze = given.map(ErrorBudgetPolicy::whenExhausted)
                .filter(SloSpec.WhenExhausted.FREEZE::equals)
                .isPresent();
        return new BudgetPolicy(warning, exhausted, freeze);
    }
}
