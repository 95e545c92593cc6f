package dev.signalbox.sidecar;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Has a collector read its files again when they have changed, and tells which of them are in effect. */
public final class Reloader implements AutoCloseable {
    private static final Duration WHILE_PENDING = Duration.ofMillis(500);

    private final Task task;
    private final Consumer<String> log;
    private final HangUp hangUp = new HangUp();
    private final ReportServer server;
    private volatile ReloadReport report;

    /**
     * What it does.
     *
     * @param directory that is watched
     * @param process that is signalled
     * @param health of that process
     * @param listen where it tells
     * @param every between two looks
     * @param timing how long what is waited for
     */
    public record Task(
            ContentDirectory directory,
            ProcessSearch process,
            HealthCheck health,
            InetSocketAddress listen,
            Duration every,
            ReloadTiming timing) {}

    private Reloader(Task task, Consumer<String> log) throws IOException {
        this.task = task;
        this.log = log;
        this.report = firstReport();
        this.server = ReportServer.start(task.listen(), () -> report);
    }

    /**
     * Takes a first look and listens.
     *
     * @param log gets a line for each thing that is new
     * @throws IOException where it cannot listen
     */
    public static Reloader start(Task task, Consumer<String> log) throws IOException {
        return new Reloader(task, log);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Goes on until the thread is interrupted. */
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(
                        report.known().attempt().filter(Attempt::pending).isPresent() ? WHILE_PENDING : task.every());
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ReloadReport firstReport() {
        Observation look = observe();
        ReloadReport first = new ReloadReport(Reloading.begin(task.timing()).after(look), look);
        first.newsSince(Optional.empty()).forEach(log);
        return first;
    }

    private void look() {
        Observation look = observe();
        Reloading known = report.known().after(look);
        Optional<Reloading.Steady> due = known.due(look);
        if (due.isPresent()) {
            log.accept("sending SIGHUP to process " + due.get().process().pid());
            Instant now = Instant.now();
            known = known.signalled(
                    due.get(), now, hangUp.to(due.get().process().pid()));
        }
        ReloadReport next = new ReloadReport(known, look);
        next.newsSince(Optional.of(report)).forEach(log);
        report = next;
    }

    /** In this order: see {@link Observation}. */
    private Observation observe() {
        Found found = task.process().find();
        Health health = task.health().ask();
        Content content = task.directory().read();
        return new Observation(Instant.now(), found, health, content);
    }

    @Override
    public void close() {
        server.close();
    }
}
