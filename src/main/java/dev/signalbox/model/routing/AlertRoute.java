package dev.signalbox.model.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of some alerts.
 *
 * @param name unique in the stack
 * @param match which alerts
 * @param receiver who is told
 * @param repeat how long to wait before it is told again; nothing: by priority
 * @param muteTimes names of those at which the route is silent
 */
public record AlertRoute(
        String name, AlertMatch match, Receiver receiver, Optional<Duration> repeat, List<String> muteTimes) {
    public AlertRoute {
        muteTimes = List.copyOf(muteTimes);
    }
}
