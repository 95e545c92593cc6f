package dev.signalbox.guardrails;

import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One rule, held against one kind of object.
 *
 * @param rule of a policy that has it
 * @param looksAt fields of the object, for people
 * @param doors that can decide it
 * @param violations what is wrong with an object; none where it isn't known
 * @param <S> the objects
 */
record Check<S extends Subject>(
        Rule rule, String looksAt, Set<Door> doors, BiFunction<Policy, S, List<Violation>> violations) {
    /** Whoever has the object has all that it takes. */
    static final Set<Door> EVERYWHERE = Collections.unmodifiableSet(EnumSet.allOf(Door.class));

    /** CEL can't say it. */
    static final Set<Door> WITHOUT_CEL = Set.of(Door.CLI, Door.WEBHOOK, Door.RECONCILE);

    Check {
        doors = Collections.unmodifiableSet(EnumSet.copyOf(doors));
    }
}
