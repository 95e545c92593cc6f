package dev.signalbox.interchange.openslo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.CanaryAnalysis;
import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.api.v1alpha1.SloSpec.ErrorBudgetPolicy;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.source.Field;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an export of ours keeps in annotations, because OpenSLO has no words for it. */
final class OwnFields {
    static final String NAME = "signalbox.dev/name";
    static final String NAMESPACE = "signalbox.dev/namespace";
    static final String SERVICE_REF = "signalbox.dev/service-ref";
    static final String ALERTING = "signalbox.dev/alerting";
    static final String ERROR_BUDGET_POLICY = "signalbox.dev/error-budget-policy";
    static final String CANARY = "signalbox.dev/canary";
    static final String INDICATOR = "signalbox.dev/indicator";
    static final String LABELS = "signalbox.dev/labels";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final Field annotations;

    OwnFields(Field annotations) {
        this.annotations = annotations;
    }

    /**
     * An indicator whose metrics alone would be read as another.
     *
     * @param sli as in the resource
     * @param groupBy as in the resource; may be null
     */
    record Indicator(Sli sli, List<String> groupBy) {
        Translation translation() {
            return new Translation(sli, groups());
        }

        List<String> groups() {
            return groupBy == null ? List.of() : groupBy;
        }
    }

    Optional<String> name() {
        return annotations.at(NAME).text();
    }

    Optional<String> namespace() {
        return annotations.at(NAMESPACE).text();
    }

    Optional<String> serviceRef() {
        return annotations.at(SERVICE_REF).text();
    }

    Optional<Alerting> alerting() {
        return read(ALERTING, new TypeReference<>() {});
    }

    Optional<ErrorBudgetPolicy> errorBudgetPolicy() {
        return read(ERROR_BUDGET_POLICY, new TypeReference<>() {});
    }

    Optional<CanaryAnalysis> canary() {
        return read(CANARY, new TypeReference<>() {});
    }

    Optional<Map<String, String>> labels() {
        return read(LABELS, new TypeReference<>() {});
    }

    /**
     * The indicator as it was, as long as the metrics are still those that were written for it.
     *
     * @param metrics {@code indicator.spec}
     * @param objective the objective, which holds the rest of a threshold
     */
    Optional<Translation> indicator(Field metrics, Field objective) {
        Optional<Indicator> kept = read(INDICATOR, new TypeReference<Indicator>() {});
        boolean current = kept.filter(indicator ->
                        IndicatorWriter.of(indicator.sli(), indicator.groups()).says(metrics, objective))
                .isPresent();
        if (kept.isPresent() && !current) {
            annotations.at(INDICATOR).note("says no more what the metrics say, left out");
        }
        return kept.filter(indicator -> current).map(Indicator::translation);
    }

    private <T> Optional<T> read(String name, TypeReference<T> type) {
        Field field = annotations.at(name);
        if (!field.isGiven()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(field.text().orElse(""), type));
        } catch (JsonProcessingException unreadable) {
            field.note("can't be read, left out: " + field.shown());
            return Optional.empty();
        }
    }

    /** A value as an annotation holds it. */
    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("records can be written", impossible);
        }
    }
}
