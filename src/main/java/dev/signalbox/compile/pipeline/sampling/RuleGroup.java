package dev.signalbox.compile.pipeline.sampling;

import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import java.util.Comparator;
import java.util.List;

/**
 * Services whose rules are the same share the policies of the tail sampler, so that the sampler's work grows with the
 * number of different rules and not with services.
 *
 * @param name of the first policy with these rules, {@code namespace/name}; or {@link #STACK}
 * @param rules sorted by name
 * @param dryRun decide and count, keep everything
 */
public record RuleGroup(String name, TailRules rules, boolean dryRun) implements Comparable<RuleGroup> {
    /** Of services that no policy selects; no policy has a name without a slash. */
    public static final String STACK = "stack";

    public static final RuleGroup WITHOUT_RULES = new RuleGroup(STACK, TailRules.NONE, false);

    public RuleGroup {
        rules = new TailRules(sorted(rules.keep()), sorted(rules.drop()));
    }

    private static List<SpanRule> sorted(List<SpanRule> rules) {
        return rules.stream().sorted(Comparator.comparing(SpanRule::name)).toList();
    }

    @Override
    public int compareTo(RuleGroup other) {
        return name.compareTo(other.name);
    }
}
