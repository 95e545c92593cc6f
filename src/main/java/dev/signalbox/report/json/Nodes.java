package dev.signalbox.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.report.Problem;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Values that may not be there, as JSON. */
final class Nodes {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final ObjectMapper WORDS = new ObjectMapper();

    private Nodes() {}

    /** Plain, without zeros at its end; {@code null} where nobody knows. */
    static JsonNode number(Optional<? extends Number> number) {
        return number.<JsonNode>map(known -> switch (known) {
                    case BigDecimal exact -> decimal(exact);
                    default -> JSON.numberNode(known.longValue());
                })
                .orElse(JSON.nullNode());
    }

    /** As it is in a resource. */
    static String word(Enum<?> word) {
        return WORDS.valueToTree(word).asText();
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static JsonNode texts(Optional<List<String>> texts) {
        return texts.<JsonNode>map(Nodes::texts).orElse(JSON.nullNode());
    }

    static ArrayNode problems(List<Problem> problems) {
        ArrayNode array = JSON.arrayNode();
        problems.forEach(problem -> array.addObject()
                .put("condition", problem.type())
                .put("reason", problem.reason())
                .put("message", problem.message()));
        return array;
    }

    static ObjectNode cost(Optional<CostStatus> cost) {
        ObjectNode json = JSON.objectNode();
        json.set("per_month", number(cost.map(CostStatus::perMonth).map(BigDecimal::new)));
        json.put("currency", cost.map(CostStatus::currency).orElse(null));
        json.put("basis", cost.map(CostStatus::basis).map(Nodes::word).orElse(null));
        json.set("active_series", number(cost.map(CostStatus::activeSeries)));
        json.set("log_gb", number(cost.map(CostStatus::logGB)));
        json.set("span_gb", number(cost.map(CostStatus::spanGB)));
        return json;
    }

    private static JsonNode decimal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return DecimalNode.valueOf(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }
}
