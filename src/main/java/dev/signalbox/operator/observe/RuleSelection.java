package dev.signalbox.operator.observe;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rules a {@code Prometheus} object takes in, in the prometheus-operator's sense: no selector takes nothing, an empty
 * one everything; without a selector of namespaces it is its own namespace.
 *
 * @param prometheus namespace/name of the object
 * @param namespace of the object
 * @param rules by their labels
 * @param namespaces by their labels
 */
record RuleSelection(
        String prometheus, String namespace, Optional<LabelSelector> rules, Optional<LabelSelector> namespaces) {

    static RuleSelection of(Prometheus prometheus) {
        String namespace = prometheus.getMetadata().getNamespace();
        return new RuleSelection(
                namespace + "/" + prometheus.getMetadata().getName(),
                namespace,
                Optional.ofNullable(prometheus.getSpec().getRuleSelector()),
                Optional.ofNullable(prometheus.getSpec().getRuleNamespaceSelector()));
    }

    /**
     * Why it leaves rules out; empty where it takes them in.
     *
     * @param labels of the object that holds the rules
     * @param ruleNamespace of that object
     * @param namespaceLabels of that namespace; asked for only where they matter, empty where they can't be read
     */
    Optional<String> refusal(
            Map<String, String> labels, String ruleNamespace, Supplier<Optional<Map<String, String>>> namespaceLabels) {
        if (rules.isEmpty()) {
            return Optional.of("Prometheus %s has no ruleSelector and takes no rules in".formatted(prometheus));
        }
        List<String> wanted = unmet(rules.get(), labels);
        if (!wanted.isEmpty()) {
            return Optional.of("Prometheus %s wants rules with %s; write it into the stack's spec.metrics.rules.labels"
                    .formatted(prometheus, String.join(", ", wanted)));
        }
        return namespaces.isEmpty()
                ? ownNamespace(ruleNamespace)
                : namespaceRefusal(namespaces.get(), ruleNamespace, namespaceLabels);
    }

    private Optional<String> ownNamespace(String ruleNamespace) {
        return ruleNamespace.equals(namespace)
                ? Optional.empty()
                : Optional.of("Prometheus %s has no ruleNamespaceSelector and takes rules of its own namespace only"
                        .formatted(prometheus));
    }

    private Optional<String> namespaceRefusal(
            LabelSelector selector, String ruleNamespace, Supplier<Optional<Map<String, String>>> namespaceLabels) {
        if (requirements(selector).findAny().isEmpty()) {
            return Optional.empty();
        }
        return namespaceLabels
                .get()
                .map(labels -> unmet(selector, labels))
                .filter(wanted -> !wanted.isEmpty())
                .map(wanted -> "Prometheus %s wants namespaces with %s; label namespace %s so"
                        .formatted(prometheus, String.join(", ", wanted), ruleNamespace));
    }

    private static List<String> unmet(LabelSelector selector, Map<String, String> labels) {
        return requirements(selector)
                .filter(requirement -> !isMet(requirement, labels))
                .map(RuleSelection::text)
                .toList();
    }

    private static Stream<LabelSelectorRequirement> requirements(LabelSelector selector) {
        Map<String, String> equal =
                new TreeMap<>(Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()));
        return Stream.concat(
                equal.entrySet().stream()
                        .map(label -> new LabelSelectorRequirement(label.getKey(), "In", List.of(label.getValue()))),
                Optional.ofNullable(selector.getMatchExpressions()).orElse(List.of()).stream());
    }

    private static boolean isMet(LabelSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> true; // an operator of tomorrow is no reason to blame anybody
        };
    }

    private static String text(LabelSelectorRequirement requirement) {
        String values = requirement.getValues().stream().collect(Collectors.joining(" or "));
        return switch (requirement.getOperator()) {
            case "In" -> "the label %s: %s".formatted(requirement.getKey(), values);
            case "NotIn" -> "a label %s other than %s".formatted(requirement.getKey(), values);
            case "Exists" -> "a label %s".formatted(requirement.getKey());
            default -> "no label %s".formatted(requirement.getKey());
        };
    }
}
