package dev.signalbox.report.advice;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Remedy;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import dev.signalbox.report.ServiceHealth;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Services with more time series than they may have. */
final class CardinalityAdvice {
    private CardinalityAdvice() {}

    static Stream<Recommendation> overLimit(HealthReport report) {
        return report.services().stream()
                .filter(ServiceHealth::isOverLimit)
                .map(service -> of(
                        service,
                        Urgency.SOON,
                        "More time series than its limit",
                        Figure.count(service.series().orElse(0L)) + " active series, limit "
                                + Figure.count(service.seriesLimit()) + "."));
    }

    static Stream<Recommendation> soonOverLimit(HealthReport report) {
        return report.services().stream()
                .filter(service -> !service.isOverLimit())
                .flatMap(service -> service
                        .cardinality()
                        .map(CardinalityStatus::limitReachedBy)
                        .map(by -> of(
                                service,
                                Urgency.LATER,
                                "It will meet its limit of time series",
                                Figure.count(service.series().orElse(0L)) + " of "
                                        + Figure.count(service.seriesLimit()) + " active series; by "
                                        + Figure.minute(Optional.of(by))
                                        + " if it grows on."))
                        .stream());
    }

    private static Recommendation of(ServiceHealth service, Urgency urgency, String title, String reason) {
        Optional<Advice> best = advice(service).stream()
                .filter(advice -> advice.label() != null || advice.metric() != null)
                .findFirst();
        return new Recommendation(
                urgency,
                Topic.CARDINALITY,
                "ServiceObservability",
                service.name(),
                title,
                reason + best.map(CardinalityAdvice::saving).orElse(""),
                best.map(advice -> drop(service, advice))
                        .orElseGet(() -> Kubectl.describe("serviceobservability", service.name())));
    }

    private static String saving(Advice advice) {
        String what = advice.label() == null
                ? "metric " + advice.metric()
                : "label " + advice.label()
                        + Optional.ofNullable(advice.metric())
                                .map(metric -> " of " + metric)
                                .orElse("");
        return " Without the " + what
                + Optional.ofNullable(advice.seriesSaved())
                        .map(saved -> " " + Figure.count(saved) + " of them go")
                        .orElse(" some go")
                + (advice.usage() == Usage.VERIFIED
                        ? "; no dashboard, rule or SLO uses it."
                        : "; not all dashboards could be read, so look whether one uses it.");
    }

    /** Lists are written whole: one that is applied takes the place of the one that is there. */
    private static Remedy drop(ServiceHealth service, Advice advice) {
        TreeSet<String> labels = new TreeSet<>(service.droppedLabels());
        if (advice.label() == null) {
            return change(service, "dropMetrics", List.of(advice.metric()), "add to its dropMetrics");
        }
        labels.add(advice.label());
        return change(service, "dropLabels", List.copyOf(labels), "all its labels to drop");
    }

    private static Remedy change(ServiceHealth service, String field, List<String> values, String note) {
        return new Remedy.Change(
                "ServiceObservability " + service.name() + ": " + note, """
                spec:
                  metrics:
                    %s: %s
                """.formatted(field, Yaml.list(values)));
    }

    private static List<Advice> advice(ServiceHealth service) {
        return service.cardinality().map(CardinalityStatus::advice).orElse(List.of());
    }
}
