package dev.signalbox.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage;
import dev.signalbox.backend.Series.Point;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesReportTest {
    private static final SeriesLimits LIMITS = new SeriesLimits(10_000, 1_000, 100, false);
    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");

    private SeriesReport report = new SeriesReport(LIMITS, Optional.empty(), Optional.empty());

    @Test
    void aLimitIsEnteredAtOnceAndLeftClearly() {
        assertThat(IntStream.of(7_999, 8_000, 7_900, 7_839, 10_000, 10_001, 9_900, 9_800, 12_000, 20)
                        .mapToObj(this::reason))
                .containsExactly(
                        "WithinLimits",
                        "SeriesBudgetNear",
                        "SeriesBudgetNear",
                        "WithinLimits",
                        "SeriesBudgetNear",
                        "SeriesBudgetExceeded",
                        "SeriesBudgetExceeded",
                        "SeriesBudgetNear",
                        "SeriesBudgetExceeded",
                        "WithinLimits");
    }

    @Test
    void anHourInWhichPodsComeAndGoIsNoNews() {
        Random random = new Random(3);
        ServiceFindings first = look(10_050, detail(5_000, 400), NOW);

        for (int minute = 1; minute <= 60; minute++) {
            int more = random.nextInt(100);
            assertThat(look(
                            10_050 + more,
                            detail(5_000 + more, 400 - random.nextInt(5)),
                            NOW.plusSeconds(60L * minute)))
                    .as("minute %d, %d more", minute, more)
                    .isEqualTo(first);
        }
        assertThat(look(10_400, detail(5_300, 400), NOW)).isNotEqualTo(first);
    }

    @Test
    void aNewcomerAmongTheLargestIsNewsOnlyWhereItIsClearlyLarger() {
        ServiceFindings first = look(6_000, metrics(500, 100, 100), NOW);

        assertThat(look(6_000, metrics(500, 100, 101), NOW)).isEqualTo(first);
        assertThat(look(6_000, metrics(500, 100, 600), NOW)
                        .cardinality()
                        .orElseThrow()
                        .topMetrics())
                .extracting(MetricSeries::series)
                .startsWith(600L, 500L);
    }

    @Test
    void whatWasToldBeforeAStartStaysUntilThereWasACloserLook() {
        ServiceFindings before = look(6_000, detail(1_500, 400), NOW);
        assertThat(before.verdicts()).extracting(Verdict::reason).containsExactly("MetricSeriesExceeded");

        assertThat(report.next(6_010, Growth.UNKNOWN, Optional.empty(), NOW)).isEqualTo(before);
    }

    @Test
    void theDayOfTheLimitMovesOnlyWhereThatSaysSomething() {
        Growth growth = growing(10);
        report = new SeriesReport(LIMITS, Optional.empty(), Optional.empty());
        ServiceFindings first = keep(report.next(5_000, growth, Optional.empty(), NOW));
        assertThat(first.cardinality().orElseThrow().limitReachedBy()).isEqualTo("2026-03-29T00:00:00Z");

        assertThat(report.next(5_020, growing(11), Optional.empty(), NOW.plus(Duration.ofHours(6))))
                .isEqualTo(first);
        assertThat(report.next(5_020, growing(20), Optional.empty(), NOW)
                        .cardinality()
                        .orElseThrow()
                        .limitReachedBy())
                .isEqualTo("2026-03-18T00:00:00Z");
        assertThat(report.next(5_020, growing(-1), Optional.empty(), NOW)
                        .cardinality()
                        .orElseThrow()
                        .limitReachedBy())
                .isNull();
    }

    private String reason(int series) {
        return look(series, Optional.empty(), NOW).verdicts().getFirst().reason();
    }

    private ServiceFindings look(long series, SeriesDetail detail, Instant now) {
        return look(series, Optional.of(detail), now);
    }

    private ServiceFindings look(long series, Optional<SeriesDetail> detail, Instant now) {
        return keep(report.next(series, Growth.UNKNOWN, detail, now));
    }

    private ServiceFindings keep(ServiceFindings findings) {
        report = new SeriesReport(
                LIMITS, findings.cardinality(), findings.verdicts().stream().findFirst());
        return findings;
    }

    private static Growth growing(int perHour) {
        return Growth.of(
                IntStream.rangeClosed(0, 100)
                        .mapToObj(hour -> new Point(NOW.minus(Duration.ofHours(100L - hour)), 3_000 + perHour * hour))
                        .toList(),
                NOW);
    }

    private static SeriesDetail metrics(long... series) {
        return new SeriesDetail(
                IntStream.range(0, 12)
                        .mapToObj(i -> new MetricSeries("m" + i, i < series.length - 1 ? series[i] : 100L))
                        .map(metric -> metric.name().equals("m11")
                                ? new MetricSeries("m11", series[series.length - 1])
                                : metric)
                        .sorted((one, other) -> Long.compare(other.series(), one.series()))
                        .toList(),
                Optional.of(List.of()),
                Optional.empty(),
                Optional.of(List.of()));
    }

    private static SeriesDetail detail(long series, long values) {
        return new SeriesDetail(
                List.of(new MetricSeries("orders_total", series), new MetricSeries("up", 1L)),
                Optional.of(List.of(new LabelValues("user_id", values))),
                Optional.empty(),
                Optional.of(List.of(new Advice(
                        null, "user_id", "spec.metrics.dropLabels: [user_id]", series - 1, Usage.VERIFIED))));
    }
}
