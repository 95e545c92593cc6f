package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.math.BigDecimal;
import java.util.List;

/**
 * Burn rates: a name or a list. The schema can't tell the two shapes apart, so anything can arrive here; what is
 * neither is kept as it came for intake to report.
 */
@JsonDeserialize(using = BurnRates.Reader.class)
public sealed interface BurnRates {

    /** A table of ours. */
    @JsonDeserialize // not by the reader of the union
    enum Preset implements BurnRates {
        @JsonProperty("Standard")
        STANDARD,
        @JsonProperty("Relaxed")
        RELAXED
    }

    /**
     * Rows of the user's own.
     *
     * @param rows never null; the order means nothing
     */
    record Custom(@JsonValue List<Row> rows) implements BurnRates {}

    /**
     * Neither a known name nor a list of rows.
     *
     * @param raw what was written
     */
    record Malformed(@JsonValue JsonNode raw) implements BurnRates {}

    /**
     * One row; any component may be null.
     *
     * @param severity who is told
     * @param consumed percent of the budget that is spent when it fires, above 0 to 100; or burnRate
     * @param burnRate times as fast as the budget allows, above 0; or consumed
     * @param longWindow Prometheus duration
     * @param shortWindow Prometheus duration, shorter than the long window
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            Severity severity,
            BigDecimal consumed,
            BigDecimal burnRate,
            @JsonProperty("long") String longWindow,
            @JsonProperty("short") String shortWindow) {}

    /** Who is told. */
    enum Severity {
        @JsonProperty("Page")
        PAGE,
        @JsonProperty("Ticket")
        TICKET
    }

    /** Tells the shapes apart. */
    final class Reader extends UnionReader<BurnRates> {
        @Override
        BurnRates read(JsonNode raw, ObjectMapper strict) throws JsonProcessingException {
            return raw.isArray()
                    ? new Custom(strict.treeToValue(raw, new TypeReference<List<Row>>() {}))
                    : strict.treeToValue(raw, Preset.class);
        }

        @Override
        BurnRates malformed(JsonNode raw) {
            return new Malformed(raw);
        }
    }
}
