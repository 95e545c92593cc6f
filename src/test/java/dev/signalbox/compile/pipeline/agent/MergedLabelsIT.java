package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.MetricPoint.Histogram;
import dev.signalbox.testing.collector.MetricPoint.Temporality;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Metrics of a thousand users through a real agent that drops the label of users, in two batches, later again, and after the
 * application was started again. Replaced: what {@link AgentUnderTest} says, and the way to the gateway by HTTP.
 */
@ExtendWith(LocalCluster.class)
class MergedLabelsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NODE = "node-1";
    private static final int USERS = 1_000;
    private static final Origin APP = Origin.service("app");
    private static final List<Double> BOUNDS = List.of(0.25, 1.0);

    private static CollectorBinary binary;

    @TempDir
    Path directory;

    private LocalPod checkout;
    private LocalPod ledger;
    private Sink gateway;
    private RunningCollector agent;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @BeforeEach
    void start(LocalCluster.Namespace shop, LocalCluster.Namespace bank) {
        checkout = LocalPod.create(shop, "checkout-1", NODE, Map.of("app", "checkout"));
        ledger = LocalPod.create(bank, "ledger-1", NODE, Map.of("app", "ledger"));
        gateway = Sink.start();
        MetricCollection merged = new MetricCollection(
                List.of(),
                Optional.empty(),
                Set.of("user_id"),
                Optional.empty(),
                Set.of("go_gc_.*"),
                SeriesLimits.DEFAULT);
        agent = new AgentUnderTest(
                        Stacks.allSignals(),
                        AgentDuties.of(List.of(
                                ServiceBuilder.service(bank.name(), "ledger").build(),
                                ServiceBuilder.service(shop.name(), "checkout")
                                        .withMetrics(merged)
                                        .build())),
                        NODE,
                        directory)
                .to(gateway)
                .start(binary, shop.kubeconfig());
    }

    @AfterEach
    void stop() {
        agent.close();
        gateway.close();
        List.of(checkout, ledger).forEach(LocalPod::close);
    }

    @Test
    void aCounterIsOneSeriesOfTheSameSumAndADroppedMetricIsGone() {
        Instant start = Instant.now().minusSeconds(60);
        List<MetricPoint> first = counters(start, Instant.now().minusSeconds(5), 10);
        send(checkout, first.subList(0, USERS / 2));
        send(checkout, first.subList(USERS / 2, USERS));
        send(checkout, List.of(MetricPoint.counter(APP, "go_gc_count", Map.of(), start, Instant.now(), 3)));
        send(ledger, counters(start, Instant.now(), 1).subList(0, 2));
        assertThat(sums(10_000)).containsExactly(10_000.0);

        send(checkout, counters(start, Instant.now(), 30));
        assertThat(sums(30_000)).as("one series, the same sum").containsExactly(30_000.0);

        Instant restarted = Instant.now();
        send(checkout, counters(restarted, restarted.plusSeconds(1), 2));
        assertThat(sums(32_000)).as("a restart of the app loses nothing").containsExactly(32_000.0);

        assertThat(gateway.latest("orders").stream()
                        .filter(point -> point.attributes().containsKey("user.id"))
                        .map(MergedLabelsIT::service))
                .as("who asked for nothing keeps the label")
                .hasSize(2)
                .containsOnly("ledger");
        assertThat(gateway.latest("go_gc_count")).isEmpty();
    }

    @Test
    void aHistogramIsOneSeriesOfTheSameBuckets() {
        Instant start = Instant.now().minusSeconds(60);
        List<MetricPoint> first = histograms(start, Instant.now().minusSeconds(5), 2, 1, 0);
        send(checkout, first.subList(0, USERS / 2));
        send(checkout, first.subList(USERS / 2, USERS));
        assertThat(histogramOf(3_000)).isEqualTo(histogram(2_000, 1_000, 0));

        send(checkout, histograms(start, Instant.now(), 5, 2, 1));
        assertThat(histogramOf(8_000)).as("the same users again").isEqualTo(histogram(5_000, 2_000, 1_000));

        Instant restarted = Instant.now();
        List<MetricPoint> last = histograms(restarted, restarted.plusSeconds(1), 1, 0, 1);
        send(checkout, last.subList(0, USERS / 2));
        send(checkout, last.subList(USERS / 2, USERS));
        assertThat(histogramOf(10_000))
                .as("a restart of the app loses nothing")
                .isEqualTo(histogram(6_000, 2_000, 2_000));
    }

    private List<Double> sums(double expected) {
        gateway.await(
                SOON,
                _ -> merged("orders").stream().map(MetricPoint::number).toList().equals(List.of(expected)));
        return merged("orders").stream().map(MetricPoint::number).toList();
    }

    /** Of the only series, when it has counted so many. */
    private Histogram histogramOf(long count) {
        gateway.await(
                SOON, _ -> merged("took").stream().anyMatch(point -> ((Histogram) point.value()).count() == count));
        List<MetricPoint> series = merged("took");
        assertThat(series).as("series").singleElement().satisfies(point -> assertThat(point.attributes())
                .as("constant for a service, so it keeps nothing apart")
                .containsOnlyKeys("namespace", "signalbox_service"));
        return (Histogram) series.getFirst().value();
    }

    private List<MetricPoint> merged(String metric) {
        return gateway.latest(metric).stream()
                .filter(point -> service(point).equals("checkout"))
                .toList();
    }

    private static Object service(MetricPoint point) {
        return point.origin().resource().get("service.name");
    }

    private static List<MetricPoint> counters(Instant start, Instant time, double each) {
        return users().mapToObj(user -> MetricPoint.counter(APP, "orders", label(user), start, time, each))
                .toList();
    }

    private static List<MetricPoint> histograms(Instant start, Instant time, long... buckets) {
        return users().mapToObj(user -> new MetricPoint(APP, "took", "s", label(user), start, time, histogram(buckets)))
                .toList();
    }

    /** With a sum that binary numbers hold without loss: what was in a bucket took 0.125, 0.5 and 2 seconds. */
    private static Histogram histogram(long... buckets) {
        return new Histogram(
                buckets[0] + buckets[1] + buckets[2],
                buckets[0] * 0.125 + buckets[1] * 0.5 + buckets[2] * 2,
                BOUNDS,
                List.of(buckets[0], buckets[1], buckets[2]),
                Temporality.CUMULATIVE);
    }

    private static IntStream users() {
        return IntStream.range(0, USERS);
    }

    private static Map<String, Object> label(int user) {
        return Map.of("user.id", "u" + user);
    }

    private void send(LocalPod from, List<MetricPoint> points) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from.address())) {
            assertThat(client.sendMetrics(points).accepted()).isTrue();
        }
    }
}
