package dev.signalbox.guardrails;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Rule;
import java.util.Comparator;

/**
 * A rule that an object breaks. Ordered by what weighs most: what is enforced before what is excepted, the severest first,
 * then by the name of the policy, the rule and the path.
 *
 * @param policy its name
 * @param rule of the policy
 * @param enforcement of the policy
 * @param kind of the object
 * @param object its name
 * @param violation what is wrong
 * @param standing whether the object is let off
 */
public record Finding(
        String policy,
        Rule rule,
        Enforcement enforcement,
        SubjectKind kind,
        ResourceName object,
        Violation violation,
        Standing standing)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::weight)
            .thenComparing(Finding::enforcement, Comparator.reverseOrder())
            .thenComparing(Finding::policy)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::object)
            .thenComparing(finding -> finding.violation().path())
            .thenComparing(finding -> finding.violation().message());

    /** What follows, the heaviest first. */
    public enum Weight {
        /** It is refused. */
        ERROR,
        /** Whoever writes it is told. */
        WARNING,
        /** It is written down. */
        NOTE
    }

    /** What follows from it. An exception that ends soon is warned about, whatever its policy does. */
    public Weight weight() {
        return switch (standing) {
            case Standing.Excepted excepted -> excepted.endsSoon() ? Weight.WARNING : Weight.NOTE;
            case Standing.Enforced _ ->
                switch (enforcement) {
                    case DENY -> Weight.ERROR;
                    case WARN -> Weight.WARNING;
                    case AUDIT -> Weight.NOTE;
                };
        };
    }

    /** Whether an exception holds. */
    public boolean isExcepted() {
        return standing instanceof Standing.Excepted;
    }

    /** The violation in the words of every door: it ends with which rule of which policy was broken. */
    public Violation told() {
        return violation.from(rule.of(policy) + suffix());
    }

    private String suffix() {
        return switch (standing) {
            case Standing.Enforced(var ended) ->
                ended.map(day -> "; its exception ended on " + day).orElse("");
            case Standing.Excepted excepted -> "; excepted until " + excepted.until() + ": " + excepted.reason();
        };
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
