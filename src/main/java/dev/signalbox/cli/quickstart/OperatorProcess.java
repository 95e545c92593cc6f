package dev.signalbox.cli.quickstart;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator, as a process of its own beside this one. */
final class OperatorProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final List<String> command;
    private final URI health;
    private final Path log;
    private ChildProcess process;

    private OperatorProcess(List<String> command, URI health, Path log) {
        this.command = command;
        this.health = health;
        this.log = log;
        this.process = ChildProcess.start("operator", command, Map.of(), log);
    }

    /**
     * Starts it; {@link #awaitReady()} says when it works.
     *
     * @param launcher the program that runs Signalbox' commands
     * @param kubeconfig the cluster it works for
     * @param log where its output is appended
     */
    static OperatorProcess start(Path launcher, Path kubeconfig, Path log) {
        int port = ChildProcess.freePort();
        List<String> command = List.of(
                launcher.toString(),
                "operator",
                "--kubeconfig",
                kubeconfig.toString(),
                "--management-port",
                String.valueOf(port));
        return new OperatorProcess(command, URI.create("http://127.0.0.1:" + port + "/q/health/ready"), log);
    }

    /** Waits until it says that it is ready, and returns how long that took. */
    Duration awaitReady() {
        long start = System.nanoTime();
        boolean answered;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answered = Deadline.in(READY).until(() -> !process.alive() || ready(http));
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (!answered || !process.alive()) {
            String what = process.alive() ? "was not ready after " + READY.toSeconds() + " s" : "ended";
            throw new QuickstartFailure("it " + what + "; the end of its log:\n" + process.tail(15));
        }
        return taken;
    }

    private boolean ready(HttpClient http) {
        try {
            HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWER).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("interrupted", e);
        }
    }

    /** Ends it as a crash would, and starts it again. */
    void crashAndRestart() {
        process.kill();
        process = ChildProcess.start("operator", command, Map.of(), log);
    }

    boolean alive() {
        return process.alive();
    }

    Path log() {
        return log;
    }

    /** The end of its output. */
    String lastWords() {
        return process.tail(15);
    }

    @Override
    public void close() {
        process.close();
    }
}
