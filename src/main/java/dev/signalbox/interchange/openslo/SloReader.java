package dev.signalbox.interchange.openslo;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.ServiceRef;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.api.v1alpha1.SloSpec.ErrorBudgetPolicy;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.openslo.IndicatorReader.Method;
import dev.signalbox.interchange.resource.Alerts;
import dev.signalbox.interchange.resource.ObjectLabels;
import dev.signalbox.interchange.resource.Runbook;
import dev.signalbox.interchange.resource.Texts;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Imported;
import dev.signalbox.interchange.source.Remarks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one SLO: each of its objectives is one of ours. */
final class SloReader {
    private final Field document;
    private final Library library;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    SloReader(Field document, Library library) {
        this.document = document;
        this.library = library;
    }

    Imported read() {
        Remarks remarks = new Remarks();
        Field root = document.in(remarks);
        List<Field> objectives = root.at("spec").at("objectives").items();
        if (objectives.isEmpty()) {
            root.at("spec").at("objectives").fault("must have an objective, had none", "write objectives with target");
        }
        for (int i = 0; i < objectives.size(); i++) {
            objective(i, objectives.size());
        }
        root.noteUnread();
        faults.addAll(remarks.faults());
        List<Draft> complete = drafts.stream()
                .map(draft -> draft.withMoreNotes(remarks.notes()))
                .toList();
        return new Imported(complete, drafts.isEmpty() ? remarks.notes() : List.of(), faults);
    }

    private void objective(int index, int count) {
        Remarks remarks = new Remarks();
        Field root = document.in(remarks);
        Field spec = root.at("spec");
        Field objective = spec.at("objectives").items().get(index);
        Field metadata = root.at("metadata");
        version(root);
        metadata.skipServerFields();
        Optional<String> name = metadata.at("name").requiredText("write a name");
        Optional<String> service = spec.at("service").requiredText("write the name of the service");
        Optional<BigDecimal> target = target(objective);
        Optional<String> window = TimeWindow.read(objective.at("timeWindow").isGiven() ? objective : spec);
        OwnFields own = new OwnFields(metadata.at("annotations"));
        spec.at("indicator").at("metadata").skip();
        Optional<Method> method = method(spec.at("budgetingMethod"));
        Optional<Translation> indicator = own.indicator(spec.at("indicator").at("spec"), objective)
                .or(() -> method.flatMap(given -> indicator(spec, objective, given, remarks)));
        Alerting alerting = own.alerting()
                .orElseGet(() -> AlertPolicies.read(
                        spec.at("alertPolicies"),
                        library,
                        remarks,
                        window.map(SloReader::days).orElse(30)));
        if (own.alerting().isPresent()) {
            spec.at("alertPolicies").skip();
        }
        weight(objective, count);
        String description = description(metadata, spec, objective);
        String label = objective
                .at("displayName")
                .text()
                .filter(text -> !text.isBlank())
                .orElse("" + (index + 1));
        Map<String, String> labels = new TreeMap<>(ObjectLabels.of(metadata.at("labels")));
        own.labels().ifPresent(labels::putAll);
        String namespace =
                own.namespace().or(() -> metadata.at("namespace").text()).orElse("");
        Optional<ServiceRef> reference = own.serviceRef().map(ServiceRef::new);
        Optional<ErrorBudgetPolicy> policy = own.errorBudgetPolicy();
        Alerting complete = Alerts.withRunbook(alerting, Runbook.of(metadata.at("annotations")));
        objective.noteUnread();
        faults.addAll(remarks.faults());
        if (!remarks.faults().isEmpty()) {
            return;
        }
        Translation translation = indicator.orElseThrow();
        SloSpec carried = new SloSpec(
                reference.orElse(null),
                reference.isPresent() ? null : Texts.service(spec.at("service"), service.orElseThrow()),
                description,
                target.orElseThrow(),
                window.orElseThrow(),
                translation.sli(),
                translation.groupByOrNull(),
                complete,
                policy.orElse(null));
        String exact = own.name().orElseGet(name::orElseThrow);
        String wanted = count == 1 ? exact : exact + "-" + label;
        drafts.add(new Draft(objective, wanted, namespace, labels, carried, remarks.notes()));
    }

    private static void version(Field root) {
        Field version = root.at("apiVersion");
        if (!OpenSloImport.isKnown(version.text().orElse(""))) {
            version.note("is read as openslo/v1");
        }
        root.at("kind").skip();
        root.at("status").skip();
    }

    private Optional<Translation> indicator(Field spec, Field objective, Method method, Remarks remarks) {
        Field holder = objective.at("indicator").isGiven()
                        || objective.at("indicatorRef").isGiven()
                ? objective
                : spec;
        Field reference = holder.at("indicatorRef");
        Field inline = holder.at("indicator");
        IndicatorReader reader = new IndicatorReader(objective, method, library, remarks);
        if (!inline.isGiven() && reference.isGiven()) {
            Optional<Field> sli = library.find("SLI", reference, remarks);
            if (sli.isEmpty()) {
                reference.fault(
                        "must be the name of an SLI in these files, was " + reference.shown(),
                        "name the file that holds it as well");
            }
            return sli.flatMap(found -> reader.read(found.at("spec")));
        }
        inline.at("metadata").skip();
        Field body = inline.at("spec").isGiven() ? inline.at("spec") : inline;
        body.at("description").skip();
        return reader.read(body);
    }

    private static Optional<BigDecimal> target(Field objective) {
        Field percent = objective.at("targetPercent");
        if (percent.isGiven()) {
            return percent.number("write e.g. 99.9").flatMap(given -> Texts.percent(percent, given));
        }
        Field share = objective.atEither("target", "budgetTarget");
        return share.number("write e.g. 0.999").flatMap(given -> Texts.percent(share, given.movePointRight(2)));
    }

    private static Optional<Method> method(Field field) {
        String name = field.text().orElse("Occurrences").toLowerCase(Locale.ROOT);
        return switch (name) {
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

    private static void weight(Field objective, int count) {
        if (objective.at("compositeWeight").isGiven()) {
            objective
                    .at("compositeWeight")
                    .note("has no counterpart: "
                            + (count > 1
                                    ? "each objective is an SLO of its own, nothing sums them up"
                                    : "there is one objective"));
        }
    }

    /** Names for people are part of what the objective means. */
    private static String description(Field metadata, Field spec, Field objective) {
        String title = String.join(
                ", ",
                List.of(metadata.at("displayName"), objective.at("displayName")).stream()
                        .flatMap(name -> name.text().stream())
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
        String text = Texts.description(spec.at("description"));
        return Texts.cut(spec.at("description"), text == null ? title : title.isEmpty() ? text : title + ": " + text);
    }

    private static int days(String window) {
        return Integer.parseInt(window.substring(0, window.length() - 1));
    }
}
