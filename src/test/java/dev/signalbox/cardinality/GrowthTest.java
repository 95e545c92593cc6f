package dev.signalbox.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");

    @Test
    void aStraightLineIsGoneOnWith() {
        Growth growth = Growth.of(week(hour -> 1_000 + 10 * hour), NOW);

        assertThat(growth.weekAgo()).contains(1_000L);
        assertThat(growth.perHour().orElseThrow()).isEqualTo(10);
        assertThat(growth.meets(10_000, 2_680, NOW)).contains(Instant.parse("2026-04-08T00:00:00Z"));
    }

    @Test
    void aQuarterOfCountsMayBeAnything() {
        Random random = new Random(7);

        Growth growth =
                Growth.of(week(hour -> random.nextInt(4) == 0 ? random.nextInt(100_000) : 1_000 + 10 * hour), NOW);

        assertThat(growth.perHour().orElseThrow()).isBetween(9.0, 12.0);
    }

    @Test
    void aDaysPeakIsNoGrowth() {
        Growth growth = Growth.of(week(hour -> hour % 24 >= 9 && hour % 24 < 17 ? 1_500 : 1_000), NOW);

        assertThat(growth.meets(2_000, 1_000, NOW)).isEmpty();
    }

    @Test
    void whatDoesNotGrowOrIsFarOrIsMetAlreadyHasNoDay() {
        assertThat(Growth.of(week(hour -> 5_000 - hour), NOW).meets(10_000, 4_000, NOW))
                .isEmpty();
        assertThat(Growth.of(week(hour -> 1_000 + hour / 168.0), NOW).meets(10_000, 1_001, NOW))
                .isEmpty();
        assertThat(Growth.of(week(hour -> 1_000 + 10 * hour), NOW).meets(2_000, 2_680, NOW))
                .isEmpty();
    }

    @Test
    void twoDaysOfCountsAreTheLeast() {
        List<Point> week = week(hour -> 10 * hour);

        assertThat(Growth.of(week.subList(week.size() - 48, week.size()), NOW).perHour())
                .isPresent();
        Growth young = Growth.of(week.subList(week.size() - 47, week.size()), NOW);
        assertThat(young.perHour()).isEmpty();
        assertThat(young.weekAgo()).isEmpty();
        assertThat(young.meets(10_000, 1, NOW)).isEqualTo(Optional.empty());
        assertThat(Growth.of(List.of(), NOW)).isEqualTo(Growth.UNKNOWN);
    }

    private static List<Point> week(IntToDoubleFunction count) {
        return IntStream.rangeClosed(0, 168)
                .mapToObj(hour ->
                        new Point(NOW.minus(Growth.SPAN).plus(Duration.ofHours(hour)), count.applyAsDouble(hour)))
                .toList();
    }
}
