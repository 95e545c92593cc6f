package dev.signalbox.compile.pipeline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.CollectorMetrics;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LogRecord;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway says how large what it sends is, before it is compressed; what telemetry costs follows from it. */
class SentSizesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ITEMS = "otelcol_exporter_queue_batch_send_size_sum";
    private static final String BYTES = "otelcol_exporter_queue_batch_send_size_bytes_sum";
    private static final int SENT = 50;
    private static final int BODY = 1_000;

    @TempDir
    Path directory;

    @Test
    void recordsAndSpansAreMeasuredAndNothingElseOfThatLevel() {
        CollectorBinary binary = CollectorBinary.required();
        Ids ids = new Ids(5);
        Origin shop = Origin.service("checkout")
                .with("signalbox.service", "shop/checkout")
                .with("k8s.namespace.name", "shop");
        try (Sink backend = Sink.start();
                RunningCollector gateway = new GatewayUnderTest(Stacks.allSignals(), directory)
                        .start(
                                binary,
                                SamplingPlan.of(
                                        ServiceClaims.of(
                                                List.of(Telemetry.service("shop", "checkout", "1", Optional.empty()))),
                                        List.of(Telemetry.policy("shop", "standard", "1", 100)),
                                        BigDecimal.ONE),
                                backend);
                OtlpClient agent = OtlpClient.to(gateway.address())) {
            IntStream.range(0, SENT).forEach(i -> {
                assertThat(agent.sendLogs(List.of(LogRecord.info(shop, "x".repeat(BODY))))
                                .accepted())
                        .isTrue();
                assertThat(agent.sendSpans(List.of(Span.root(ids, shop, "GET /")))
                                .accepted())
                        .isTrue();
            });
            backend.await(SOON, it -> it.logs().size() == SENT && it.spans().size() == SENT);

            CollectorMetrics metrics = gateway.metrics();
            assertThat(metrics.samples().stream().filter(sample -> sample.name().equals(ITEMS)))
                    .as("an exporter each, and what it sent")
                    .anySatisfy(logs -> {
                        assertThat(logs.labels().get("exporter")).contains("logs");
                        assertThat(logs.value()).isEqualTo(SENT);
                        assertThat(metrics.sum(BYTES, logs.labels()) / SENT).isBetween(1.0 * BODY, 1.5 * BODY);
                    })
                    .anySatisfy(spans -> {
                        assertThat(spans.labels().get("exporter")).contains("traces");
                        assertThat(spans.value()).isEqualTo(SENT);
                        assertThat(metrics.sum(BYTES, spans.labels()) / SENT).isBetween(50.0, 500.0);
                    });
            assertThat(metrics.samples())
                    .noneMatch(sample -> sample.name().startsWith("rpc_")
                            || sample.name().startsWith("http_")
                            || sample.name().contains("consumed_size")
                            || sample.name().contains("internal_duration"));
        }
    }
}
