package dev.signalbox.cli;

import dev.signalbox.sidecar.ContentDirectory;
import dev.signalbox.sidecar.HealthCheck;
import dev.signalbox.sidecar.ProcessSearch;
import dev.signalbox.sidecar.ReloadTiming;
import dev.signalbox.sidecar.Reloader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs beside a collector, in its pod. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Have a collector read its files again when a mounted ConfigMap has changed; runs in the collector's pod.",
            "The containers must share their processes and have the same user. /metrics and /status tell which content is"
                    + " in effect."
        },
        footer = {
            "",
            "Example:",
            "  signalbox reload --watch /etc/signalbox/sampling --process otelcol --health http://127.0.0.1:13133"
        })
final class ReloadCommand implements Callable<Integer> {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** Which process is the collector. */
    static final class Which {
        @Option(
                names = "--process",
                paramLabel = "NAME",
                required = true,
                description = "The collector's program, without its directory.")
        private String process;

        @Option(
                names = "--argument",
                paramLabel = "TEXT",
                required = true,
                description = "Or an argument that it was called with, whatever its program is named.")
        private String argument;

        ProcessSearch search() {
            return process == null ? ProcessSearch.calledWith(argument) : ProcessSearch.named(process);
        }
    }

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            required = true,
            description = "Where the ConfigMap is mounted, as a whole directory.")
    private Path watch;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(
            names = "--health",
            paramLabel = "URL",
            required = true,
            converter = HttpUrl.class,
            description = "The collector's health_check extension.")
    private URI health;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "0.0.0.0:8889",
            converter = ListenAddress.class,
            description = "Where to serve /metrics and /status; default: ${DEFAULT-VALUE}.")
    private InetSocketAddress listen;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = ShortDuration.class,
            description = "Between two looks at the directory; default: ${DEFAULT-VALUE}.")
    private Duration interval;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = ShortDuration.class,
            description = "How long content must stay the same; default: ${DEFAULT-VALUE}.")
    private Duration settle;

    @Option(
            names = "--stagger",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = ShortDuration.class,
            description = "Over which time the pods spread, each by its name; default: ${DEFAULT-VALUE}.")
    private Duration stagger;

    @Option(
            names = "--pod",
            paramLabel = "NAME",
            defaultValue = "${env:POD_NAME:-${env:HOSTNAME:-}}",
            description = "The name of this pod; default: POD_NAME or HOSTNAME of the environment.")
    private String pod;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = ShortDuration.class,
            description = "How long a reload may take; default: ${DEFAULT-VALUE}.")
    private Duration deadline;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ReloadTiming timing = new ReloadTiming(settle, ReloadTiming.delayOf(pod, stagger), deadline);
        Reloader.Task task = new Reloader.Task(
                new ContentDirectory(watch), which.search(), new HealthCheck(health, ANSWER), listen, interval, timing);
        try (Reloader reloader = Reloader.start(task, line -> log(err, line))) {
            reloader.run();
            return Signalbox.FINE;
        } catch (IOException e) {
            err.println("--listen: nobody can listen on " + listen + ": " + e.getMessage());
            return spec.exitCodeOnInvalidInput();
        }
    }

    private static void log(PrintWriter err, String line) {
        err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
        err.flush();
    }
}
