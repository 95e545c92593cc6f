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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
     * @param severity who is told, {@code Page} or {@code Ticket}; as it came, so that a slip hides nothing else
     * @param consumed percent of the budget that is spent when it fires, above 0 to 100; or burnRate
     * @param burnRate times as fast as the budget allows, above 0; or consumed
     * @param longWindow Prometheus duration
     * @param shortWindow Prometheus duration, shorter than the long window
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String severity,
            BigDecimal consumed,
            BigDecimal burnRate,
            @JsonProperty("long") String longWindow,
            @JsonProperty("short") String shortWindow) {

        /** Who is told; nothing where the severity is none. */
        public Optional<Severity> told() {
            return Arrays.stream(Severity.values())
                    .filter(each -> each.word().equals(severity))
                    .findFirst();
        }
    }

    /** Who is told. */
    enum Severity {
        @JsonProperty("Page")
        PAGE("Page"),
        @JsonProperty("Ticket")
        TICKET("Ticket");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** As written in a resource. */
        public String word() {
            return word;
        }
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
