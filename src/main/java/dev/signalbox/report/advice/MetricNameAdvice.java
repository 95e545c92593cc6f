package dev.signalbox.report.advice;

import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import dev.signalbox.report.UnknownMetric;
import java.util.Locale;
import java.util.stream.Stream;

/** Rules and dashboards that read what nobody writes: a rule that can't fire is worse than an empty panel. */
final class MetricNameAdvice {
    private static final String RULES = "Rule";

    private MetricNameAdvice() {}

    static Stream<Recommendation> unknown(HealthReport report) {
        return report.unknownMetrics().stream()
                .map(unknown -> new Recommendation(
                        unknown.kind().endsWith(RULES) ? Urgency.SOON : Urgency.LATER,
                        Topic.METRICS,
                        unknown.kind(),
                        unknown.object(),
                        "It reads a metric that nobody writes",
                        reason(unknown),
                        Kubectl.command(
                                "edit",
                                unknown.kind().toLowerCase(Locale.ROOT),
                                unknown.object().name(),
                                "-n",
                                unknown.object().namespace())));
    }

    private static String reason(UnknownMetric unknown) {
        return capitalized(unknown.where()) + " reads metric " + unknown.metric()
                + ", which no series of the last 24 h has"
                + unknown.nearest().map(name -> "; the nearest name is " + name).orElse("")
                + ".";
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? "It" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
