package dev.signalbox.interchange.pyrra;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.Alerting.AlertRoute;
import dev.signalbox.api.v1alpha1.Alerting.MissingData;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.intake.document.Document;
import dev.signalbox.interchange.resource.AlertLabels;
import dev.signalbox.interchange.resource.AlertLinks;
import dev.signalbox.interchange.resource.Alerts;
import dev.signalbox.interchange.resource.ObjectLabels;
import dev.signalbox.interchange.resource.RollingWindow;
import dev.signalbox.interchange.resource.ServiceName;
import dev.signalbox.interchange.resource.Texts;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Imported;
import dev.signalbox.interchange.source.Remarks;
import dev.signalbox.model.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one objective of Pyrra's. */
public final class PyrraImport {
    private static final String GROUP = "pyrra.dev/";

    private PyrraImport() {}

    /** Whether a document is of this project. */
    public static boolean isOne(Document document) {
        return document.content().path("apiVersion").asText().startsWith(GROUP);
    }

    /** What became of documents of this project. */
    public static Imported read(List<Document> documents) {
        return documents.stream().map(PyrraImport::read).reduce(Imported.NOTHING, Imported::and);
    }

    private static Imported read(Document document) {
        Remarks remarks = new Remarks();
        Optional<Draft> draft = draft(Field.root(document, remarks));
        return draft.isPresent() && remarks.faults().isEmpty()
                ? new Imported(List.of(draft.get().withMoreNotes(remarks.notes())), List.of(), List.of())
                : new Imported(List.of(), List.of(), remarks.faults());
    }

    private static Optional<Draft> draft(Field root) {
        List.of("apiVersion", "kind", "status").forEach(known -> root.at(known).skip());
        Field metadata = root.at("metadata");
        metadata.skipServerFields();
        String namespace = metadata.at("namespace").text().orElse("");
        Field spec = root.at("spec");
        Optional<String> name = metadata.at("name").requiredText("write a name");
        Optional<BigDecimal> objective = target(spec.at("target"));
        Optional<String> window = window(spec.at("window"));
        Optional<PyrraIndicator> indicator = PyrraIndicator.read(spec.at("indicator"));
        List<String> groupBy =
                indicator.map(found -> found.translation().groupBy()).orElse(List.of());
        Alerting alerting = alerting(metadata, spec.at("alerting"), groupBy);
        String description = Texts.description(spec.at("description"));
        if (spec.at("performanceOverAccuracy").isTrue()) {
            spec.at("performanceOverAccuracy").note("needs no choice here: long windows are cheap, and exact");
        }
        Map<String, String> labels = labels(metadata.at("labels"));
        root.noteUnread();
        if (name.isEmpty() || objective.isEmpty() || window.isEmpty() || indicator.isEmpty()) {
            return Optional.empty();
        }
        SloSpec carried = new SloSpec(
                null,
                ServiceName.of(metadata, indicator.get().events(), name.get()),
                description,
                objective.get(),
                window.get(),
                indicator.get().translation().sli(),
                indicator.get().translation().groupByOrNull(),
                alerting,
                null,
                null);
        return Optional.of(new Draft(root, name.get(), namespace, labels, carried, List.of()));
    }

    private static Optional<BigDecimal> target(Field target) {
        Optional<BigDecimal> percent = target.number("write e.g. \"99.9\"");
        percent.filter(share -> share.compareTo(BigDecimal.ONE) < 0)
                .ifPresent(share -> target.note("is in percent, as it was for Pyrra: " + share.toPlainString() + " %"));
        return percent.flatMap(share -> Texts.percent(target, share));
    }

    private static Optional<String> window(Field window) {
        Optional<Duration> duration = window.text().flatMap(PrometheusDuration::parse);
        if (duration.isEmpty()) {
            window.fault("must be a duration, was " + window.shown(), "write e.g. 4w");
        }
        return duration.map(wanted -> RollingWindow.of(window, wanted));
    }

    /** Pyrra copies labels to the rule object, so that it is selected; ours has its labels from the stack. */
    private static Map<String, String> labels(Field labels) {
        boolean onRules = labels.fields().keySet().stream().anyMatch(name -> !name.startsWith(GROUP));
        if (onRules) {
            labels.note(
                    "stay on the SLO; those of rule objects are spec.metrics.rules.labels of the ObservabilityStack");
        }
        return ObjectLabels.of(labels);
    }

    private static Alerting alerting(Field metadata, Field alerting, List<String> groupBy) {
        boolean silent =
                alerting.at("disabled").isTrue() || alerting.at("burnrates").isFalse();
        boolean ignored =
                alerting.at("disabled").isTrue() || alerting.at("absent").isFalse();
        AlertLabels labels = new AlertLabels(groupBy);
        metadata.at("labels").fields().forEach((name, value) -> {
            if (name.startsWith(GROUP) && !name.equals(ServiceName.OF_PYRRA)) {
                labels.add(name.substring(GROUP.length()), value);
            }
        });
        AlertRoute route = Alerts.route(silent, labels);
        if (alerting.at("burnRateType").text().filter("static"::equals).isEmpty()
                && alerting.at("burnRateType").isGiven()) {
            alerting.at("burnRateType")
                    .note(
                            "has no counterpart: thresholds don't follow the traffic; minimumEvents keeps few events from alerting");
        }
        String name = Texts.alertName(alerting.at("name"));
        AlertLinks links = AlertLinks.of(metadata.at("annotations"));
        MissingData missing = ignored ? MissingData.IGNORE : null;
        return Alerts.orNull(new Alerting(name, null, route, route, links.runbook(), links.dashboard(), null, missing));
    }
}
