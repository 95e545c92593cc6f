package dev.signalbox.cli;

import dev.signalbox.sidecar.HealthCheck;
import dev.signalbox.sidecar.HealthWait;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends when a collector is healthy, or is not in time. */
@Command(
        name = "await",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Wait until a collector is healthy, and two seconds later still is.",
            "A Job that tries a configuration runs this beside a collector."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It is healthy.", "1:It is not; standard error says what was seen last."},
        footer = {"", "Example:", "  signalbox await --health http://127.0.0.1:13133 --for 20s"})
final class AwaitCommand implements Callable<Integer> {
    private static final int NOT_HEALTHY = 1;
    private static final Duration ANSWER = Duration.ofSeconds(2);

    @Option(
            names = "--health",
            paramLabel = "URL",
            required = true,
            converter = HttpUrl.class,
            description = "The collector's health_check extension.")
    private URI health;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            required = true,
            converter = ShortDuration.class,
            description = "How long to wait.")
    private Duration patience;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "500ms",
            converter = ShortDuration.class,
            description = "Between two questions; default: ${DEFAULT-VALUE}.")
    private Duration interval;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> wrong = new HealthWait(patience, interval).of(new HealthCheck(health, ANSWER)::ask);
        wrong.ifPresent(spec.commandLine().getErr()::println);
        return wrong.isPresent() ? NOT_HEALTHY : Signalbox.FINE;
    }
}
