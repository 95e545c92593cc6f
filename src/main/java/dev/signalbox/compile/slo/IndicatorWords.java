package dev.signalbox.compile.slo;

import dev.signalbox.model.Indicator;
import dev.signalbox.model.PrometheusDuration;

/**
 * An indicator in the words of those who use the service.
 *
 * @param counted what the objective is a share of: {@code events}
 * @param bad what a share of it was, behind a percentage: {@code of events were bad}
 */
public record IndicatorWords(String counted, String bad) {
    private static final String TIME = "the time";

    public static IndicatorWords of(Indicator indicator) {
        return switch (indicator) {
            case Indicator.Ratio _, Indicator.Rates _ -> new IndicatorWords("events", "of events were bad");
            case Indicator.Correctness _ -> new IndicatorWords("records", "of records were wrong");
            case Indicator.Latency latency ->
                new IndicatorWords(
                        "events", "of events took longer than " + PrometheusDuration.print(latency.threshold()));
            case Indicator.Freshness freshness ->
                new IndicatorWords(
                        TIME, "of the time the data was older than " + PrometheusDuration.print(freshness.maxAge()));
            case Indicator.Condition _, Indicator.ErrorRatio _ -> new IndicatorWords(TIME, "of the time was bad");
        };
    }
}
