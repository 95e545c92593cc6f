package dev.signalbox.report.json;

import static dev.signalbox.report.json.Nodes.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.report.CollectorHealth;
import java.util.Optional;

/** Collectors as JSON. */
final class CollectorJson {
    private CollectorJson() {}

    static JsonNode of(Optional<CollectorHealth> collectors) {
        return collectors
                .<JsonNode>map(known -> {
                    ObjectNode json = JSON.objectNode();
                    json.set("agents", ready(known.agents()));
                    json.set("gateways", ready(known.gateways()));
                    json.set("tenants", ready(known.tenants()));
                    json.set("problems", Nodes.problems(known.problems()));
                    return json;
                })
                .orElse(JSON.nullNode());
    }

    private static JsonNode ready(Optional<CollectorHealth.Ready> ready) {
        return ready.<JsonNode>map(
                        count -> JSON.objectNode().put("ready", count.ready()).put("desired", count.desired()))
                .orElse(JSON.nullNode());
    }
}
