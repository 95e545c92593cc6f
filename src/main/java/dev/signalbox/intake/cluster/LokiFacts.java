package dev.signalbox.intake.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.facts.LokiDefaults.LevelLabel;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.StreamRule;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a file of facts says of Loki. */
final class LokiFacts {
    private static final Map<LevelLabel, String> LEVELS = Map.of(
            LevelLabel.IS_THERE, "IsThere", LevelLabel.CAN_BE_MADE, "CanBeMade", LevelLabel.IS_MISSING, "IsMissing");

    private LokiFacts() {}

    static LokiDefaults of(JsonNode tree) {
        return new LokiDefaults(
                StreamSupport.stream(tree.path("rules").spliterator(), false)
                        .map(rule -> new StreamRule(
                                rule.path("selector").asText(),
                                rule.path("priority").asInt(),
                                PrometheusDuration.parse(rule.path("period").asText())
                                        .orElse(Duration.ZERO)))
                        .toList(),
                LEVELS.entrySet().stream()
                        .filter(level ->
                                level.getValue().equals(tree.path("level").asText()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(LokiDefaults.USUAL.level()));
    }

    static void write(LokiDefaults loki, ObjectNode tree) {
        tree.put("level", LEVELS.get(loki.level()));
        loki.rules().forEach(rule -> tree.withArray("rules")
                .addObject()
                .put("selector", rule.selector())
                .put("priority", rule.priority())
                .put("period", PrometheusDuration.print(rule.period())));
    }
}
