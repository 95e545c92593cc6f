package dev.signalbox.compile.kube;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Rules as YAML, in the order and form of {@link ManifestYaml}. They are nearly all of the output, and have few fields, whose
 * order need not be found out each time. Of metadata it writes what a manifest of ours has.
 */
final class RuleYaml {
    private static final int STEP = 2;

    private final StringBuilder out;
    private Map<String, String> copied = Map.of();
    private int copyBegin;
    private int copyEnd;

    RuleYaml(StringBuilder out) {
        this.out = out;
    }

    void write(PrometheusRule rule) {
        text(0, "apiVersion", rule.getApiVersion());
        text(0, "kind", rule.getKind());
        key(0, "metadata").append('\n');
        metadata(STEP, rule.getMetadata());
        key(0, "spec");
        if (rule.getSpec().getGroups().isEmpty()) {
            out.append(" {}\n");
        } else {
            out.append('\n');
            write(STEP, rule.getSpec());
        }
    }

    /** @param indent columns before each line */
    void write(int indent, PrometheusRuleSpec spec) {
        items(indent, "groups", spec.getGroups(), this::group);
    }

    private void metadata(int indent, ObjectMeta metadata) {
        text(indent, "name", metadata.getName());
        text(indent, "namespace", metadata.getNamespace());
        texts(indent, "annotations", metadata.getAnnotations());
        texts(indent, "labels", metadata.getLabels());
    }

    private void group(int indent, RuleGroup group) {
        text(indent, "name", group.getName());
        text(indent, "interval", group.getInterval());
        items(indent, "rules", group.getRules(), this::rule);
    }

    private void rule(int indent, Rule rule) {
        text(indent, "record", rule.getRecord());
        text(indent, "alert", rule.getAlert());
        text(indent, "expr", rule.getExpr().getStrVal());
        text(indent, "for", rule.getFor());
        text(indent, "keep_firing_for", rule.getKeepFiringFor());
        texts(indent, "annotations", rule.getAnnotations());
        labels(indent, rule.getLabels());
    }

    private void text(int indent, String key, String text) {
        if (text != null) {
            YamlText.append(key(indent, key).append(' '), text, indent + STEP);
            out.append('\n');
        }
    }

    private void texts(int indent, String key, Map<String, String> texts) {
        if (texts == null || texts.isEmpty()) {
            return;
        }
        key(indent, key).append('\n');
        SortedMap<String, String> sorted = new TreeMap<>(ManifestYaml.KEYS);
        sorted.putAll(texts);
        for (Map.Entry<String, String> each : sorted.entrySet()) {
            text(indent + STEP, YamlText.key(each.getKey()), each.getValue());
        }
    }

    /** Those that record carry the same: it is written once and copied. */
    private void labels(int indent, Map<String, String> labels) {
        if (labels != null && labels.equals(copied)) {
            out.append(out, copyBegin, copyEnd);
            return;
        }
        int begin = out.length();
        texts(indent, "labels", labels);
        copied = labels;
        copyBegin = begin;
        copyEnd = out.length();
    }

    /** A list is not indented under its key. The dash takes the place of the first item's indent. */
    private <T> void items(int indent, String key, List<T> items, BiConsumer<Integer, T> write) {
        if (!items.isEmpty()) {
            key(indent, key).append('\n');
            for (T item : items) {
                int begin = out.length();
                write.accept(indent + STEP, item);
                out.setCharAt(begin + indent, '-');
            }
        }
    }

    private StringBuilder key(int indent, String key) {
        return out.repeat(' ', indent).append(key).append(':');
    }
}
