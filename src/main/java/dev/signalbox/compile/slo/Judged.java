package dev.signalbox.compile.slo;

import dev.signalbox.model.Indicator;
import java.time.Duration;

/**
 * What an indicator judges, in words.
 *
 * @param all as in "99 % of …"
 * @param verb as in "99 % of it … good"
 * @param bad as in "1 % of …"
 * @param series which is gone when the data is
 */
record Judged(String all, String verb, String bad, String series) {
    private static final Duration NOW = Duration.ofMinutes(5);
    private static final Judged EVENTS = new Judged("events", "are", "events were bad", SloSeries.eventRate(NOW));
    private static final Judged TIME = new Judged("the time", "is", "the time was bad", SloSeries.errorRatio(NOW));

    static Judged by(Indicator indicator) {
        return switch (indicator.accounting()) {
            case EVENTS -> EVENTS;
            case TIME_SLICES, AVERAGE -> TIME;
        };
    }
}
