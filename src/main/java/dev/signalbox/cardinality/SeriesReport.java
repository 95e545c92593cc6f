package dev.signalbox.cardinality;

import static dev.signalbox.status.Verdict.Type.WITHIN_SERIES_BUDGET;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.status.Reason;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is told of a service's series.
 *
 * @param limits of {@code spec.cardinality}
 * @param told before
 * @param verdict that stood before
 */
public record SeriesReport(SeriesLimits limits, Optional<CardinalityStatus> told, Optional<Verdict> verdict) {
    /** Entries of a list in status. */
    static final int MOST = 10;

    private static final CardinalityStatus NOTHING = new CardinalityStatus(null, null, null, null, null, null, null);
    private static final int NAMED = 3;

    /**
     * What is to be told.
     *
     * @param series active ones
     * @param detail of the last closer look; nothing where there was none since the operator started
     */
    public ServiceFindings next(long series, Growth growth, Optional<SeriesDetail> detail, Instant now) {
        CardinalityStatus before = told.orElse(NOTHING);
        Standing standing = standing(series);
        long steady = standing == standingBefore()
                ? Steady.count(Optional.ofNullable(before.activeSeries()), series)
                : series;
        CardinalityStatus after = new CardinalityStatus(
                steady,
                percent(steady),
                Steady.count(Optional.ofNullable(before.activeSeriesWeekAgo()), growth.weekAgo())
                        .orElse(null),
                detail.map(found -> Steady.largest(
                                before.topMetrics(), found.metrics(), MOST, MetricSeries::name, MetricSeries::series))
                        .orElse(before.topMetrics()),
                detail.flatMap(SeriesDetail::labels)
                        .map(labels -> Steady.largest(
                                before.topLabels(), labels, MOST, LabelValues::name, LabelValues::values))
                        .orElse(before.topLabels()),
                Steady.day(
                                Optional.ofNullable(before.limitReachedBy()).map(Instant::parse),
                                growth.meets(limits.series(), series, now),
                                now)
                        .map(Instant::toString)
                        .orElse(null),
                detail.flatMap(SeriesDetail::advice)
                        .map(advice -> Steady.largest(
                                before.advice(), advice, MOST, SeriesReport::identity, Advice::seriesSaved))
                        .orElse(before.advice()));
        return ServiceFindings.of(after, verdict(standing, after, detail));
    }

    /** Nobody can say how many there are; what was told stays. */
    public ServiceFindings unknown(Reason reason, String message) {
        return ServiceFindings.of(Verdict.unknown(WITHIN_SERIES_BUDGET, reason, message));
    }

    /** Where the whole is against its limit. */
    public Standing standing(long series) {
        return Standing.of(series, limits.series(), standingBefore());
    }

    private Standing standingBefore() {
        return verdict.map(Verdict::reason)
                .map(reason -> reason.equals(Reason.SERIES_BUDGET_EXCEEDED.text())
                        ? Standing.EXCEEDED
                        : reason.equals(Reason.SERIES_BUDGET_NEAR.text()) ? Standing.NEAR : Standing.WITHIN)
                .orElse(Standing.WITHIN);
    }

    private Verdict verdict(Standing standing, CardinalityStatus now, Optional<SeriesDetail> detail) {
        return switch (standing) {
            case EXCEEDED ->
                Verdict.no(
                        WITHIN_SERIES_BUDGET,
                        Reason.SERIES_BUDGET_EXCEEDED,
                        "%s active series, and spec.cardinality.seriesLimit is %s%s; %s"
                                .formatted(
                                        number(now.activeSeries()), number(limits.series()), most(now), whatToDo(now)));
            case NEAR, WITHIN ->
                parts(now, detail).orElseGet(() -> standing == Standing.NEAR ? near(now) : within(now));
        };
    }

    private Verdict near(CardinalityStatus now) {
        return Verdict.yes(
                WITHIN_SERIES_BUDGET,
                Reason.SERIES_BUDGET_NEAR,
                "%s active series are over 80 %% of spec.cardinality.seriesLimit, %s%s"
                        .formatted(number(now.activeSeries()), number(limits.series()), most(now)));
    }

    private Verdict within(CardinalityStatus now) {
        return Verdict.yes(
                WITHIN_SERIES_BUDGET,
                Reason.WITHIN_LIMITS,
                "%s active series of %s".formatted(number(now.activeSeries()), number(limits.series())));
    }

    /** One metric, or one label of it, is above its limit; before a look, what stood stands. */
    private Optional<Verdict> parts(CardinalityStatus now, Optional<SeriesDetail> detail) {
        if (detail.isEmpty()) {
            return verdict.filter(before -> before.reason().equals(Reason.METRIC_SERIES_EXCEEDED.text())
                    || before.reason().equals(Reason.LABEL_VALUES_EXCEEDED.text()));
        }
        return metric(now).or(() -> detail.get().widest().map(this::label));
    }

    private Optional<Verdict> metric(CardinalityStatus now) {
        boolean before = verdict.map(Verdict::reason)
                .filter(Reason.METRIC_SERIES_EXCEEDED.text()::equals)
                .isPresent();
        return Optional.ofNullable(now.topMetrics()).orElse(List.of()).stream()
                .filter(metric ->
                        Standing.of(metric.series(), limits.perMetric(), before ? Standing.EXCEEDED : Standing.WITHIN)
                                == Standing.EXCEEDED)
                .findFirst()
                .map(metric -> Verdict.no(
                        WITHIN_SERIES_BUDGET,
                        Reason.METRIC_SERIES_EXCEEDED,
                        "%s has %s active series, and spec.cardinality.seriesPerMetricLimit is %s; %s"
                                .formatted(
                                        metric.name(),
                                        number(metric.series()),
                                        number(limits.perMetric()),
                                        whatToDo(now))));
    }

    private Verdict label(SeriesDetail.Widest widest) {
        return Verdict.no(
                WITHIN_SERIES_BUDGET,
                Reason.LABEL_VALUES_EXCEEDED,
                "the label %s of %s has more values than spec.cardinality.labelValuesLimit, %s"
                        .formatted(widest.label(), widest.metric(), number(limits.labelValues())));
    }

    private static String most(CardinalityStatus now) {
        return Optional.ofNullable(now.topMetrics())
                .filter(metrics -> !metrics.isEmpty())
                .map(metrics -> metrics.stream()
                        .limit(NAMED)
                        .map(metric -> metric.name() + " (" + number(metric.series()) + ")")
                        .collect(Collectors.joining(", ", "; most have ", "")))
                .orElse("");
    }

    private static String whatToDo(CardinalityStatus now) {
        return Optional.ofNullable(now.advice()).filter(advice -> !advice.isEmpty()).map(List::getFirst).stream()
                .map(first -> "%s saves %s".formatted(first.change(), number(first.seriesSaved())))
                .findFirst()
                .orElse("drop labels or metrics (spec.metrics), or raise the limit");
    }

    private BigDecimal percent(long series) {
        return BigDecimal.valueOf(series)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(limits.series()), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    private static Object identity(Advice advice) {
        return List.of(advice.change(), advice.usage());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
