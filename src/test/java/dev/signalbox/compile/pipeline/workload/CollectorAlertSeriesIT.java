package dev.signalbox.compile.pipeline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.CollectorMetrics;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LogRecord;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector in trouble has the series that the alerts ask for. */
class CollectorAlertSeriesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern SERIES = Pattern.compile("otelcol_\\w+");
    private static final Origin CHECKOUT = Origin.service("checkout");

    /** What these read, others make: who scrapes, or a probe. */
    private static final EnumSet<CollectorAlert> OF_OTHERS =
            EnumSet.of(CollectorAlert.COLLECTOR_DOWN, CollectorAlert.COLLECTORS_UNSEEN, CollectorAlert.PROBE_FAILING);

    /** Traces are too large, or too many, or nobody takes them; metrics wait for an answer; there is no memory for logs. */
    private static final String IN_TROUBLE = """
            extensions:
              health_check: {endpoint: '${env:POD_IP}:13133'}
            receivers:
              otlp: {protocols: {http: {endpoint: '${env:POD_IP}:4318'}}}
            processors:
              memory_limiter: {check_interval: 1s, limit_mib: 1, spike_limit_mib: 0}
              tail_sampling:
                decision_wait: 1s
                num_traces: 2
                maximum_trace_size_bytes: 2000
                policies: [{name: all, type: always_sample}]
            exporters:
              otlp_http/nobody:
                endpoint: http://127.0.0.1:1
                retry_on_failure: {enabled: false}
              otlp_http/slow:
                endpoint: http://127.0.0.1:%d
                sending_queue: {queue_size: 1, num_consumers: 1}
            service:
              extensions: [health_check]
              telemetry:
                metrics:
                  readers:
                  - pull:
                      exporter:
                        prometheus:
                          {host: '${env:POD_IP}', port: 8888, without_scope_info: true, without_type_suffix: true, without_units: true}
              pipelines:
                traces: {receivers: [otlp], processors: [tail_sampling], exporters: [otlp_http/nobody]}
                metrics: {receivers: [otlp], exporters: [otlp_http/slow]}
                logs: {receivers: [otlp], processors: [memory_limiter], exporters: [otlp_http/nobody]}
            """;

    @TempDir
    Path directory;

    @Test
    void everyAlertFindsItsSeries() throws IOException {
        CollectorBinary binary = CollectorBinary.required();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path config =
                    Files.writeString(directory.resolve("collector.yaml"), IN_TROUBLE.formatted(silent.getLocalPort()));
            try (RunningCollector collector = RunningCollector.start(
                            binary,
                            new RunningCollector.Setup(LoopbackAddress.free(), List.of(config), Map.of(), directory));
                    OtlpClient client = OtlpClient.to(collector.address())) {
                assertThat(Deadline.in(SOON).until(() -> {
                            send(client);
                            return missing(collector.metrics()).isEmpty();
                        }))
                        .as(() -> "without series: " + missing(collector.metrics()))
                        .isTrue();
            }
        }
    }

    private static void send(OtlpClient client) {
        Ids ids = new Ids(System.nanoTime());
        for (int i = 0; i < 4; i++) {
            client.sendSpans(List.of(Span.root(ids, CHECKOUT, "GET /")));
        }
        client.sendSpans(List.of(Span.root(ids, CHECKOUT, "x".repeat(3000))));
        client.sendLogs(List.of(LogRecord.info(CHECKOUT, "paid")));
        Instant now = Instant.now();
        client.sendMetrics(List.of(MetricPoint.counter(CHECKOUT, "orders", Map.of(), now.minusSeconds(60), now, 1)));
    }

    /** Alerts none of whose own series is there; one signal is enough, as they differ in their last words only. */
    private static Set<CollectorAlert> missing(CollectorMetrics metrics) {
        Set<String> names =
                metrics.samples().stream().map(CollectorMetrics.Sample::name).collect(Collectors.toSet());
        return EnumSet.complementOf(OF_OTHERS).stream()
                .filter(alert -> SERIES.matcher(alert.expression())
                        .results()
                        .noneMatch(series -> names.contains(series.group())))
                .collect(Collectors.toSet());
    }
}
