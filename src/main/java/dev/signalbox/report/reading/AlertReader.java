package dev.signalbox.report.reading;

import dev.signalbox.api.v1alpha1.AlertHealthStatus;
import dev.signalbox.api.v1alpha1.AlertHealthStatus.NamedAlert;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.AlertHealth.Firing;
import dev.signalbox.report.AlertHealth.Listed;
import dev.signalbox.report.AlertHealth.Named;
import dev.signalbox.report.AlertHealth.Noisy;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import dev.signalbox.report.SloHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Alerts as the stack's status has them, and those of SLOs that fire. Of some namespaces, what carries their names. */
final class AlertReader {
    private AlertReader() {}

    static AlertHealth read(Resources resources, List<SloHealth> slos) {
        Optional<AlertHealthStatus> status =
                resources.stack().map(ObservabilityStack::getStatus).map(ObservabilityStackStatus::alerts);
        boolean cluster = resources.scope().isCluster();
        List<Firing> firing = firing(slos);
        return new AlertHealth(
                status.filter(_ -> cluster).map(AlertHealthStatus::total),
                status.filter(_ -> cluster).map(AlertHealthStatus::firing).orElse(firing.size()),
                firing,
                listed(
                        resources.scope(),
                        status.map(alerts -> Read.list(alerts, AlertHealthStatus::noisy).stream()
                                .map(alert -> new Noisy(
                                        named(alert.name(), alert.labels()),
                                        Optional.ofNullable(alert.episodes()).orElse(0),
                                        Optional.ofNullable(alert.neverSilenced())))
                                .toList()),
                        Noisy::alert,
                        status.map(AlertHealthStatus::noisyOmitted)),
                listed(
                        resources.scope(),
                        status.map(alerts -> named(alerts.withoutRunbook())),
                        Function.identity(),
                        status.map(AlertHealthStatus::withoutRunbookOmitted)),
                listed(
                        resources.scope(),
                        status.map(alerts -> named(alerts.withoutData())),
                        Function.identity(),
                        status.map(AlertHealthStatus::withoutDataOmitted)));
    }

    private static <T> Listed<T> listed(
            Scope scope, Optional<List<T>> alerts, Function<T, Named> name, Optional<Integer> omitted) {
        return new Listed<>(
                alerts.isPresent(),
                alerts.orElse(List.of()).stream()
                        .filter(alert ->
                                scope.includes(name.apply(alert).labels().getOrDefault("namespace", "")))
                        .toList(),
                scope.isCluster() ? omitted.orElse(0) : 0);
    }

    private static List<Named> named(List<NamedAlert> alerts) {
        return Optional.ofNullable(alerts).orElse(List.of()).stream()
                .map(alert -> named(alert.name(), alert.labels()))
                .toList();
    }

    private static Named named(String name, Map<String, String> labels) {
        return new Named(
                Optional.ofNullable(name).orElse(""),
                Optional.ofNullable(labels).orElse(Map.of()));
    }

    private static List<Firing> firing(List<SloHealth> slos) {
        return slos.stream()
                .flatMap(slo -> slo.firing().stream()
                        .map(alert -> new Firing(
                                slo.name().toString(),
                                Optional.ofNullable(alert.name()).orElse(""),
                                Optional.ofNullable(alert.severity()).orElse(""),
                                Optional.ofNullable(alert.since()))))
                .toList();
    }
}
