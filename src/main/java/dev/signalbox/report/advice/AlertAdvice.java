package dev.signalbox.report.advice;

import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Remedy;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import java.util.stream.Stream;

/** Alerts that leave those whom they wake alone. */
final class AlertAdvice {
    private AlertAdvice() {}

    static Stream<Recommendation> withoutRunbook(HealthReport report) {
        return report.slos().stream()
                .filter(slo -> slo.runbook().isEmpty())
                .map(slo -> new Recommendation(
                        Urgency.LATER,
                        Topic.ALERTS,
                        "SLO",
                        slo.name(),
                        "Its alerts name no runbook",
                        "Whoever is paged has to find out what to do.",
                        new Remedy.Change("SLO " + slo.name() + ": the address is an example", """
                                spec:
                                  alerting:
                                    runbook: %s
                                """.formatted(Yaml.word(
                                "https://runbooks.example.com/" + slo.name().name())))));
    }
}
