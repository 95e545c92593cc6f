package dev.signalbox.cardinality;

import dev.signalbox.backend.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the number of series moves, from a week of hourly counts.
 *
 * @param weekAgo how many there were; nothing where nobody counted then
 * @param perHour how many more there are an hour later; nothing below 48 counts
 */
public record Growth(Optional<Long> weekAgo, OptionalDouble perHour) {
    /** How far back it goes. */
    public static final Duration SPAN = Duration.ofDays(7);

    /** Between two counts. */
    public static final Duration STEP = Duration.ofHours(1);

    public static final Growth UNKNOWN = new Growth(Optional.empty(), OptionalDouble.empty());

    private static final int FEWEST = 48;

    /** A count a little younger stands for that of a week ago. */
    private static final Duration NEARLY = Duration.ofHours(6);

    /** What lies further ahead says no more than that it is far. */
    private static final long HORIZON_HOURS = Duration.ofDays(365).toHours();

    /** @param counts in order of time, up to now */
    public static Growth of(List<Series.Point> counts, Instant now) {
        Instant then = now.minus(SPAN).plus(NEARLY);
        return new Growth(
                counts.stream()
                        .findFirst()
                        .filter(first -> !first.time().isAfter(then))
                        .map(first -> Math.round(first.value())),
                counts.size() < FEWEST ? OptionalDouble.empty() : OptionalDouble.of(medianSlope(counts)));
    }

    /** The day on which a limit is met if that goes on; nothing where it isn't within a year, or is met already. */
    public Optional<Instant> meets(long limit, long series, Instant now) {
        if (perHour.isEmpty() || perHour.getAsDouble() <= 0 || series > limit) {
            return Optional.empty();
        }
        double hours = (limit - series) / perHour.getAsDouble();
        return hours > HORIZON_HOURS
                ? Optional.empty()
                : Optional.of(
                        now.plus((long) (hours * 3600), ChronoUnit.SECONDS).truncatedTo(ChronoUnit.DAYS));
    }

    /**
     * The median of the slopes between all pairs, which a restart, a gap or a day's peak does not move: up to 29 % of
     * counts may be anything.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Theil%E2%80%93Sen_estimator">Theil–Sen estimator</a>
     */
    private static double medianSlope(List<Series.Point> counts) {
        int size = counts.size();
        double[] slopes = new double[size * (size - 1) / 2];
        int next = 0;
        for (int later = 1; later < size; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes[next++] =
                        (counts.get(later).value() - counts.get(earlier).value())
                                / (Duration.between(
                                                        counts.get(earlier).time(),
                                                        counts.get(later).time())
                                                .toSeconds()
                                        / 3600.0);
            }
        }
        Arrays.sort(slopes);
        return slopes.length % 2 == 1
                ? slopes[slopes.length / 2]
                : (slopes[slopes.length / 2 - 1] + slopes[slopes.length / 2]) / 2;
    }
}
