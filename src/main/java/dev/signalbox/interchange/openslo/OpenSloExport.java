package dev.signalbox.interchange.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.Place;
import dev.signalbox.intake.document.Position;
import dev.signalbox.interchange.indicator.NormalForm;
import dev.signalbox.interchange.resource.ObjectNames;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.ExportedSlo;
import dev.signalbox.interchange.source.Imported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes an SLO of ours as {@code openslo/v1}. What OpenSLO has no words for goes into annotations: each export is read
 * again, and what would come back as something else is kept there.
 */
public final class OpenSloExport {
    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DEFAULT_WINDOW = "30d";

    private final SLO slo;
    private final Map<String, String> annotations = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private OpenSloExport(SLO slo) {
        this.slo = slo;
    }

    /** @param slo without violations */
    public static ExportedSlo of(SLO slo) {
        return new OpenSloExport(slo).written();
    }

    private ExportedSlo written() {
        SloSpec spec = slo.getSpec();
        keep(OwnFields.NAMESPACE, slo.getMetadata().getNamespace());
        if (spec.serviceRef() != null) {
            keep(OwnFields.SERVICE_REF, spec.serviceRef().name());
        }
        if (spec.errorBudgetPolicy() != null) {
            keepNoted(
                    "spec.errorBudgetPolicy", OwnFields.ERROR_BUDGET_POLICY, OwnFields.write(spec.errorBudgetPolicy()));
        }
        if (spec.canary() != null) {
            keepNoted("spec.canary", OwnFields.CANARY, OwnFields.write(spec.canary()));
        }
        if (!name().equals(slo.getMetadata().getName())) {
            keepNoted("metadata.name", OwnFields.NAME, slo.getMetadata().getName());
        }
        Optional<SloSpec> readAgain = readAgain();
        if (readAgain
                        .map(SloSpec::sli)
                        .filter(NormalForm.of(spec.sli())::equals)
                        .isEmpty()
                || !Objects.equals(readAgain.get().groupBy(), spec.groupBy())) {
            OwnFields.Indicator indicator = new OwnFields.Indicator(spec.sli(), spec.groupBy());
            keepNoted("spec.sli", OwnFields.INDICATOR, OwnFields.write(indicator));
        }
        if (spec.alerting() != null
                && !Objects.equals(readAgain.map(SloSpec::alerting).orElse(null), spec.alerting())) {
            keepNoted("spec.alerting", OwnFields.ALERTING, OwnFields.write(spec.alerting()));
        }
        return new ExportedSlo(manifest(), notes);
    }

    private void keep(String annotation, String value) {
        if (value != null) {
            annotations.put(annotation, value);
        }
    }

    private void keepNoted(String path, String annotation, String value) {
        keep(annotation, value);
        notes.add(path + ": OpenSLO has no words for all of it, it is kept in the annotation " + annotation);
    }

    private Optional<SloSpec> readAgain() {
        ObjectNode manifest = manifest();
        Place nowhere = new Place.Mapping(Position.START, Map.of());
        Imported imported = OpenSloImport.read(List.of(new Document("", "", manifest, nowhere)));
        return imported.drafts().stream().map(Draft::spec).findFirst();
    }

    private String name() {
        return ObjectNames.of(slo.getMetadata().getName()).replace('.', '-');
    }

    private ObjectNode manifest() {
        ObjectNode manifest = JSON.objectNode().put("apiVersion", "openslo/v1").put("kind", "SLO");
        ObjectNode metadata = manifest.putObject("metadata").put("name", name());
        labels(metadata);
        if (!annotations.isEmpty()) {
            annotations.forEach(metadata.putObject("annotations")::put);
        }
        spec(manifest.putObject("spec"));
        return manifest;
    }

    private void labels(ObjectNode metadata) {
        Map<String, String> foreign = new TreeMap<>();
        ObjectNode legal = JSON.objectNode();
        Optional.ofNullable(slo.getMetadata().getLabels()).orElse(Map.of()).forEach((name, value) -> {
            if (LABEL_NAME.matcher(name).matches()) {
                legal.put(name, value);
            } else {
                foreign.put(name, value);
            }
        });
        if (!legal.isEmpty()) {
            metadata.set("labels", legal);
        }
        if (!foreign.isEmpty()) {
            keep(OwnFields.LABELS, OwnFields.write(foreign));
        }
    }

    private void spec(ObjectNode written) {
        SloSpec spec = slo.getSpec();
        if (spec.description() != null) {
            written.put("description", spec.description());
        }
        written.put(
                "service",
                spec.serviceRef() == null ? spec.service() : spec.serviceRef().name());
        IndicatorWriter indicator = IndicatorWriter.of(
                spec.sli(), Optional.ofNullable(spec.groupBy()).orElse(List.of()));
        ObjectNode inline = written.putObject("indicator");
        inline.putObject("metadata").put("name", name());
        inline.set("spec", indicator.metrics());
        written.put("budgetingMethod", indicator.budgetingMethod());
        written.putArray("timeWindow").addObject().put("duration", window()).put("isRolling", true);
        JsonNode objective = indicator.objective(spec.objective().movePointLeft(2));
        written.putArray("objectives").add(objective);
        ArrayNode policies = new AlertPolicyWriter(name(), spec.alerting(), days()).policies();
        written.set("alertPolicies", policies);
    }

    private String window() {
        return Optional.ofNullable(slo.getSpec().window()).orElse(DEFAULT_WINDOW);
    }

    private int days() {
        return Integer.parseInt(window().substring(0, window().length() - 1));
    }
}
