package dev.signalbox.report.advice;

import dev.signalbox.model.ResourceName;
import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Remedy;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import java.util.stream.Stream;

/** Alerts that leave those whom they wake alone, wake them for nothing, or never would. */
final class AlertAdvice {
    private static final String OF_AN_SLO = "slo";

    private AlertAdvice() {}

    static Stream<Recommendation> withoutRunbook(HealthReport report) {
        return Stream.concat(
                report.slos().stream()
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
                                        """.formatted(
                                                Yaml.word(runbook(slo.name().name())))))),
                report.alerts().withoutRunbook().first().stream()
                        .filter(alert -> !alert.labels().containsKey(OF_AN_SLO))
                        .map(alert -> of(
                                alert,
                                Urgency.LATER,
                                "It names no runbook",
                                "Whoever is called by " + alert + " has to find out what to do.",
                                new Remedy.Change(
                                        "the rule of alert " + alert.alert() + ": the address is an example",
                                        """
                                        annotations:
                                          runbook_url: %s
                                        """.formatted(Yaml.word(runbook(alert.alert())))))));
    }

    static Stream<Recommendation> noisy(HealthReport report) {
        return report.alerts().noisy().first().stream()
                .map(noisy -> of(
                        noisy.alert(),
                        Urgency.SOON,
                        "It tells people too much",
                        noisy.alert() + " fired " + Figure.plural(noisy.episodes(), "time", "times")
                                + " in the last day"
                                + noisy.neverSilenced()
                                        .filter(never -> never)
                                        .map(_ -> ", and was never silenced while observed")
                                        .orElse("")
                                + ".",
                        noisy.alert().labels().containsKey(OF_AN_SLO)
                                ? new Remedy.Change("SLO " + subject(noisy.alert()) + ": fewer and later alerts", """
                                        spec:
                                          alerting:
                                            burnRates: Relaxed
                                        """)
                                : new Remedy.Change(
                                        "the rule of alert " + noisy.alert().alert()
                                                + ": it has to hold, and to be gone, for a while",
                                        """
                                        for: 10m
                                        keep_firing_for: 10m
                                        """)));
    }

    static Stream<Recommendation> neverData(HealthReport report) {
        return report.alerts().neverData().first().stream()
                .map(alert -> of(
                        alert,
                        Urgency.SOON,
                        "It can't fire",
                        "What " + alert + " reads had no data for a day.",
                        Kubectl.command(
                                "get",
                                "prometheusrules",
                                "-A",
                                "-o",
                                "jsonpath={range .items[*].spec.groups[*].rules[?(@.alert==\""
                                        + alert.alert().replaceAll("[^A-Za-z0-9_:.-]", "")
                                        + "\")]}{.expr}{\"\\n\"}{end}")));
    }

    private static Recommendation of(
            AlertHealth.Named alert, Urgency urgency, String title, String reason, Remedy remedy) {
        return new Recommendation(
                urgency,
                Topic.ALERTS,
                alert.labels().containsKey(OF_AN_SLO) ? "SLO" : "Alert",
                subject(alert),
                title,
                reason,
                remedy);
    }

    private static ResourceName subject(AlertHealth.Named alert) {
        return new ResourceName(
                alert.labels().getOrDefault("namespace", ""), alert.labels().getOrDefault(OF_AN_SLO, alert.alert()));
    }

    private static String runbook(String name) {
        return "https://runbooks.example.com/" + name;
    }
}
