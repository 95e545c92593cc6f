package dev.signalbox.model.routing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is told of alerts; from {@code spec.alerting} of the stack.
 *
 * @param namespace of the stack
 * @param routes in their order: the first that matches wins
 * @param muteTimes at which routes may be silent
 * @param deadMansSwitch who is told every minute that alerts get through
 * @param labels by which an Alertmanager selects objects
 * @param silences of services that are being deployed
 */
public record AlertRouting(
        String namespace,
        List<AlertRoute> routes,
        List<MuteTime> muteTimes,
        Optional<Receiver> deadMansSwitch,
        Map<String, String> labels,
        Optional<DeploymentSilence> silences) {
    public AlertRouting {
        routes = List.copyOf(routes);
        muteTimes = List.copyOf(muteTimes);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Nobody is told of anything by us. */
    public static AlertRouting none(String namespace) {
        return new AlertRouting(namespace, List.of(), List.of(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** Whether somebody is to be told of something. */
    public boolean isAsked() {
        return !routes.isEmpty() || deadMansSwitch.isPresent();
    }
}
