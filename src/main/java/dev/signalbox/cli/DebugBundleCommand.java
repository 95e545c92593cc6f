package dev.signalbox.cli;

import dev.signalbox.cli.bundle.Bundling;
import dev.signalbox.cli.bundle.DebugBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packs what a report of a fault needs. */
@Command(
        name = "debug-bundle",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Pack what a report of a fault needs into one archive: resources with their status, what the operator made of them,",
            "its pods, logs, events and metrics. Secrets are not read, and what looks like one is taken out."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox debug-bundle                             where kubectl points to",
            "  signalbox debug-bundle --context staging --since 6h -o fault.zip",
            "  signalbox debug-bundle --profile 30s               with what the operator is busy with",
            "  signalbox debug-bundle --dry-run                   what would be taken",
            "",
            "Exit codes: 0 packed, with a line in its README.md for what can't be read; 1 nobody answers, or the file can't be",
            "written; 2 wrong usage."
        })
final class DebugBundleCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The archive, a zip file that is not there yet; default: signalbox-debug-TIME.zip.")
    private Path output;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "signalbox",
            description = "Where the operator is; default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = ShortDuration.class,
            description = "How far back logs go; default: ${DEFAULT-VALUE}.")
    private Duration since;

    @Option(
            names = "--profile",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "Profile each of the operator's pods for that long (1s to 5m), and pack that too.")
    private Duration profile;

    @Option(names = "--dry-run", description = "Only tell what would be taken.")
    private boolean dryRun;

    @Mixin
    private ClusterChoice cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Bundling wish = new Bundling(namespace, since, Optional.ofNullable(profile));
        if (dryRun) {
            DebugBundle.plan(wish).forEach(spec.commandLine().getOut()::println);
            return Signalbox.FINE;
        }
        Path file =
                Optional.ofNullable(output).orElseGet(() -> Path.of("signalbox-debug-" + TIME.format(now) + ".zip"));
        Optional<String> wrong = Files.exists(file)
                ? Optional.of(file + " is there already; name another with -o")
                : packed(wish, file, now);
        PrintWriter out = spec.commandLine().getOut();
        wrong.ifPresentOrElse(
                spec.commandLine().getErr()::println,
                () -> out.println(file + ": read its README.md before you give it to others."));
        return wrong.isPresent() ? Signalbox.WRONG_INPUT : Signalbox.FINE;
    }

    private Optional<String> packed(Bundling wish, Path file, Instant now) {
        return switch (cluster.chosen()) {
            case ClusterChoice.Chosen.Unavailable(String why) -> Optional.of(why);
            case ClusterChoice.Chosen.Cluster(var kubeconfig) -> {
                try {
                    yield DebugBundle.write(kubeconfig, wish, Version.current(), file, now);
                } catch (IOException e) {
                    yield Optional.of(file + " can't be written: " + e.getMessage());
                }
            }
        };
    }
}
