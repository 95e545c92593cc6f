package dev.signalbox.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What all aspects found out about one resource.
 *
 * @param byAspect those that had a look since the operator started; what the others said before still stands
 * @param <F> {@code ServiceFindings} or {@code StackFindings}
 */
public record Findings<F>(Map<Aspect, F> byAspect) {
    public Findings {
        Map<Aspect, F> ordered = new EnumMap<>(Aspect.class);
        ordered.putAll(byAspect);
        byAspect = Collections.unmodifiableMap(ordered);
    }

    /** Nobody had a look yet. */
    public static <F> Findings<F> none() {
        return new Findings<>(Map.of());
    }

    /** The first that knows. */
    public <T> Optional<T> first(Function<F, Optional<T>> part) {
        return byAspect.values().stream().map(part).flatMap(Optional::stream).findFirst();
    }

    /** Verdicts with those of all aspects; of {@code Ready}, what is in the way wins over what isn't. */
    List<Verdict> with(List<Verdict> own, Function<F, List<Verdict>> verdicts) {
        List<Verdict> found =
                byAspect.values().stream().map(verdicts).flatMap(List::stream).toList();
        return Stream.concat(
                        own.stream().map(verdict -> isReady(verdict) ? worse(verdict, found) : verdict),
                        found.stream().filter(verdict -> !isReady(verdict)))
                .toList();
    }

    /** Conditions of aspects that had no look yet, as they were. */
    List<Condition> kept(List<Condition> previous) {
        return previous.stream()
                .filter(condition -> Stream.of(Aspect.values())
                        .filter(aspect -> !byAspect.containsKey(aspect))
                        .anyMatch(aspect -> aspect.sets(condition.getType())))
                .toList();
    }

    private static Verdict worse(Verdict own, List<Verdict> found) {
        return own.truth() != Verdict.Truth.TRUE
                ? own
                : found.stream()
                        .filter(Findings::isReady)
                        .filter(verdict -> verdict.truth() != Verdict.Truth.TRUE)
                        .min((one, other) -> one.truth().compareTo(other.truth()))
                        .orElse(own);
    }

    private static boolean isReady(Verdict verdict) {
        return verdict.type() == Verdict.Type.READY;
    }
}
