package dev.signalbox.cardinality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What was told stays while what is counted is nearly the same: pods come and go, and a status that follows each series is
 * written all day for nothing.
 */
final class Steady {
    private static final double SHARE = 0.02;
    private static final long AT_LEAST = 5;
    private static final Duration DAYS = Duration.ofDays(2);

    private Steady() {}

    /** Whether two counts are no different to anybody. */
    static boolean same(long one, long other) {
        return Math.abs(one - other) <= Math.max(AT_LEAST, Math.round(SHARE * Math.max(one, other)));
    }

    /** The count to tell. */
    static long count(Optional<Long> told, long counted) {
        return told.filter(before -> same(before, counted)).orElse(counted);
    }

    /** The count to tell, of what may not be known any more. */
    static Optional<Long> count(Optional<Long> told, Optional<Long> counted) {
        return counted.map(now -> count(told, now));
    }

    /** The day to tell: the nearer it is, the more exactly. */
    static Optional<Instant> day(Optional<Instant> told, Optional<Instant> foreseen, Instant now) {
        return foreseen.map(day -> told.filter(before -> {
                    Duration tolerated = Duration.between(now, day).dividedBy(5);
                    Duration moved = Duration.between(before, day).abs();
                    return moved.compareTo(tolerated.compareTo(DAYS) > 0 ? tolerated : DAYS) <= 0;
                })
                .orElse(day));
    }

    /**
     * The largest to tell: those that were told, unless one of them has moved, or one that wasn't told is clearly larger
     * than one that was.
     *
     * @param told nothing was told before: null
     * @param counted all that are there, the largest first
     * @param most how many are told
     */
    static <T> List<T> largest(
            List<T> told, List<T> counted, int most, Function<T, Object> identity, ToLongFunction<T> size) {
        List<T> largest = List.copyOf(counted.subList(0, Math.min(most, counted.size())));
        if (told == null) {
            return largest;
        }
        Map<Object, Long> now = counted.stream().collect(Collectors.toMap(identity, size::applyAsLong, Math::max));
        Set<Object> known = told.stream().map(identity).collect(Collectors.toSet());
        boolean stands = told.stream()
                .allMatch(before -> same(size.applyAsLong(before), now.getOrDefault(identity.apply(before), 0L)));
        long least =
                told.size() < most ? 0 : told.stream().mapToLong(size).min().orElse(0);
        boolean newcomer = counted.stream()
                .filter(one -> !known.contains(identity.apply(one)))
                .mapToLong(size)
                .anyMatch(other -> other > least && !same(other, least));
        return stands && !newcomer ? told : largest;
    }
}
