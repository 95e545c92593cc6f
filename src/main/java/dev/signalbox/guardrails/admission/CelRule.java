package dev.signalbox.guardrails.admission;

import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Rule;
import java.util.List;

/**
 * A rule as an API server can decide it: {@code params} is the {@code ObservabilityPolicy}, {@code object} what is judged.
 *
 * @param rule of a policy
 * @param kind of what is judged
 * @param asked in CEL: whether the policy has the rule
 * @param broken in CEL: whether the object breaks it; asked only where the policy has it
 * @param words what is said then, with a {@link #SHOWN} for each value that is shown
 * @param shown in CEL: these values, as text
 */
record CelRule(Rule rule, SubjectKind kind, String asked, String broken, Violation words, List<String> shown) {
    /** Stands in words for a value. */
    static final String SHOWN = "\u0001";

    CelRule {
        shown = List.copyOf(shown);
    }
}
