package dev.signalbox.guardrails;

import dev.signalbox.guardrails.Subject.Service;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.TelemetrySignal;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import dev.signalbox.model.retention.ServiceRetention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a {@code ServiceObservability} is held against. */
final class ServiceChecks {
    /** While it is written its SLOs may be yet to come: a service and its first SLO are not written at once. */
    private static final Set<Door> ONCE_ALL_IS_THERE = Set.of(Door.CLI, Door.RECONCILE);

    private static final Set<Door> ONCE_MEASURED = Set.of(Door.RECONCILE);

    static final List<Check<Service>> ALL = List.of(
            new Check<>(
                    Rule.TEAM,
                    "`spec.team`",
                    Check.EVERYWHERE,
                    (_, service) ->
                            given("spec.team", service.telemetry().owner().team(), "payments")),
            new Check<>(
                    Rule.TIER,
                    "`spec.tier`",
                    Check.EVERYWHERE,
                    (_, service) ->
                            given("spec.tier", service.telemetry().owner().tier(), "1")),
            new Check<>(
                    Rule.ENVIRONMENT,
                    "`spec.environment`",
                    Check.EVERYWHERE,
                    (_, service) -> given(
                            "spec.environment", service.telemetry().owner().environment(), "production")),
            new Check<>(
                    Rule.RUNBOOK,
                    "`spec.runbook`",
                    Check.EVERYWHERE,
                    (_, service) -> given("spec.runbook", service.runbook(), "https://runbooks.example.com/checkout")),
            new Check<>(
                    Rule.SLO_FOR_TIERS, "`spec.tier`, and SLOs of the service", ONCE_ALL_IS_THERE, ServiceChecks::slos),
            new Check<>(Rule.SIGNALS, "`spec.profiles.enabled`", Check.EVERYWHERE, ServiceChecks::profiles),
            new Check<>(Rule.SIGNALS, "`status.coverage`", ONCE_MEASURED, ServiceChecks::signals),
            new Check<>(
                    Rule.SERIES_PER_SERVICE,
                    "`spec.cardinality.seriesLimit`",
                    Check.EVERYWHERE,
                    ServiceChecks::seriesLimit),
            new Check<>(
                    Rule.SERIES_PER_SERVICE,
                    "`status.cardinality.activeSeries`",
                    ONCE_MEASURED,
                    ServiceChecks::activeSeries),
            new Check<>(
                    Rule.LOG_RETENTION,
                    "`spec.retention.logs`, else the stack's; `spec.retention.errorLogs`",
                    Check.WITHOUT_CEL,
                    ServiceChecks::logRetention),
            new Check<>(
                    Rule.ARCHIVE_RETENTION,
                    "`spec.retention.archive`, else, where a route goes to the archive, the stack's",
                    Check.WITHOUT_CEL,
                    ServiceChecks::archiveRetention),
            new Check<>(
                    Rule.TRACE_RETENTION,
                    "`spec.retention.traces`",
                    Check.WITHOUT_CEL,
                    (policy, service) -> kept(
                            Rule.TRACE_RETENTION,
                            policy.limits().traceRetention(),
                            "traces",
                            service.telemetry().retention().traces(),
                            "")),
            new Check<>(
                    Rule.BASELINE_SAMPLING_PERCENT,
                    "the stack's baseline, where no SamplingPolicy selects the service",
                    Check.WITHOUT_CEL,
                    ServiceChecks::baseline),
            new Check<>(Rule.COST_PER_SERVICE_PER_MONTH, "`status.cost.perMonth`", ONCE_MEASURED, ServiceChecks::cost),
            new Check<>(
                    Rule.METRIC_LABELS,
                    "labels that its metrics are known to carry, and `spec.metrics.dropLabels`",
                    ONCE_MEASURED,
                    ServiceChecks::metricLabels),
            new Check<>(
                    Rule.LOG_LABELS,
                    "labels of its streams, as Loki tells them: `status.logLabels`",
                    ONCE_MEASURED,
                    ServiceChecks::logLabels));

    private ServiceChecks() {}

    private static List<Violation> given(String path, Optional<?> value, String example) {
        return value.isPresent() ? List.of() : List.of(Words.missing(path, example));
    }

    private static List<Violation> slos(Policy policy, Service service) {
        return service
                .telemetry()
                .owner()
                .tier()
                .filter(policy.requirements().sloForTiers()::contains)
                .filter(_ -> service.slos().filter(count -> count == 0).isPresent())
                .map(tier -> new Violation(
                        "spec.tier",
                        "must have at least 1 SLO, because it is of tier %d; had none".formatted(tier),
                        "write an SLO with serviceRef: {name: %s}"
                                .formatted(service.name().name())))
                .stream()
                .toList();
    }

    /** Agents take in all other signals without being told. */
    private static List<Violation> profiles(Policy policy, Service service) {
        return policy.requirements().signals().contains(TelemetrySignal.PROFILES)
                        && !service.telemetry().profiled()
                ? List.of(Words.profilesMissing())
                : List.of();
    }

    private static List<Violation> signals(Policy policy, Service service) {
        return service.measured().missing().stream()
                .filter(policy.requirements().signals()::contains)
                .map(signal -> signal.name().toLowerCase(Locale.ROOT))
                .map(signal -> new Violation(
                        "status.coverage." + signal,
                        "must be Covered, was Missing",
                        "status.workloads names the workloads that send no " + signal))
                .toList();
    }

