package dev.signalbox.testing.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what the other tests use can be relied on. */
class CollectorHarnessIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CONFIG = "collector.yaml";
    private static final Origin CHECKOUT = Origin.service("checkout").withScope("lib", "lib.build", 7L);

    private static CollectorBinary binary;

    private final Ids ids = new Ids(1);

    @TempDir
    Path directory;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void whatIsSentIsWhatArrives() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Span root = Span.root(ids, CHECKOUT, "GET /pay")
                .with("user", Map.of("name", "ann", "age", 33L))
                .with("items", List.of("a", 1L, 1.5, true))
                .with(
                        List.of(new Span.Event("retried", now, Map.of("n", 2L))),
                        List.of(new Span.Link(ids.trace(), ids.span(), Map.of("why", "batch"))));
        List<Span> spans = List.of(
                root,
                root.child(ids, Origin.service("db"), "SELECT")
                        .lasting(Duration.ofSeconds(2))
                        .failing("gone"));
        List<LogRecord> logs = List.of(
                LogRecord.info(CHECKOUT, "paid").with("order", 9L).within(root),
                LogRecord.info(CHECKOUT, Map.of("message", "mapped")).withSeverity(17, "ERROR"));
        List<MetricPoint> points = List.of(
                MetricPoint.counter(CHECKOUT, "orders", Map.of("shop", "a"), now.minusSeconds(60), now, 12),
                new MetricPoint(CHECKOUT, "heat", "Cel", Map.of(), now, now, new MetricPoint.Gauge(21.5)),
                new MetricPoint(
                        CHECKOUT,
                        "took",
                        "s",
                        Map.of(),
                        now.minusSeconds(60),
                        now,
                        new MetricPoint.Histogram(
                                3, 1.25, List.of(0.1, 1.0), List.of(1L, 2L, 0L), MetricPoint.Temporality.DELTA)));

        try (Sink sink = Sink.start();
                RunningCollector collector = start(sink);
                OtlpClient client = OtlpClient.to(collector.address(), "127.0.0.77")) {
            assertThat(Stream.of(client.sendSpans(spans), client.sendLogs(logs), client.sendMetrics(points)))
                    .allMatch(OtlpClient.Answer::accepted);
            sink.await(
                    SOON,
                    it -> it.spans().size() == 2
                            && it.logs().size() == 2
                            && it.points().size() == 3);

            assertThat(sink.spans()).containsExactlyInAnyOrderElementsOf(spans);
            assertThat(sink.logs()).containsExactlyInAnyOrderElementsOf(logs);
            assertThat(sink.points()).containsExactlyInAnyOrderElementsOf(points);
            assertThat(collector.metrics().sum("otelcol_receiver_accepted_spans", Map.of("transport", "http")))
                    .isEqualTo(2);
        }
    }

    @Test
    void whatIsQueuedOutlivesItsProcess() throws IOException {
        List<Span> spans = roots(50);
        try (Sink sink = Sink.start();
                RunningCollector collector = start(sink)) {
            sink.goAway();
            try (OtlpClient client = OtlpClient.to(collector.address())) {
                spans.forEach(span ->
                        assertThat(client.sendSpans(List.of(span)).accepted()).isTrue());
            }
            collector.terminate();
            assertThat(collector.alive()).isFalse();
            assertThat(sink.spans()).isEmpty();

            sink.comeBack();
            collector.startAgain();
            sink.await(SOON, it -> it.traces().size() == spans.size());

            assertThat(sink.spans()).containsAll(spans);
        }
    }

    @Test
    void aKilledCollectorHasNoTimeToSayGoodbye() throws IOException {
        try (Sink sink = Sink.start();
                RunningCollector collector = start(sink)) {
            collector.kill();
            assertThat(collector.alive()).isFalse();
            assertThat(collector.log()).doesNotContain("Shutdown complete");

            collector.startAgain();
            collector.terminate();
            assertThat(collector.log()).contains("Shutdown complete");
        }
    }

    @Test
    void aSecondFileIsMergedAndReadAgain() throws IOException {
        try (Sink sink = Sink.start()) {
            Path overlay = overlay("one");
            try (RunningCollector collector = start(sink, overlay);
                    OtlpClient client = OtlpClient.to(collector.address())) {
                client.sendSpans(roots(1));
                sink.await(SOON, it -> it.spans().size() == 1);
                overlay("two");
                collector.reload();
                client.sendSpans(roots(1));
                sink.await(SOON, it -> it.spans().size() == 2);

                assertThat(sink.spans())
                        .extracting(span -> span.attributes().get("overlay"))
                        .containsExactly("one", "two");
            }
        }
    }

    @Test
    void aWrongFileIsRefusedAndStopsItOnReload() throws IOException {
        try (Sink sink = Sink.start()) {
            Path overlay = overlay("one");
            try (RunningCollector collector = start(sink, overlay)) {
                List<Path> configs = List.of(directory.resolve(CONFIG), overlay);
                Map<String, String> environment =
                        Map.of("POD_IP", collector.address().host());
                assertThat(binary.validate(configs, environment).exitCode()).isZero();

                Files.writeString(overlay, "processors: {attributes: {actions: [{key: overlay, acton: upsert}]}}\n");

                ProgramRun verdict = binary.validate(configs, environment);
                assertThat(verdict.exitCode()).isNotZero();
                assertThat(verdict.output()).contains("acton");
                assertThatThrownBy(collector::reload)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("acton");
            }
        }
    }

    private List<Span> roots(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Span.root(ids, CHECKOUT, "GET /" + i))
                .toList();
    }

    private Path overlay(String value) throws IOException {
        return Files.writeString(
                directory.resolve("overlay.yaml"),
                "processors: {attributes: {actions: [{key: overlay, value: %s, action: upsert}]}}\n".formatted(value));
    }

    private RunningCollector start(Sink sink, Path... more) throws IOException {
        Path volume = Files.createDirectories(directory.resolve("queue"));
        Path config = Files.writeString(directory.resolve(CONFIG), """
                extensions:
                  health_check: {endpoint: '${env:POD_IP}:13133'}
                  file_storage: {directory: '%s'}
                receivers:
                  otlp: {protocols: {http: {endpoint: '${env:POD_IP}:4318'}}}
                processors:
                  attributes: {actions: [{key: gone, action: delete}]}
                exporters:
                  otlp_http:
                    endpoint: %s
                    encoding: json
                    retry_on_failure: {initial_interval: 100ms, max_interval: 1s, max_elapsed_time: 0s}
                    sending_queue: {storage: file_storage, block_on_overflow: true}
                service:
                  extensions: [health_check, file_storage]
                  telemetry:
                    metrics:
                      readers:
                        - pull: {exporter: {prometheus: {host: '${env:POD_IP}', port: 8888}}}
                  pipelines:
                    traces: {receivers: [otlp], processors: [attributes], exporters: [otlp_http]}
                    logs: {receivers: [otlp], exporters: [otlp_http]}
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(volume, sink.url()));
        List<Path> configs = Stream.concat(Stream.of(config), Stream.of(more)).toList();
        return RunningCollector.start(
                binary, new RunningCollector.Setup(LoopbackAddress.free(), configs, Map.of(), directory));
    }
}
