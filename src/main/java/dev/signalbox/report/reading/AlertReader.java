package dev.signalbox.report.reading;

import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.SloHealth;
import java.util.List;
import java.util.Optional;

/** Alerts, as far as SLOs tell. */
final class AlertReader {
    private AlertReader() {}

    static AlertHealth read(List<SloHealth> slos) {
        return new AlertHealth(
                Optional.empty(),
                slos.stream()
                        .flatMap(slo -> slo.firing().stream()
                                .map(alert -> new AlertHealth.Firing(
                                        slo.name().toString(),
                                        Optional.ofNullable(alert.name()).orElse(""),
                                        Optional.ofNullable(alert.severity()).orElse(""),
                                        Optional.ofNullable(alert.since()))))
                        .toList(),
                Optional.empty(),
                slos.stream()
                        .filter(slo -> slo.runbook().isEmpty())
                        .map(slo -> slo.name().toString())
                        .sorted()
                        .toList(),
                Optional.empty());
    }
}
