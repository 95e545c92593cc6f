package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged operator as a process of its own, on the flat class path and with the options that it ships with. */
public final class RunningOperator implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final ChildProcess process;
    private final int port;
    private final int strategies;
    private final int report;

    private RunningOperator(List<String> command, Path kubeconfig, Map<String, String> settings) {
        port = ChildProcess.freePort();
        strategies = ChildProcess.freePort();
        report = ChildProcess.freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port));
        environment.put("SIGNALBOX_STRATEGIES_PORT", Integer.toString(strategies));
        environment.put("SIGNALBOX_REPORT_PORT", Integer.toString(report));
        environment.put("MALLOC_ARENA_MAX", "2");
        process = ChildProcess.start(
                "operator", command, environment, directory.path().resolve("operator.log"));
    }

    /**
     * Starts it and returns when it is ready.
     *
     * @param kubeconfig whose rights it has
     * @param settings as environment variables
     */
    public static RunningOperator start(Path kubeconfig, Map<String, String> settings) {
        RunningOperator operator = launch(kubeconfig, settings);
        operator.awaitReady(START);
        return operator;
    }

    /** Starts it and returns at once. */
    public static RunningOperator launch(Path kubeconfig, Map<String, String> settings) {
        return launch(
                PackagedOperator.ofThisTree().command(List.of("io.quarkus.runner.GeneratedMain")),
                kubeconfig,
                settings);
    }

    /** Starts it by another command, and returns at once. */
    public static RunningOperator launch(List<String> command, Path kubeconfig, Map<String, String> settings) {
        return new RunningOperator(command, kubeconfig, settings);
    }

    /** This tree's, as {@link #deployed(PackagedOperator, Path, List, Map)} does. */
    public static RunningOperator deployed(Path kubeconfig, List<String> arguments, Map<String, String> environment) {
        return deployed(PackagedOperator.ofThisTree(), kubeconfig, arguments, environment);
    }

    /**
     * Starts it as a pod does, and returns when it is ready.
     *
     * @param packaged which one
     * @param kubeconfig in place of what a pod has of its ServiceAccount
     * @param arguments of the container
     * @param environment of the container
     */
    public static RunningOperator deployed(
            PackagedOperator packaged, Path kubeconfig, List<String> arguments, Map<String, String> environment) {
        RunningOperator operator = launch(
                packaged.command(Stream.concat(Stream.of("dev.signalbox.cli.Signalbox"), arguments.stream())
                        .toList()),
                kubeconfig,
                environment);
        operator.awaitReady(START);
        return operator;
    }

    /** Fails, and ends it, where it is not ready within that time. */
    public void awaitReady(Duration within) {
        boolean ready = Deadline.in(within).until(() -> !process.alive() || ready());
        if (!ready || !process.alive()) {
            String words = readiness() + "\n" + log();
            close();
            throw new AssertionError("the operator did not start:\n" + words);
        }
    }

    /** All informers are synced. */
    public boolean ready() {
        try {
            return get(port, "/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    /** What the kubelet is told that would end it. */
    public HttpResponse<String> liveness() throws IOException {
        return get(port, "/q/health/live");
    }

    /** Where metrics and health are. */
    public int managementPort() {
        return port;
    }

    private String readiness() {
        try {
            return get(port, "/q/health/ready").body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    public boolean alive() {
        return process.alive();
    }

    /** The sum of the operator's own series of that name whose labels contain {@code labels}. */
    public double metric(String name, String labels) {
        try {
            return get(port, "/q/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .filter(line -> line.contains(labels))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        return process.tail(200);
    }

    /** All lines of the log that are errors, each an object of JSON. */
    public List<String> errors() {
        return lines("\"level\":\"ERROR\"");
    }

    /** All lines of the log with this in it. */
    public List<String> lines(String part) {
        return process.tail(Integer.MAX_VALUE)
                .lines()
                .filter(line -> line.contains(part))
                .toList();
    }

    /** As a crash would. */
    public void kill() {
        process.kill();
    }

    /** As the kubelet does first, and asks it to end. */
    public void terminate() {
        signal("TERM");
    }

    /** As SIGSTOP does: it stays where it is, with all that it was about to do, until {@link #goOn}. */
    public void freeze() {
        signal("STOP");
    }

    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        long pid = process.processes()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the operator has ended:\n" + log()))
                .pid();
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.close();
        directory.close();
    }

    /** Where it is scraped. */
    public URI metrics() {
        return URI.create("http://localhost:" + port + "/q/metrics");
    }

    /** Where the health report is. */
    public URI report(String path) {
        return URI.create("http://localhost:" + report + path);
    }

    /** What head samplers would get. */
    public HttpResponse<String> strategies() throws IOException {
        return get(strategies, "/strategies");
    }

    private static HttpResponse<String> get(int port, String path) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
