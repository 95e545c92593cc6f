package dev.signalbox.cli;

import dev.signalbox.local.LocalRequest;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records what a running operator is busy with. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Record what a running operator is busy with (JDK Flight Recorder), without environment variables and arguments.",
            "It is run in the operator's pod."
        },
        footer = {
            "",
            "Examples:",
            "  kubectl exec -n signalbox deploy/signalbox-operator -- signalbox profile --for 1m >operator.jfr",
            "  jfr view hot-methods operator.jfr                  with the JDK's own tool; JDK Mission Control has more",
            "",
            "Exit codes: 0 recorded; 1 no operator answers, or it can't be done; 2 wrong usage."
        })
final class ProfileCommand implements Callable<Integer> {
    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = ShortDuration.class,
            description = "How long, 1s to 5m; default: ${DEFAULT-VALUE}.")
    private Duration time;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the recording goes; default: standard output.")
    private Path output;

    @Mixin
    private LocalOperator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (output == null
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent()) {
            spec.commandLine().getErr().println("a recording is nothing to look at in a terminal; name a file with -o");
            return spec.exitCodeOnInvalidInput();
        }
        return operator.tell(new LocalRequest.Profile(time), answer -> {
            try (OutputStream out =
                    output == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(output)) {
                answer.transferTo(out);
            }
        });
    }
}
