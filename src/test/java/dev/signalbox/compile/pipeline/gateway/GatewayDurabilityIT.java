package dev.signalbox.compile.pipeline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LogRecord;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway has taken on is delivered, whatever happens to it or to the backends but a kill while it decides. */
class GatewayDurabilityIT {
    private static final int OUTAGE_SECONDS = Integer.getInteger("signalbox.outage.seconds", 10);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Origin CHECKOUT = Origin.service("checkout")
            .with("signalbox.service", "shop/checkout")
            .with("k8s.namespace.name", "shop");

    private static final String NEW_TRACES = "otelcol_processor_tail_sampling_new_trace_id_received";
    private static final String DECIDED_TRACES = "otelcol_processor_tail_sampling_global_count_traces_sampled";

    private static CollectorBinary binary;

    private final Ids ids = new Ids(23);

    @TempDir
    Path directory;

    private Sink backend;
    private GatewayUnderTest gatewayUnderTest;
    private RunningCollector gateway;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @BeforeEach
    void start() {
        backend = Sink.start();
        gatewayUnderTest = new GatewayUnderTest(Stacks.allSignals(), directory);
        gateway = gatewayUnderTest.start(binary, plan(100), backend);
    }

    @AfterEach
    void stop() {
        gateway.close();
        backend.close();
    }

    /** Ten seconds do for every day, as what waits is on disk; {@code -Dsignalbox.outage.seconds=120} is the long one. */
    @Test
    void nothingIsLostWhileTheBackendIsAwayAndTheGatewayIsTerminated() throws InterruptedException {
        List<Span> spans = new ArrayList<>();
        List<LogRecord> logs = new ArrayList<>();
        List<MetricPoint> points = new ArrayList<>();
        backend.goAway();
        try (OtlpClient agent = OtlpClient.to(gateway.address())) {
            for (int i = 0; i < 10 * OUTAGE_SECONDS; i++) {
                Span root = Span.root(ids, CHECKOUT, "GET /pay");
                List<Span> trace = List.of(root, root.child(ids, CHECKOUT, "charge"));
                LogRecord line = LogRecord.info(CHECKOUT, "line " + i);
                MetricPoint point = MetricPoint.counter(
                        CHECKOUT, "orders", Map.of("n", "" + i), Instant.now().minusSeconds(60), Instant.now(), i);
                assertThat(agent.sendSpans(trace).accepted()).isTrue();
                assertThat(agent.sendLogs(List.of(line)).accepted()).isTrue();
                assertThat(agent.sendMetrics(List.of(point)).accepted()).isTrue();
                spans.addAll(trace);
                logs.add(line);
                points.add(point);
                Thread.sleep(100);
            }
        }
        gateway.terminate();
        assertThat(backend.spans()).isEmpty();

        backend.comeBack();
        gateway.startAgain();
        backend.await(
                SOON,
                it -> it.spans().size() >= spans.size()
                        && it.logs().size() >= logs.size()
                        && sentTo(it).size() >= points.size());
        assertThat(backend.traces().keySet()).isEqualTo(traces(spans));
        assertThat(backend.spans()).hasSameSizeAs(spans);
        assertThat(backend.logs())
                .extracting(LogRecord::body)
                .containsAll(logs.stream().map(LogRecord::body).toList());
        assertThat(sentTo(backend)).hasSameSizeAs(points);
    }

