package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.controlplane.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes and real signals. */
class ReloaderTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLD = ContentHash.of("percent: 10\n");
    private static final String NEW = ContentHash.of("percent: 20\n");

    @TempDir
    private Path directory;

    private MountedConfigMap mount;
    private ScriptedCollector collector;
    private Thread loop;
    private int port;

    @BeforeEach
    void mount() throws IOException {
        mount = new MountedConfigMap(directory.resolve("mount"), Map.of("sampling.yaml", "percent: 10\n"));
        collector = new ScriptedCollector(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (loop != null) {
            loop.interrupt();
            loop.join();
        }
        collector.close();
    }

    @BeforeAll
    static void hangUpsAreHeard() throws IOException {
        HangUpHeard.assume();
    }

    @Test
    void aChangeIsSignalledOnceAndTold() throws Exception {
        pastTheSecond();
        collector.start();
        watch();
        await(status -> status.path("inEffect").asText().equals(OLD));
        assertThat(collector.signals()).isZero();

        mount.set(Map.of("sampling.yaml", "percent: 20\n"));
        await(status -> status.path("inEffect").asText().equals(NEW));

        assertThat(status().path("upToDate").asBoolean()).isTrue();
        assertThat(status().path("problems")).isEmpty();
        assertThat(collector.signals()).isOne();
        assertThat(get("/metrics"))
                .contains("signalbox_overlay_info{hash=\"" + NEW + "\"} 1\n")
                .contains("signalbox_overlay_reloads_total{result=\"applied\"} 1\n")
                .doesNotContain(OLD);
    }

    @Test
    void aCollectorThatIsNotHealthyAfterwardsIsAFailure() throws Exception {
        pastTheSecond();
        collector.startBreaking();
        watch();
        await(status -> status.path("inEffect").asText().equals(OLD));

        mount.set(Map.of("sampling.yaml", "percent: 20\n"));
        await(status -> status.path("reloads").path("failed").asInt() == 1);

        assertThat(status().path("inEffect").isNull()).isTrue();
        assertThat(status().path("lastReload").path("reason").asText())
                .contains("is not healthy again 8 s after SIGHUP", "answers 503");
        assertThat(get("/metrics"))
                .contains("signalbox_overlay_in_effect 0\n")
                .contains("signalbox_overlay_reloads_total{result=\"failed\"} 1\n")
                .doesNotContain("{hash=");
    }

    @Test
    void aCollectorThatDiesOfItIsAFailureAndItsSuccessorRunsWithWhatIsThere() throws Exception {
        pastTheSecond();
        collector.startDying();
        watch();
        await(status -> status.path("inEffect").asText().equals(OLD));

        mount.set(Map.of("sampling.yaml", "percent: 20\n"));
        await(status -> status.path("reloads").path("failed").asInt() == 1);
        assertThat(status().path("lastReload").path("reason").asText())
                .contains("after SIGHUP to process", "there is no process named " + collector.name());

        mount.set(Map.of("sampling.yaml", "percent: 30\n"));
        pastTheSecond();
        collector.start();
        await(status -> status.path("inEffect").asText().equals(ContentHash.of("percent: 30\n")));
        assertThat(collector.signals()).isZero();
        assertThat(status().path("reloads").path("applied").asInt()).isZero();
    }

    @Test
    void ofTwoProcessesNoneIsSignalled() throws Exception {
        pastTheSecond();
        Process first = collector.start();
        Process second = collector.start();
        watch();
        mount.set(Map.of("sampling.yaml", "percent: 20\n"));
        await(status -> status.path("onDisk").asText().equals(NEW));

        assertThat(status().path("problems").toString())
                .contains("2 processes are named " + collector.name())
                .contains(Long.toString(first.pid()), Long.toString(second.pid()));

        second.destroyForcibly().waitFor();
        await(status -> status.path("inEffect").asText().equals(NEW));
        assertThat(collector.signals()).isOne();
    }

    @Test
    void aReloaderThatBeginsAfterAChangeDoesNotBelieveButReloads() throws Exception {
        collector.start();
        pastTheSecond();
        mount.set(Map.of("sampling.yaml", "percent: 20\n"));
        watch();
        await(status -> status.path("inEffect").asText().equals(NEW));

        assertThat(collector.signals()).isOne();
    }

    @Test
    void aProcessIsFoundByOneWholeArgument() throws Exception {
        String argument = "--config=" + directory.resolve("sampling.yaml");
        assertThat(ProcessSearch.calledWith(argument).find())
                .isEqualTo(new Found.NotOne("there is no process called with " + argument));
        Process collector = new ProcessBuilder("sh", "-c", "sleep 60; :", "gateway", "--other", argument).start();
        Process starter = new ProcessBuilder(
                        "sh", "-c", "\"$0\" -c 'sleep 60; :' gateway \"$@\"; :", "sh", argument + "2")
                .start();
        Process other = new ProcessBuilder("sh", "-c", "sleep 60; :", "another", "--argument=" + argument).start();
        try {
            assertThat(ProcessSearch.calledWith(argument).find())
                    .isInstanceOfSatisfying(
                            Found.One.class,
                            one -> assertThat(one.process().pid()).isEqualTo(collector.pid()));
        } finally {
            Stream.of(collector, starter, other)
                    .flatMap(one -> Stream.concat(one.descendants(), Stream.of(one.toHandle())))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The kernel tells when a process began up to a second too early, and then a reload more is the safe side. */
    private static void pastTheSecond() throws InterruptedException {
        Thread.sleep(1100);
    }

    private void watch() throws IOException {
        var timing = new ReloadTiming(Duration.ofMillis(600), Duration.ZERO, Duration.ofSeconds(8));
        var task = new Reloader.Task(
                new ContentDirectory(mount.path()),
                ProcessSearch.named(collector.name()),
                new HealthCheck(collector.health(), Duration.ofSeconds(2)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofMillis(100),
                timing);
        Reloader reloader = Reloader.start(task, line -> {});
        port = reloader.port();
        loop = Thread.ofPlatform().start(() -> {
            try (reloader) {
                reloader.run();
            }
        });
    }

    private void await(Predicate<JsonNode> wanted) {
        assertThat(Deadline.in(SOON).until(() -> wanted.test(status())))
                .as(() -> status().toString())
                .isTrue();
    }

    private JsonNode status() {
        try {
            return JSON.readTree(get("/status"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String path) {
        try (InputStream body =
                URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
