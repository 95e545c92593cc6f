package dev.signalbox.guardrails;

import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Rule;

/** What is said where a rule is broken: made here for every door, so that all of them say the same. */
public final class Words {
    private Words() {}

    /** A field has to be filled. */
    public static Violation missing(String path, String example) {
        return new Violation(path, "must be given, was missing", "write e.g. \"%s\"".formatted(example));
    }

    /**
     * A value is on the wrong side of a limit.
     *
     * @param rule says which side is the right one
     * @param limit as one would write it
     * @param was as it is, with where it comes from, where that is not the path
     */
    public static Violation beyond(Rule rule, String path, String limit, String was) {
        return new Violation(
                path,
                "must be %s %s, was %s".formatted(side(rule), limit, was),
                "write %s or %s".formatted(limit, rule.bound() == Rule.Bound.AT_LEAST ? "more" : "less"));
    }

    /** A measured value is on the wrong side of a limit. */
    public static Violation measured(Rule rule, String path, String limit, String was, String fix) {
        return new Violation(path, "must be %s %s, was %s".formatted(side(rule), limit, was), fix);
    }

    /** Something must not be there. */
    public static Violation forbidden(String path, String item, String why, String fix) {
        return new Violation(path, "must not be \"%s\", %s".formatted(item, why), fix);
    }

    /** The service sends no profiles. */
    public static Violation profilesMissing() {
        return new Violation("spec.profiles.enabled", "must be true, was false", "write true");
    }

    /** An SLO has one budget for each value of a label that metrics must not carry. */
    public static Violation forbiddenGroup(int index, String label) {
        return forbidden(
                "spec.groupBy[%d]".formatted(index),
                label,
                "a label that metrics must not carry",
                "group by another one, or by none");
    }

    private static String side(Rule rule) {
        return rule.bound() == Rule.Bound.AT_LEAST ? "at least" : "at most";
    }
}
