package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.CommandRun;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.CutConnections;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.LocalKubelet;
import dev.signalbox.testing.LocalTool;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged operator, as those who run it look into it: one start for all of it. */
@ExtendWith(LocalCluster.class)
class OperatingIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int BURST = 40;
    private static final String SECRET = "S3CRET-variable";

    @TempDir
    private Path directory;

    @Test
    void itTellsWhatItDoesAndWhetherItGetsOn(LocalCluster.Namespace namespace) throws IOException {
        OperatedNamespace cluster = OperatedNamespace.of(namespace);
        try (OperatorRights rights = OperatorRights.everywhere(namespace);
                CutConnections proxy = proxy(rights.kubeconfig());
                RunningOperator operator =
                        RunningOperator.start(through(proxy, rights.kubeconfig()), settings(cluster))) {
            cluster.apply("checkout");
            cluster.awaitReady("checkout");

            levels(operator, cluster);
            bundle(operator, cluster);
            liveness(operator, cluster, proxy);
            assertThat(operator.log()).doesNotContain(SECRET);
        }
        assertThat(directory.resolve("tmp"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("signalbox-operator-"));
    }

    private void levels(RunningOperator operator, OperatedNamespace cluster) {
        LocalTool.Output raised = tool("log-level", "DEBUG", "--category", "io.javaoperatorsdk", "--for", "10m");
        assertThat(raised.exitCode()).as(raised.err()).isZero();
        assertThat(raised.out()).contains("io.javaoperatorsdk DEBUG until ", "root INFO");

        cluster.apply("louder");
        cluster.awaitReady("louder");
        assertThat(operator.log()).contains("\"level\":\"DEBUG\"", "as was asked for in the pod");

        assertThat(tool("log-level", "--reset").out()).doesNotContain("DEBUG");
        LocalTool.Output refused = tool("log-level", "INFO", "--for", "48h");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("must be between 1 s and 86400 s, was 172800 s");
    }

    /** The API server passes questions on to a kubelet, and to the pod's address. */
    private void bundle(RunningOperator operator, OperatedNamespace cluster) throws IOException {
        String home = cluster.namespace().name();
        try (LocalKubelet kubelet = LocalKubelet.start(cluster.client(), home)) {
            kubelet.says("signalbox-operator-0", "operator", operator.log());
            kubelet.runs(command -> {
                assertThat(command.getFirst()).isEqualTo("signalbox");
                LocalTool.Output output =
                        tool(command.subList(1, command.size()).toArray(String[]::new));
                return new LocalKubelet.ProgramOutput(output.exitCode(), output.out());
            });
            pod(operator, cluster);
            Path file = directory.resolve("bundle.zip");

            CommandRun run = CommandRun.of(
                    "debug-bundle",
                    "--kubeconfig",
                    cluster.namespace().kubeconfig().toString(),
                    "-n",
                    home,
                    "--profile",
                    "2s",
                    "-o",
                    file.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            Map<String, byte[]> files = files(file);
            String pod = "operator/pods/" + home + "/signalbox-operator-0/";
            assertThat(text(files, pod + "metrics.txt")).contains("signalbox_reconcile_seconds_count");
            assertThat(text(files, pod + "health.json")).contains("\"informers\"", "\"work\"");
            assertThat(text(files, pod + "operator.log")).contains("\"level\"");
            Path profile = Files.write(directory.resolve("profile.jfr"), bytes(files, pod + "profile.jfr"));
            assertThat(RecordingFile.readAllEvents(profile))
                    .extracting((RecordedEvent event) -> event.getEventType().getName())
                    .contains("jdk.CPULoad")
                    .doesNotContain("jdk.InitialEnvironmentVariable");
            assertThat(new String(bytes(files, pod + "profile.jfr"), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET);
        } finally {
            cluster.client().pods().withGracePeriod(0).delete();
        }
    }

    /** A look that does not end, as one would that waits for a lock: here an API server that says nothing any more. */
    private static void liveness(RunningOperator operator, OperatedNamespace cluster, CutConnections proxy)
            throws IOException {
        HttpResponse<String> alive = operator.liveness();
        assertThat(alive.statusCode()).as(alive.body()).isEqualTo(200);
        assertThat(alive.body())
                .contains("\"looks\": \"OK\"", "\"threads\": \"OK\"", "\"informers\": \"OK\"", "\"lease\": \"OK\"");

        IntStream.range(0, BURST).forEach(i -> cluster.apply("burst-" + i));
        cluster.awaitRule("burst-0", _ -> true);
        proxy.hold(true);
        List<String> seen = new ArrayList<>();
        assertThat(Deadline.in(SOON).until(() -> {
                    seen.add(body(operator));
                    return seen.getLast().contains("DOWN");
                }))
                .as("%s", seen)
                .isTrue();
        assertThat(seen.getLast()).contains(" s at SLO " + cluster.namespace().name() + "/burst-");
        proxy.hold(false);
        assertThat(Deadline.in(SOON).until(() -> body(operator).contains("\"looks\": \"OK\"")))
                .isTrue();
        cluster.awaitReady("burst-" + (BURST - 1));
        assertThat(operator.log()).contains("does not get on", "gets on again");
    }

    private static String body(RunningOperator operator) {
        try {
            return operator.liveness().body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pod as a kubelet would have told of it. */
    private static void pod(RunningOperator operator, OperatedNamespace cluster) {
        Pod pod = (Pod) cluster.applyYaml("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: signalbox-operator-0
                  labels: {app.kubernetes.io/name: signalbox}
                spec:
                  nodeName: %s
                  automountServiceAccountToken: false
                  containers:
                  - {name: operator, image: 'signalbox:1', ports: [{name: management, containerPort: %d}]}
                """.formatted(cluster.namespace().name(), operator.managementPort()));
        cluster.client().resource(pod).editStatus(known -> {
            known.getStatus().setPodIPs(List.of(new PodIP(address())));
            known.getStatus().setPodIP(address());
            return known;
        });
    }

    /** Of this machine, as the API server goes to no loopback address. Nothing is sent. */
    private static String address() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no address but the loopback's", e);
        }
    }

    private LocalTool.Output tool(String... arguments) {
        return LocalTool.run(directory.resolve("tmp"), arguments);
    }

    private Map<String, String> settings(OperatedNamespace cluster) throws IOException {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("SIGNALBOX_LIVENESS_LONGEST_LOOK", "2s");
        settings.put("SOMEBODYS_VARIABLE", SECRET);
        // Other operators may run on this machine.
        settings.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")));
        return settings;
    }

    private static CutConnections proxy(Path kubeconfig) throws IOException {
        return CutConnections.before(
                URI.create(server(kubeconfig).getCluster().getServer()), _ -> CutConnections.NEVER);
    }

    private Path through(CutConnections proxy, Path kubeconfig) throws IOException {
        Config config = Serialization.unmarshal(Files.readString(kubeconfig), Config.class);
        String host = URI.create(server(kubeconfig).getCluster().getServer()).getHost();
        config.getClusters().getFirst().getCluster().setServer("https://" + host + ":" + proxy.port());
        return Files.writeString(directory.resolve("kubeconfig"), Serialization.asYaml(config));
    }

    private static NamedCluster server(Path kubeconfig) throws IOException {
        return Serialization.unmarshal(Files.readString(kubeconfig), Config.class)
                .getClusters()
                .getFirst();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(bytes(files, name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        assertThat(files.keySet())
                .as(new String(files.get("README.md"), StandardCharsets.UTF_8))
                .contains(name);
        return files.get(name);
    }

    private static Map<String, byte[]> files(Path archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