    private static List<Violation> seriesLimit(Policy policy, Service service) {
        int limit = service.telemetry().metrics().limits().series();
        return policy.limits().seriesPerService().filter(most -> limit > most).stream()
                .map(most -> Words.beyond(
                        Rule.SERIES_PER_SERVICE, "spec.cardinality.seriesLimit", most.toString(), "" + limit))
                .toList();
    }

    private static List<Violation> activeSeries(Policy policy, Service service) {
        return policy
                .limits()
                .seriesPerService()
                .flatMap(most -> service.measured()
                        .activeSeries()
                        .filter(active -> active > most)
                        .map(active -> Words.measured(
                                Rule.SERIES_PER_SERVICE,
                                "status.cardinality.activeSeries",
                                most.toString(),
                                active.toString(),
                                "drop what status.cardinality.advice names")))
                .stream()
                .toList();
    }

    private static List<Violation> logRetention(Policy policy, Service service) {
        ServiceRetention own = service.telemetry().retention();
        Optional<Duration> most = policy.limits().logRetention();
        boolean inherits = own.logs().isEmpty();
        List<Violation> violations = new ArrayList<>(kept(
                Rule.LOG_RETENTION,
                most,
                "logs",
                inherits ? service.stack().flatMap(StackTerms::logRetention) : own.logs(),
                inherits ? ", as the stack says" : ""));
        violations.addAll(kept(Rule.LOG_RETENTION, most, "errorLogs", own.errorLogs(), ""));
        return violations;
    }

    private static List<Violation> archiveRetention(Policy policy, Service service) {
        Optional<Duration> own = service.telemetry().retention().archive();
        boolean archives = service.telemetry().logs().routes().stream()
                .anyMatch(route -> route.destination() == Destination.ARCHIVE);
        if (own.isPresent() || !archives || service.stack().isEmpty()) {
            return kept(Rule.ARCHIVE_RETENTION, policy.limits().archiveRetention(), "archive", own, "");
        }
        Optional<Duration> stacks = service.stack().get().archiveRetention();
        return stacks.isPresent()
                ? kept(
                        Rule.ARCHIVE_RETENTION,
                        policy.limits().archiveRetention(),
                        "archive",
                        stacks,
                        ", as the stack says")
                : policy.limits().archiveRetention().stream()
                        .map(most -> Words.beyond(
                                Rule.ARCHIVE_RETENTION,
                                "spec.retention.archive",
                                PrometheusDuration.print(most),
                                "for ever, as neither this nor the stack says how long"))
                        .toList();
    }

    private static List<Violation> kept(
            Rule rule, Optional<Duration> most, String field, Optional<Duration> period, String source) {
        return most
                .flatMap(limit -> period.filter(asked -> asked.compareTo(limit) > 0)
                        .map(asked -> Words.beyond(
                                rule,
                                "spec.retention." + field,
                                PrometheusDuration.print(limit),
                                PrometheusDuration.print(asked) + source)))
                .stream()
                .toList();
    }

    private static List<Violation> baseline(Policy policy, Service service) {
        return policy.limits().baselineSamplingPercent().stream()
                .flatMap(most -> service.stack().filter(_ -> service.onBaseline()).stream()
                        .map(StackTerms::baselineSamplingPercent)
                        .filter(percent -> percent.compareTo(most) > 0)
                        .map(percent -> new Violation(
                                "spec.traces.samplingPolicy",
                                "must be sampled at a baseline of at most %s %%, was %s %%, as the stack says"
                                        .formatted(most.toPlainString(), percent.toPlainString()),
                                "name a SamplingPolicy with tail.baselinePercent of %s or less"
                                        .formatted(most.toPlainString()))))
                .toList();
    }

    private static List<Violation> cost(Policy policy, Service service) {
        return policy
                .limits()
                .costPerServicePerMonth()
                .flatMap(most -> service.measured()
                        .costPerMonth()
                        .filter(cost -> cost.compareTo(most) > 0)
                        .map(BigDecimal::toPlainString)
                        .map(cost -> Words.measured(
                                Rule.COST_PER_SERVICE_PER_MONTH,
                                "status.cost.perMonth",
                                most.toPlainString(),
                                cost,
                                "drop, sample or keep less; status.cost says of what there is most")))
                .stream()
                .toList();
    }

    private static List<Violation> metricLabels(Policy policy, Service service) {
        Set<String> carried = new TreeSet<>(service.measured().metricLabels());
        carried.retainAll(policy.prohibitions().metricLabels());
        carried.removeAll(service.telemetry().metrics().dropLabels());
        return carried.stream()
                .map(label -> new Violation(
                        "spec.metrics.dropLabels",
                        "must have \"%s\", which metrics must not carry".formatted(label),
                        "add it"))
                .toList();
    }

    private static List<Violation> logLabels(Policy policy, Service service) {
        Set<String> carried = new TreeSet<>(service.measured().logLabels());
        carried.retainAll(policy.prohibitions().logLabels());
        return carried.stream()
                .map(label -> new Violation(
                        "spec.logs",
                        "must not have \"%s\" as a label of its streams, which it is".formatted(label),
                        "send it as an attribute of the record"))
                .toList();
    }
}
