package dev.signalbox.testing.collector;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A collector that runs until it is closed, and what can happen to one in a cluster. */
public final class RunningCollector implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String READY = "Everything is ready";
    private static final int LAST_WORDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CollectorBinary binary;
    private final Setup setup;
    private ChildProcess process;

    /**
     * How it is started.
     *
     * @param address where it listens; its configuration has it as {@code ${env:POD_IP}}, OTLP, health check and its own
     *     metrics on their usual ports
     * @param configs configuration files, merged in this order
     * @param environment variables beside {@code POD_IP}
     * @param directory for its log; what its configuration calls a volume may be in it
     * @param arguments beside those that name the files
     */
    public record Setup(
            LoopbackAddress address,
            List<Path> configs,
            Map<String, String> environment,
            Path directory,
            List<String> arguments) {
        public Setup(LoopbackAddress address, List<Path> configs, Map<String, String> environment, Path directory) {
            this(address, configs, environment, directory, List.of());
        }

        private Path log() {
            return directory.resolve("collector.log");
        }

        private Path pid() {
            return directory.resolve("collector.pid");
        }
    }

    private RunningCollector(CollectorBinary binary, Setup setup) {
        this.binary = binary;
        this.setup = setup;
    }

    /** Starts one, and waits until it is healthy. */
    public static RunningCollector start(CollectorBinary binary, Setup setup) {
        RunningCollector collector = new RunningCollector(binary, setup);
        collector.start();
        return collector;
    }

    public LoopbackAddress address() {
        return setup.address();
    }

    /** Everything it said since the first start. */
    public String log() {
        try {
            return Files.readString(setup.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own metrics, now. */
    public CollectorMetrics metrics() {
        return CollectorMetrics.of(get(address().metrics())
                .orElseThrow(
                        () -> new AssertionError("no metrics at " + address().metrics()))
                .body());
    }

    /** SIGHUP: has it read its configuration again, and waits until it runs with it; it ends where that is invalid. */
    public void reload() {
        long before = timesReady();
        ProgramRun.of(List.of("kill", "-HUP", pid()));
        await("did not reload", () -> timesReady() > before && isHealthy());
    }

    /** SIGTERM: waits until it has ended by itself. */
    public void terminate() {
        process.close();
    }

    /** SIGKILL: as when the kernel needs its memory. */
    public void kill() {
        process.kill();
    }

    /** Starts it again, after it has ended, with what is on its volumes. */
    public void startAgain() {
        start();
    }

    public boolean alive() {
        return process.alive();
    }

    private void start() {
        Map<String, String> environment = new HashMap<>(setup.environment());
        environment.put("POD_IP", address().host());
        // The shell becomes the collector, whose process id we need to signal it.
        List<String> named = List.of(
                "/bin/sh", "-c", "echo $$ >\"$0\"; exec \"$@\"", setup.pid().toString());
        List<String> command = new ArrayList<>(named);
        command.addAll(binary.run(setup.configs()));
        command.addAll(setup.arguments());
        process = ChildProcess.start("collector", command, environment, setup.log());
        await("did not start", this::isHealthy);
    }

    private void await(String failure, BooleanSupplier condition) {
        boolean reached = Deadline.in(START).until(() -> !process.alive() || condition.getAsBoolean());
        if (!reached || !process.alive()) {
            String words = process.tail(LAST_WORDS);
            close();
            throw new AssertionError("the collector " + failure + "; its last words:\n" + words);
        }
    }

    private boolean isHealthy() {
        return get(address().health())
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    private long timesReady() {
        return log().lines().filter(line -> line.contains(READY)).count();
    }

    private String pid() {
        try {
            return Files.readString(setup.pid()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<HttpResponse<String>> get(URI url) {
        try {
            return Optional.of(http.send(
                    HttpRequest.newBuilder(url).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty(); // not listening yet, or no longer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + url, e);
        }
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
