package dev.signalbox.intake.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.facts.LokiDefaults.LevelLabel;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.retention.StreamRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a file of facts says of servers. */
final class ServerFacts {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Map<LevelLabel, String> LEVELS = Map.of(
            LevelLabel.IS_THERE, "IsThere", LevelLabel.CAN_BE_MADE, "CanBeMade", LevelLabel.IS_MISSING, "IsMissing");

    private ServerFacts() {}

    /** @param otherwise of those of which it says nothing */
    static KnownBackends of(JsonNode tree, KnownBackends otherwise) {
        return new KnownBackends(
                tree.has("loki") ? Optional.of(loki(tree.path("loki"))) : otherwise.loki(),
                tree.has("tempo") ? Optional.of(tree.path("tempo").toString()) : otherwise.tempo(),
                tree.has("alertmanagers")
                        ? Optional.of(alertmanagers(tree.path("alertmanagers")))
                        : otherwise.alertmanagers());
    }

    static void write(KnownBackends backends, ObjectNode tree) {
        backends.loki()
                .filter(loki -> !loki.equals(LokiDefaults.USUAL))
                .ifPresent(loki -> write(loki, tree.putObject("loki")));
        backends.alertmanagers().ifPresent(all -> write(all, tree.putArray("alertmanagers")));
        backends.tempo().ifPresent(defaults -> tree.set("tempo", tree(defaults)));
    }

    private static LokiDefaults loki(JsonNode tree) {
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

    private static void write(LokiDefaults loki, ObjectNode tree) {
        tree.put("level", LEVELS.get(loki.level()));
        loki.rules().forEach(rule -> tree.withArray("rules")
                .addObject()
                .put("selector", rule.selector())
                .put("priority", rule.priority())
                .put("period", PrometheusDuration.print(rule.period())));
    }

    private static List<AlertmanagerObject> alertmanagers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> new AlertmanagerObject(
                        new ResourceName(
                                one.path("namespace").asText(), one.path("name").asText()),
                        AlertmanagerObject.Strategy.of(one.path("strategy").asText()),
                        Optional.of(one.path("takenFrom"))
                                .filter(JsonNode::isArray)
                                .map(names -> StreamSupport.stream(names.spliterator(), false)
                                        .map(JsonNode::asText)
                                        .collect(Collectors.toCollection(TreeSet::new))),
                        one.path("refusal").asText(""),
                        Optional.ofNullable(one.path("version").textValue())))
                .toList();
    }

    private static void write(List<AlertmanagerObject> alertmanagers, ArrayNode list) {
        alertmanagers.forEach(one -> {
            ObjectNode tree = list.addObject()
                    .put("namespace", one.name().namespace())
                    .put("name", one.name().name())
                    .put("strategy", one.strategy().text());
            one.takenFrom().ifPresent(names -> names.forEach(tree.putArray("takenFrom")::add));
            one.version().ifPresent(version -> tree.put("version", version));
            if (!one.refusal().isEmpty()) {
                tree.put("refusal", one.refusal());
            }
        });
    }

    /** Tempo's defaults, which are kept as they were told. */
    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("must be JSON", e);
        }
    }
}
