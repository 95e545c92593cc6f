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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services with more time series than they may have. */
final class CardinalityAdvice {
    /** The condition that is false where a limit is met. */
    static final String WITHIN_BUDGET = "WithinSeriesBudget";

    private static final String IN_METRICS = "spec.metrics.";

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

    /** Of a metric or of a label, or close to the limit of all series. */
    static Stream<Recommendation> nearALimit(HealthReport report) {
        return report.services().stream()
                .filter(service -> !service.isOverLimit())
                .flatMap(service -> service.problems().stream()
                        .filter(problem -> problem.type().equals(WITHIN_BUDGET))
                        .map(problem -> of(
                                service,
                                Urgency.LATER,
                                "Its time series come near a limit, or are above one of its smaller ones",
                                problem.message() + ".")));
    }

    static Stream<Recommendation> soonOverLimit(HealthReport report) {
        return report.services().stream()
                .filter(service -> !service.isOverLimit()
                        && service.problems().stream()
                                .noneMatch(problem -> problem.type().equals(WITHIN_BUDGET)))
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
                .filter(advice -> advice.change() != null)
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
        return Optional.ofNullable(advice.seriesSaved())
                        .map(saved -> " The change saves " + Figure.count(saved) + " of them")
                        .orElse(" The change saves some of them")
                + (advice.usage() == Usage.VERIFIED
                        ? "; no dashboard, rule or SLO uses what it drops."
                        : "; not all dashboards could be read, so look whether one uses what it drops.");
    }

    /** Lists are written whole: one that is applied takes the place of the one that is there. */
    private static Remedy drop(ServiceHealth service, Advice advice) {
        return new Remedy.Change("ServiceObservability " + service.name(), yaml(advice.change()));
    }

    /** The status has one line for it, {@code spec.metrics.dropLabels: [a]; spec.metrics.scrapeBy: Agent}. */
    private static String yaml(String change) {
        String[] fields = change.split("; (?=spec\\.)");
        return Stream.of(fields).allMatch(field -> field.startsWith(IN_METRICS))
                ? Stream.of(fields)
                        .map(field -> "    " + field.substring(IN_METRICS.length()) + "\n")
                        .collect(Collectors.joining("", "spec:\n  metrics:\n", ""))
                : change + "\n";
    }

    private static List<Advice> advice(ServiceHealth service) {
        return service.cardinality().map(CardinalityStatus::advice).orElse(List.of());
    }
}
