package dev.signalbox.operator;

import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.RuleCase;
import dev.signalbox.model.policy.Enforcement;
import java.util.List;
import java.util.Locale;

/**
 * A rule with a namespace and a policy of its own.
 *
 * @param name of both
 * @param rule with that name in its documents
 * @param enforcement of the policy
 */
record PlacedRule(String name, RuleCase rule, Enforcement enforcement) {

    static PlacedRule of(String prefix, RuleCase rule, Enforcement enforcement) {
        String name = prefix + "-" + enforcement.name().toLowerCase(Locale.ROOT);
        return new PlacedRule(name, rule.in(name, name), enforcement);
    }

    /** The policy, for its namespace alone. */
    String policy() {
        return rule.policy(enforcement)
                + "  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}\n".formatted(name);
    }

    /** Whether it is judged once it is there. */
    boolean isReconciled() {
        return rule.isDecidedAt(Door.RECONCILE);
    }

    /** What its policy's status says of it, and its own condition; however hard the policy is. */
    List<String> reconciled() {
        if (!isReconciled()) {
            return List.of("found: []");
        }
        String found = "found: [%s %s %s]"
                .formatted(rule.row().kind(), rule.row().rule().path(), rule.told());
        return rule.row().kind().equals("PrometheusRule")
                ? List.of(found)
                : List.of(
                        found,
                        "wrong: False PolicyViolated " + rule.told(),
                        "right: True Compliant breaks no rule of " + name);
    }

    @Override
    public String toString() {
        return enforcement + " " + rule + " (" + name + ")";
    }
}