    @Test
    void whatIsQueuedOutlivesAKillAndWhatIsUndecidedIsCounted() {
        backend.goAway();
        List<Span> spans = IntStream.range(0, 100)
                .mapToObj(_ -> Span.root(ids, CHECKOUT, "decided"))
                .toList();
        List<LogRecord> logs = IntStream.range(0, 100)
                .mapToObj(i -> LogRecord.info(CHECKOUT, "line " + i))
                .toList();
        List<MetricPoint> points = IntStream.range(0, 100)
                .mapToObj(i -> MetricPoint.counter(
                        CHECKOUT, "orders", Map.of("n", "" + i), Instant.now().minusSeconds(60), Instant.now(), i))
                .toList();
        List<Span> undecided = IntStream.range(0, 7)
                .mapToObj(_ -> Span.root(ids, CHECKOUT, "undecided"))
                .toList();
        try (OtlpClient agent = OtlpClient.to(gateway.address())) {
            spans.forEach(span ->
                    assertThat(agent.sendSpans(List.of(span)).accepted()).isTrue());
            logs.forEach(
                    line -> assertThat(agent.sendLogs(List.of(line)).accepted()).isTrue());
            points.forEach(point ->
                    assertThat(agent.sendMetrics(List.of(point)).accepted()).isTrue());
            assertThat(Deadline.in(SOON).until(() -> decided() == spans.size())).isTrue();
            assertThat(agent.sendSpans(undecided).accepted()).isTrue();
        }
        double counted = gateway.metrics().sum(NEW_TRACES, Map.of()) - decided();
        gateway.kill();

        backend.comeBack();
        gateway.startAgain();
        backend.await(
                SOON,
                it -> it.spans().size() >= spans.size()
                        && it.logs().size() >= logs.size()
                        && sentTo(it).size() >= points.size());
        assertThat(backend.logs())
                .extracting(LogRecord::body)
                .containsExactlyInAnyOrderElementsOf(
                        logs.stream().map(LogRecord::body).toList());
        assertThat(sentTo(backend))
                .extracting(MetricPoint::attributes)
                .containsExactlyInAnyOrderElementsOf(
                        points.stream().map(MetricPoint::attributes).toList());
        assertThat(backend.spans())
                .as("acknowledged while undecided, then gone: this is what is not promised")
                .containsExactlyInAnyOrderElementsOf(spans);
        assertThat(counted).as("and what the gateway's own series said last").isEqualTo(undecided.size());
    }

    /** Without what the gateway itself counts. */
    private static List<MetricPoint> sentTo(Sink backend) {
        return backend.points().stream()
                .filter(point -> point.name().equals("orders"))
                .toList();
    }

    private double decided() {
        return gateway.metrics().sum(DECIDED_TRACES, Map.of());
    }

    @Test
    void everyErrorArrivesWhileSamplingIsReloadedAndWhileTheGatewayIsRestarted() {
        gatewayUnderTest.writeSampling(plan(1));
        List<Span> errors = new ArrayList<>();
        List<Span> accepted = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            if (i == 200) {
                gateway.reload();
            }
            if (i == 400) {
                gateway.terminate();
                gateway.startAgain();
            }
            Span root = Span.root(ids, CHECKOUT, "GET /pay");
            List<Span> trace = i % 5 == 0
                    ? List.of(root, root.child(ids, CHECKOUT, "charge").failing("declined"))
                    : List.of(root, root.child(ids, CHECKOUT, "charge"));
            if (sent(trace)) {
                accepted.addAll(trace);
                if (i % 5 == 0) {
                    errors.addAll(trace);
                }
            }
        }

        backend.await(SOON, it -> it.traces().keySet().containsAll(traces(errors)));
        assertThat(backend.spans())
                .as("each trace came on one side of the event, so it is whole")
                .containsAll(errors);
        long plainAfterReload = traces(accepted.subList(accepted.size() / 2, accepted.size())).stream()
                .filter(trace ->
                        !traces(errors).contains(trace) && backend.traces().containsKey(trace))
                .count();
        assertThat(plainAfterReload)
                .as("1 %% of 240, where it was all of them before: the new percentage is in effect")
                .isLessThan(20);
    }

    private boolean sent(List<Span> trace) {
        try (OtlpClient agent = OtlpClient.to(gateway.address())) {
            return agent.sendSpans(trace).accepted();
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    private static Set<String> traces(List<Span> spans) {
        return spans.stream().map(Span::trace).collect(Collectors.toSet());
    }

    private static SamplingPlan plan(int percent) {
        return SamplingPlan.of(
                ServiceClaims.of(List.of(Telemetry.service("shop", "checkout", "1", Optional.empty()))),
                List.of(Telemetry.policy("shop", "standard", "1", percent)),
                BigDecimal.valueOf(5));
    }
}
