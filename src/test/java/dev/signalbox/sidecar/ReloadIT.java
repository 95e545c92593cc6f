package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.stack.StackParts;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.Installation;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./signalbox reload} and {@code await} beside a real collector. */
class ReloadIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAUNCHER = Path.of("signalbox").toAbsolutePath().toString();

    private static CollectorBinary built;

    private final Ids ids = new Ids(1);
    private final LoopbackAddress address = LoopbackAddress.free();

    @TempDir
    Path directory;

    private MountedConfigMap mount;
    private Sink sink;
    private RunningCollector collector;
    private Process reloader;

    /** The first start of the launcher after a build learns to start fast, which takes its time. */
    @BeforeAll
    static void build() throws Exception {
        built = CollectorBinary.required();
        Process version = new ProcessBuilder(LAUNCHER, "version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        version.getOutputStream().close();
        assertThat(version.waitFor(10, TimeUnit.MINUTES)).isTrue();
    }

    @BeforeEach
    void start() throws IOException {
        mount = new MountedConfigMap(directory.resolve("mount"), Map.of("sampling.yaml", keep(0)));
        sink = Sink.start();
        List<Path> configs = List.of(base(), mount.path().resolve("sampling.yaml"));
        collector = RunningCollector.start(
                built,
                new RunningCollector.Setup(
                        address, configs, Map.of(), Files.createDirectory(directory.resolve("run"))));
        reloader = signalbox(
                Stream.concat(arguments(), Stream.of("--stagger", "0s", "--settle", "1s", "--interval", "500ms"))
                        .toArray(String[]::new));
    }

    /** What a gateway's manifest says, with what a kubelet puts in, and another directory. */
    private Stream<String> arguments() {
        ClusterFacts facts = ClusterFacts.WITHOUT_CLUSTER.with(Installation.ofImage("signalbox"));
        StackParts parts = StackParts.of(Stacks.tracesOnly(), List.of(), List.of());
        return StackCompiler.manifests(
                        parts,
                        StackCompiler.plan(parts, Tuning.none(parts.stack()), facts),
                        ConfigurationFiles::revision,
                        facts)
                .stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .flatMap(gateway -> gateway.getSpec().getTemplate().getSpec().getContainers().stream())
                .filter(container -> container.getName().equals("reloader"))
                .flatMap(container -> container.getArgs().stream())
                .map(argument -> argument.replace("$(K8S_POD_IP)", address.host())
                        .replace("$(K8S_POD_NAME)", "signalbox-gateway-0")
                        .replace("/etc/signalbox/sampling", mount.path().toString()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        reloader.destroyForcibly().waitFor();
        collector.close();
        sink.close();
    }

    @Test
    void aPercentageChangesInPlace() throws Exception {
        await(status -> status.path("inEffect").asText().equals(ContentHash.of(keep(0))));
        send(20);

        mount.set(Map.of("sampling.yaml", keep(100)));
        await(status -> status.path("inEffect").asText().equals(ContentHash.of(keep(100))));
        send(20);
        sink.await(SOON, it -> it.traces().size() == 20);

        assertThat(status().path("upToDate").asBoolean()).isTrue();
        assertThat(status().path("problems")).isEmpty();
        assertThat(collector.alive()).isTrue();
        assertThat(awaited()).isEmpty();
    }

    @Test
    void aWrongFileEndsTheCollectorAndIsSaid() throws Exception {
        await(status -> status.path("inEffect").asText().equals(ContentHash.of(keep(0))));

        mount.set(Map.of("sampling.yaml", keep(0).replace("probabilistic,", "nonsense,")));
        await(status -> status.path("reloads").path("failed").asInt() == 1);
        assertThat(collector.alive()).isFalse();
        assertThat(status().path("inEffect").isNull()).isTrue();
        assertThat(status().path("problems").toString())
                .contains("there is no process called with --config=" + mount.path());
        assertThat(awaited()).startsWith("not healthy: " + address.health());

        mount.set(Map.of("sampling.yaml", keep(100)));
        Thread.sleep(1100); // the kernel tells when a process began up to a second too early
        collector.startAgain();
        await(status -> status.path("inEffect").asText().equals(ContentHash.of(keep(100))));
        send(5);
        sink.await(SOON, it -> it.traces().size() == 5);
    }

    @Test
    void endsAtOnceWhenAsked() throws Exception {
        await(status -> status.path("upToDate").asBoolean());
        reloader.destroy();

        assertThat(reloader.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertThat(reloader.exitValue()).isEqualTo(143);
    }

    private void send(int traces) {
        try (OtlpClient client = OtlpClient.to(address)) {
            List<Span> spans = Stream.generate(() -> Span.root(ids, Origin.service("checkout"), "GET /"))
                    .limit(traces)
                    .toList();
            assertThat(client.sendSpans(spans).accepted()).isTrue();
        }
    }

    /** What {@code await} has to say against the collector's health; nothing if it is fine. */
    private String awaited() throws Exception {
        Process process = signalbox("await", "--health", address.health().toString(), "--for", "3s");
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(err.isEmpty() ? 0 : 1);
        return err;
    }

    private void await(Predicate<JsonNode> wanted) throws IOException {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        boolean seen = Deadline.in(SOON).until(() -> {
            try {
                last.set(status());
                return wanted.test(last.get());
            } catch (IOException e) {
                return false; // not listening yet
            }
        });
        assertThat(seen)
                .as(() -> "alive: " + reloader.isAlive() + ", " + last.get())
                .isTrue();
    }

    private JsonNode status() throws IOException {
        try (InputStream body =
                URI.create("http://" + address.host() + ":8889/status").toURL().openStream()) {
            return JSON.readTree(body);
        }
    }

    private static Process signalbox(String... words) throws IOException {
        return new ProcessBuilder(
                        Stream.concat(Stream.of(LAUNCHER), Stream.of(words)).toList())
                .start();
    }

    private static String keep(int percent) {
        return """
                processors:
                  tail_sampling:
                    policies: [{name: base, type: probabilistic, probabilistic: {sampling_percentage: %d}}]
                """.formatted(percent);
    }

    private Path base() throws IOException {
        return Files.writeString(directory.resolve("base.yaml"), """
                extensions:
                  health_check: {endpoint: '${env:POD_IP}:13133'}
                receivers:
                  otlp: {protocols: {http: {endpoint: '${env:POD_IP}:4318'}}}
                processors:
                  tail_sampling: {decision_wait: 1s}
                exporters:
                  otlp_http: {endpoint: %s, encoding: json}
                service:
                  extensions: [health_check]
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    traces: {receivers: [otlp], processors: [tail_sampling], exporters: [otlp_http]}
                """.formatted(sink.url()));
    }
}
