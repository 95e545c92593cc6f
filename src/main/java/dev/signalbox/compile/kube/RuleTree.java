package dev.signalbox.compile.kube;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Rules as a tree. They are nearly all of the output, and going through their few fields here takes a tenth of what
 * Jackson needs, which asks each object by reflection. Of metadata it takes what a manifest of ours has.
 */
final class RuleTree {
    private RuleTree() {}

    static ObjectNode of(PrometheusRule rule) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        put(tree, "apiVersion", rule.getApiVersion());
        put(tree, "kind", rule.getKind());
        metadata(tree.putObject("metadata"), rule.getMetadata());
        tree.set("spec", of(rule.getSpec()));
        return tree;
    }

    static ObjectNode of(PrometheusRuleSpec spec) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        putAll(tree, "groups", spec.getGroups(), RuleTree::group);
        return tree;
    }

    private static void metadata(ObjectNode tree, ObjectMeta metadata) {
        put(tree, "name", metadata.getName());
        put(tree, "namespace", metadata.getNamespace());
        put(tree, "labels", metadata.getLabels());
        put(tree, "annotations", metadata.getAnnotations());
    }

    private static void group(ObjectNode tree, RuleGroup group) {
        put(tree, "name", group.getName());
        put(tree, "interval", group.getInterval());
        putAll(tree, "rules", group.getRules(), RuleTree::rule);
    }

    private static void rule(ObjectNode tree, Rule rule) {
        put(tree, "record", rule.getRecord());
        put(tree, "alert", rule.getAlert());
        put(tree, "expr", rule.getExpr().getStrVal());
        put(tree, "for", rule.getFor());
        put(tree, "keep_firing_for", rule.getKeepFiringFor());
        put(tree, "labels", rule.getLabels());
        put(tree, "annotations", rule.getAnnotations());
    }

    private static <T> void putAll(ObjectNode tree, String field, List<T> items, BiConsumer<ObjectNode, T> write) {
        if (!items.isEmpty()) {
            ArrayNode list = tree.putArray(field);
            items.forEach(item -> write.accept(list.addObject(), item));
        }
    }

    private static void put(ObjectNode tree, String field, String value) {
        if (value != null) {
            tree.put(field, value);
        }
    }

    private static void put(ObjectNode tree, String field, Map<String, String> values) {
        if (values != null && !values.isEmpty()) {
            values.forEach(tree.putObject(field)::put);
        }
    }
}
