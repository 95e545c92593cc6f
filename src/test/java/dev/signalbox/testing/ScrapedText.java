package dev.signalbox.testing;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Prometheus that scrapes every second whatever a test has to say, with the labels that the test gives. */
public final class ScrapedText implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final TellingApp app = TellingApp.start();
    private final ChildProcess prometheus;
    private final int port = ChildProcess.freePort();

    private ScrapedText() {
        Path executable = Executables.onPath("prometheus")
                .orElseThrow(() -> Missing.prerequisite(
                        "prometheus is not on the PATH; e2e/tools/find prometheus says how to get it"));
        prometheus = ChildProcess.start(
                "prometheus",
                List.of(
                        executable.toString(),
                        "--config.file=" + directory.write("prometheus.yaml", "scrape_configs: " + app.scrapes()),
                        "--storage.tsdb.path=" + directory.path().resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                directory.path().resolve("prometheus.log"));
    }

    /** Starts it and returns when it answers. */
    public static ScrapedText start() {
        ScrapedText started = new ScrapedText();
        if (!Deadline.in(START).until(started::answers)) {
            String words = started.prometheus.tail(20);
            started.close();
            throw new AssertionError("it did not start:\n" + words);
        }
        return started;
    }

    /** @param series in Prometheus' text format, in place of those before */
    public void say(String... series) {
        app.say(series);
    }

    /** Of Prometheus. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean answers() {
        try (var body = url().resolve("/-/ready").toURL().openStream()) {
            return body.readAllBytes().length > 0;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    @Override
    public void close() {
        prometheus.close();
        app.close();
        directory.close();
    }
}
