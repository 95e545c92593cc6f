package dev.signalbox.cardinality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.cardinality.usage.ObjectReads;
import dev.signalbox.cardinality.usage.Usage;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.GaugeMerge;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisorTest {
    private static final List<MetricSeries> METRICS = List.of(
            new MetricSeries("took_bucket", 600L),
            new MetricSeries("orders_total", 300L),
            new MetricSeries("took_sum", 60L),
            new MetricSeries("took_count", 60L),
            new MetricSeries("asked", 50L),
            new MetricSeries("asked_sum", 50L),
            new MetricSeries("asked_count", 50L),
            new MetricSeries("traces_span_metrics_calls_total", 40L),
            new MetricSeries("job:orders:rate5m", 30L),
            new MetricSeries("up", 12L),
            new MetricSeries("small_total", 9L));

    @Test
    void onlyWhatAgentsMergeIsMeasured() {
        assertThat(advisor("other", Optional.empty())
                        .drop(
                                "user_id",
                                METRICS.stream().map(MetricSeries::name).toList())
                        .orElseThrow()
                        .metrics())
                .as("no gauge, no summary, nothing that others make")
                .containsExactly("orders_total", "small_total", "took_bucket", "took_count", "took_sum");
        assertThat(advisor("other", Optional.empty()).drop("user_id", List.of("asked", "asked_sum")))
                .isEmpty();
    }

    @Test
    void aLabelThatSomebodyReadsOnOneOfThemStays() {
        List<String> carriers = List.of("orders_total", "took_bucket", "asked");

        assertThat(advisor("sum by (user_id) (rate(orders_total[5m]))", Optional.empty())
                        .drop("user_id", carriers))
                .isEmpty();
        assertThat(advisor("sum by (path) (rate(orders_total[5m]))", Optional.empty())
                        .drop("user_id", carriers))
                .isPresent();
        assertThat(advisor("max(asked)", Optional.empty()).drop("user_id", carriers))
                .as("a gauge keeps it")
                .isPresent();
        assertThat(advisor("max(asked)", Optional.of(GaugeMerge.MAX)).drop("user_id", carriers))
                .as("a gauge loses it")
                .isEmpty();
    }

    @Test
    void metricsAreAdvisedWithAllTheirPartsAndWhatIsDroppedAlready() {
        assertThat(advisor("sum(rate(orders_total[5m]))", Optional.empty()).advice(Map.of()))
                .extracting(Advice::metric, Advice::change, Advice::seriesSaved)
                .containsExactly(
                        tuple("took", "spec.metrics.dropMetrics: [\"old_.*\", \"took(_bucket|_sum|_count)?\"]", 720L),
                        tuple(
                                "asked",
                                "spec.metrics.dropMetrics: [\"asked(_bucket|_sum|_count)?\", \"old_.*\"]",
                                150L));
    }

    @Test
    void fixedLabelsAndThoseOfTargetsAreNeverMeasured() {
        assertThat(LabelRoles.measured(
                        List.of(
                                new LabelValues("le", 500L),
                                new LabelValues("instance", 400L),
                                new LabelValues("pod", 300L),
                                new LabelValues("user_id", 200L),
                                new LabelValues("session_id", 100L),
                                new LabelValues("old", 90L),
                                new LabelValues("path", 9L)),
                        List.of("old")))
                .containsExactly("user_id", "session_id");
    }

    /** What the field refuses is never advised. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "le",
                "quantile",
                "job",
                "instance",
                "namespace",
                "cluster",
                "service_name",
                "service_namespace",
                "service_instance_id",
                "__address__"
            })
    void whatMayNotBeDroppedIsNeverMeasured(String label) {
        ServiceObservability dropping = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: shop}
                spec: {selector: {matchLabels: {app: checkout}}, metrics: {dropLabels: ["%s"]}}
                """.formatted(label), ServiceObservability.class);

        assertThat(TelemetryServiceReader.read(dropping)).isInstanceOf(Reading.Invalid.class);
        assertThat(LabelRoles.measured(List.of(new LabelValues(label, 500L)), List.of()))
                .isEmpty();
    }

    private static Advisor advisor(String read, Optional<GaugeMerge> gauges) {
        TelemetryService service = ServiceBuilder.service("shop", "checkout")
                .withMetrics(new MetricCollection(
                        List.of(new Scrape("metrics", "/metrics", Optional.empty())),
                        Optional.of(Scraper.AGENT),
                        Set.of(),
                        gauges,
                        Set.of("old_.*"),
                        SeriesLimits.DEFAULT))
                .build();
        return new Advisor(service, Usage.of(ObjectReads.ofQuery(read)), METRICS);
    }
}
