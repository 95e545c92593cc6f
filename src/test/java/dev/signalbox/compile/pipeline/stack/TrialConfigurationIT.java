package dev.signalbox.compile.pipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.RunningCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried starts where there is no cluster, no certificate and nobody to speak with. */
class TrialConfigurationIT {
    @TempDir
    Path directory;

    static Stream<String> trials() {
        // The tests' collector can't read log files.
        TelemetryStack stack = Stacks.with(
                new Backends(
                        Optional.of(new Backends.Metrics.Otlp(server("http://prometheus:9090/api/v1/otlp"))),
                        Optional.empty(),
                        Optional.of(server("tempo:4317")),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
        MetricCollection scraped = new MetricCollection(
                List.of(new Scrape("metrics", "/metrics", Optional.empty())),
                Optional.of(Scraper.AGENT),
                Set.of("user_id"),
                Optional.empty(),
                Set.of("go_gc_.*"),
                SeriesLimits.DEFAULT);
        CollectorPlan.Trials trials = StackCompiler.plan(
                        StackParts.of(
                                stack,
                                List.of(Telemetry.service(
                                        "shop", "checkout", "1", Optional.empty(), scraped, LogCollection.DEFAULT)),
                                List.of(Telemetry.policy("shop", "standard", "1", 5))),
                        Tuning.none(stack),
                        ClusterFacts.WITHOUT_CLUSTER)
                .trials();
        return Stream.of(
                trials.texts(trials.agent()).getFirst(),
                trials.texts(trials.gateway()).getFirst());
    }

    private static Endpoint server(String address) {
        return new Endpoint(address, Optional.empty(), new Credentials.None(), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("trials")
    void itStarts(String configuration) throws IOException {
        assertThat(configuration).doesNotContain("tls", "k8s_attributes", "kubernetes_sd_configs", "file_storage");
        LoopbackAddress address = LoopbackAddress.free();
        Path file = Files.writeString(directory.resolve("trial.yaml"), configuration);

        try (RunningCollector collector = RunningCollector.start(
                CollectorBinary.required(),
                new RunningCollector.Setup(
                        address,
                        List.of(file),
                        Map.of("K8S_POD_IP", address.host(), "K8S_NODE_NAME", "trial"),
                        directory))) {
            assertThat(collector.log()).contains("Everything is ready");
        }
    }
}
