package dev.signalbox.cli;

import dev.signalbox.local.LocalRequest;
import dev.signalbox.local.LogLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes, for a while, what a running operator logs. */
@Command(
        name = "log-level",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Change for a while what a running operator logs, or tell what it does. It is run in the operator's pod; each replica",
            "is asked by itself."
        },
        footer = {
            "",
            "Examples:",
            "  kubectl exec -n signalbox deploy/signalbox-operator -- signalbox log-level DEBUG",
            "  kubectl exec -n signalbox POD -- signalbox log-level DEBUG --category io.javaoperatorsdk --for 5m",
            "  kubectl exec -n signalbox POD -- signalbox log-level --reset",
            "",
            "Exit codes: 0 done; 1 no operator answers, or it can't be done; 2 wrong usage."
        })
final class LogLevelCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "LEVEL",
            description = "One of ${COMPLETION-CANDIDATES}; without: tell which there are.")
    private LogLevel level;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            defaultValue = LocalRequest.ROOT,
            description = "Of what: the beginning of the log's \"logger\"; default: of everything.")
    private String category;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "15m",
            converter = ShortDuration.class,
            description = "How long, up to a day; then it is as before. Default: ${DEFAULT-VALUE}.")
    private Duration time;

    @Option(names = "--reset", description = "Everything is as it was when the operator started.")
    private boolean reset;

    @Mixin
    private LocalOperator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!category.matches("[\\w.$-]+") || reset && level != null) {
            spec.commandLine()
                    .getErr()
                    .println(reset ? "--reset takes no level" : "--category is a name like dev.signalbox");
            return spec.exitCodeOnInvalidInput();
        }
        return operator.tell(
                request(),
                answer -> spec.commandLine().getOut().print(new String(answer.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private LocalRequest request() {
        if (level != null) {
            return new LocalRequest.SetLevel(category, level, time);
        }
        return reset ? new LocalRequest.ResetLevels() : new LocalRequest.TellLevels();
    }
}
