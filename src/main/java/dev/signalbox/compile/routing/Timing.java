package dev.signalbox.compile.routing;

import dev.signalbox.model.PrometheusDuration;
import java.time.Duration;
import java.util.Optional;

/**
 * When a group of alerts is told; Prometheus durations.
 *
 * @param firstWait before the first notification, for others of the group
 * @param interval before alerts that joined the group are told
 * @param repeat before what still fires is told again
 */
record Timing(String firstWait, String interval, String repeat) {

    Timing repeating(Optional<Duration> every) {
        return every.map(PrometheusDuration::print)
                .map(text -> new Timing(firstWait, interval, text))
                .orElse(this);
    }
}
