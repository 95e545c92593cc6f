package dev.signalbox.interchange.openslo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.api.v1alpha1.SloSpec.ErrorBudgetPolicy;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.source.Field;
import java.util.List;
import java.util.Optional;

/** What an export of ours wrote into annotations, because OpenSLO has no words for it. */
final class OwnFields {
    private static final String PREFIX = "signalbox.dev/";
    private static final String NAMESPACE = PREFIX + "namespace";
    private static final String SERVICE_REF = PREFIX + "service-ref";
    private static final String ALERTING = PREFIX + "alerting";
    private static final String ERROR_BUDGET_POLICY = PREFIX + "error-budget-policy";
    private static final String INDICATOR = PREFIX + "indicator";

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
            return new Translation(sli, groupBy == null ? List.of() : groupBy);
        }
    }

    Optional<String> namespace() {
        return annotations.at(NAMESPACE).text();
    }

    Optional<String> serviceRef() {
        return annotations.at(SERVICE_REF).text();
    }

    Optional<Alerting> alerting() {
        return read(ALERTING, Alerting.class);
    }

    Optional<ErrorBudgetPolicy> errorBudgetPolicy() {
        return read(ERROR_BUDGET_POLICY, ErrorBudgetPolicy.class);
    }

    /**
     * The indicator as it was, as long as the metrics are still those that were written for it.
     *
     * @param objective as it is written
     * @param metrics the inline indicator as it is written
     */
    Optional<Translation> indicator(JsonNode objective, JsonNode metrics) {
        return Optional.empty();
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        Field field = annotations.at(name);
        if (!field.isGiven()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(field.text().orElse(""), type));
        } catch (JsonProcessingException unreadable) {
            field.note("can't be read, left out: " + field.shown());
            return Optional.empty();
        }
    }
}
