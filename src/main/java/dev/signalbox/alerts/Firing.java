package dev.signalbox.alerts;

import dev.signalbox.backend.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When something fired. Prometheus writes a sample of {@code ALERTS{alertstate="firing"}} at each evaluation while an alert
 * fires, and ends the series when it stops, so that gaps tell episodes apart.
 *
 * @param episodes that began, or went on, in the time looked at
 * @param percent of the time looked at, a whole number
 */
record Firing(int episodes, int percent) {
    static final Duration LOOKED_AT = Duration.ofDays(1);
    static final Duration STEP = Duration.ofMinutes(1);
    static final Firing NEVER = new Firing(0, 0);

    private static final int STEPS = Math.toIntExact(LOOKED_AT.dividedBy(STEP));

    /** The expression to ask for over the time, with a point at each step. */
    static String query() {
        return "count by (alertname, %s) (ALERTS{alertstate=\"firing\"})"
                .formatted(String.join(", ", AlertName.TELLING));
    }

    /** @param series of one alert; several where only some labels differ */
    static Firing of(List<Series> series) {
        List<Instant> times = series.stream()
                .flatMap(one -> one.points().stream())
                .map(Series.Point::time)
                .distinct()
                .sorted()
                .toList();
        int episodes = times.isEmpty() ? 0 : 1;
        for (int i = 1; i < times.size(); i++) {
            if (Duration.between(times.get(i - 1), times.get(i)).compareTo(STEP) > 0) {
                episodes++;
            }
        }
        return new Firing(
                episodes,
                BigDecimal.valueOf(times.size() * 100L)
                        .divide(BigDecimal.valueOf(STEPS), 0, RoundingMode.HALF_UP)
                        .min(BigDecimal.valueOf(100))
                        .intValue());
    }
}
