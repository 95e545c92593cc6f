package dev.signalbox.report.json;

import static dev.signalbox.report.json.Nodes.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.report.PolicyHealth;

/** Compliance with policies as JSON. */
final class PolicyJson {
    private PolicyJson() {}

    static ObjectNode of(PolicyHealth health) {
        ObjectNode json = JSON.objectNode();
        json.put("judged", health.judged());
        json.put("violating", health.violating().size());
        ObjectNode policies = json.putObject("policies");
        health.policies().forEach(policy -> policies.putObject(policy.name())
                .put("enforcement", policy.enforcement())
                .put("checked", policy.checked())
                .put("violating", policy.violating())
                .put("excepted", policy.excepted())
                .set("problems", Nodes.problems(policy.problems())));
        ArrayNode violations = json.putArray("violations");
        health.violating().forEach(one -> violations
                .addObject()
                .put("kind", one.kind())
                .put("namespace", one.name().namespace())
                .put("name", one.name().name())
                .set("messages", Nodes.texts(one.violations())));
        return json;
    }
}
