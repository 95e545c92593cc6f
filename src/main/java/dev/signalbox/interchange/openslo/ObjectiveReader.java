package dev.signalbox.interchange.openslo;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.CanaryAnalysis;
import dev.signalbox.api.v1alpha1.ServiceRef;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.api.v1alpha1.SloSpec.ErrorBudgetPolicy;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.openslo.IndicatorReader.Method;
import dev.signalbox.interchange.resource.AlertLinks;
import dev.signalbox.interchange.resource.Alerts;
import dev.signalbox.interchange.resource.ObjectLabels;
import dev.signalbox.interchange.resource.Texts;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Remarks;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one objective, with what it shares with the others of its SLO. */
final class ObjectiveReader {
    private static final int DEFAULT_DAYS = 30;

    private final Field root;
    private final Field metadata;
    private final Field spec;
    private final Field objective;
    private final OwnFields own;
    private final int index;
    private final int count;
    private final Library library;
    private final Remarks remarks;

    /** @param count how many objectives the SLO has */
    ObjectiveReader(Field document, int index, int count, Library library, Remarks remarks) {
        this.root = document.in(remarks);
        this.metadata = root.at("metadata");
        this.spec = root.at("spec");
        this.objective = spec.at("objectives").items().get(index);
        this.own = new OwnFields(metadata.at("annotations"));
        this.index = index;
        this.count = count;
        this.library = library;
        this.remarks = remarks;
    }

    /** What it became; nothing, and faults, when it can't be carried over. */
    Optional<Draft> read() {
        version();
        metadata.skipServerFields();
        Optional<String> name = metadata.at("name").requiredText("write a name");
        Optional<String> service = spec.at("service").requiredText("write the name of the service");
        Optional<BigDecimal> target = target();
        Optional<String> window = TimeWindow.read(objective.at("timeWindow").isGiven() ? objective : spec);
        Optional<Translation> indicator = indicator();
        Alerting alerting = alerting(window.map(ObjectiveReader::days).orElse(DEFAULT_DAYS));
        Optional<ServiceRef> reference = own.serviceRef().map(ServiceRef::new);
        Optional<ErrorBudgetPolicy> policy = own.errorBudgetPolicy();
        Optional<CanaryAnalysis> canary = own.canary();
        String description = description();
        Map<String, String> labels = labels();
        String namespace =
                own.namespace().or(() -> metadata.at("namespace").text()).orElse("");
        String label = label();
        objective.noteUnread();
        if (!remarks.faults().isEmpty()) {
            return Optional.empty();
        }
        SloSpec carried = new SloSpec(
                reference.orElse(null),
                reference.isPresent() ? null : Texts.service(spec.at("service"), service.orElseThrow()),
                description,
                target.orElseThrow(),
                window.orElseThrow(),
                indicator.orElseThrow().sli(),
                indicator.get().groupByOrNull(),
                alerting,
                policy.orElse(null),
                canary.orElse(null));
        String wanted = own.name().orElseGet(name::orElseThrow) + (count == 1 ? "" : "-" + label);
        return Optional.of(new Draft(objective, wanted, namespace, labels, carried, remarks.notes()));
    }

    private void version() {
        Field version = root.at("apiVersion");
        if (!OpenSloImport.isKnown(version.text().orElse(""))) {
            version.note("is read as openslo/v1");
        }
        root.at("kind").skip();
        root.at("status").skip();
    }

    private Optional<BigDecimal> target() {
        if (objective.at("compositeWeight").isGiven()) {
            objective
                    .at("compositeWeight")
                    .note("has no counterpart: each objective is an SLO of its own, nothing sums them up");
        }
        Field percent = objective.at("targetPercent");
        if (percent.isGiven()) {
            return percent.number("write e.g. 99.9").flatMap(given -> Texts.percent(percent, given));
        }
        Field share = objective.atEither("target", "budgetTarget");
        return share.number("write e.g. 0.999").flatMap(given -> Texts.percent(share, given.movePointRight(2)));
    }

    private Optional<Translation> indicator() {
        spec.at("indicator").at("metadata").skip();
        Optional<Method> method = method(spec.at("budgetingMethod"));
        return own.indicator(spec.at("indicator").at("spec"), objective).or(() -> method.flatMap(this::indicator));
    }

    private static Optional<Method> method(Field field) {
        return switch (field.text().orElse("Occurrences").toLowerCase(Locale.ROOT)) {
            case "occurrences", "occurences" -> Optional.of(Method.OCCURRENCES);
            case "timeslices" -> Optional.of(Method.TIMESLICES);
            case "ratiotimeslices" -> Optional.of(Method.RATIO_TIMESLICES);
            default -> {
                field.fault(
                        "must be Occurrences, Timeslices or RatioTimeslices, was " + field.shown(),
                        "write one of them");
                yield Optional.empty();
            }
        };
    }

    /** The objectives of a composite have indicators of their own. */
    private Optional<Translation> indicator(Method method) {
        boolean ofItsOwn = objective.at("indicator").isGiven()
                || objective.at("indicatorRef").isGiven();
        Field holder = ofItsOwn ? objective : spec;
        Field reference = holder.at("indicatorRef");
        Field inline = holder.at("indicator");
        IndicatorReader reader = new IndicatorReader(objective, method, library, remarks);
        if (inline.isGiven() || !reference.isGiven()) {
            inline.at("metadata").skip();
            Field body = inline.at("spec").isGiven() ? inline.at("spec") : inline;
            body.at("description").skip();
            return reader.read(body);
        }
        Optional<Field> sli = library.find("SLI", reference, remarks);
        if (sli.isEmpty()) {
            reference.fault(
                    "must be the name of an SLI in these files, was " + reference.shown(),
                    "name the file that holds it as well");
        }
        return sli.flatMap(found -> reader.read(found.at("spec")));
    }

    private Alerting alerting(int windowDays) {
        Field policies = spec.at("alertPolicies");
        Optional<Alerting> exact = own.alerting();
        if (exact.isPresent()) {
            policies.skip();
        }
        Alerting alerting = exact.orElseGet(() -> AlertPolicies.read(policies, library, remarks, windowDays));
        return Alerts.withLinks(alerting, AlertLinks.of(metadata.at("annotations")));
    }

    /** Names for people are part of what the objective means. */
    private String description() {
        String title = Stream.of(metadata.at("displayName"), objective.at("displayName"))
                .flatMap(name -> name.text().stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        String text = Texts.description(spec.at("description"));
        String separator = text == null || title.isEmpty() ? "" : ": ";
        return Texts.cut(spec.at("description"), title + separator + (text == null ? "" : text));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(ObjectLabels.of(metadata.at("labels")));
        own.labels().ifPresent(labels::putAll);
        return labels;
    }

    /** What tells it from the other objectives of its SLO. */
    private String label() {
        return objective
                .at("displayName")
                .text()
                .filter(text -> !text.isBlank())
                .orElse(Integer.toString(index + 1));
    }

    private static int days(String window) {
        return Integer.parseInt(window.substring(0, window.length() - 1));
    }
}
