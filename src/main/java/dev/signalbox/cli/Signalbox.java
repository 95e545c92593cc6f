package dev.signalbox.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Entry point of the command line tool; {@code operator} is the only command that boots Quarkus. */
@Command(
        name = "signalbox",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Observability that is declared: SLOs, telemetry and guardrails as Kubernetes resources.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Try:",
            "  signalbox quickstart                        see an SLO become rules in a throwaway API server",
            "  signalbox render slo.yaml                   print the manifests that an SLO becomes",
            "  signalbox validate slos/                    check a directory of resources",
            "  signalbox render --help                     learn more about a command",
            "",
            "Exit codes: 0 fine, 1 something is wrong with the input, 2 wrong usage, 3 a fault of Signalbox itself."
        })
public final class Signalbox implements Callable<Integer> {
    static final int FINE = 0;
    static final int WRONG_INPUT = 1;
    static final int OWN_FAULT = 3;

    /** Some manifests of rules: as many bytes as go out at once. */
    private static final int BUFFER = 1 << 16;

    /**
     * In the order of the help. Made only when asked for, and no references to constructors: looking into a command's class
     * costs time, and needs jars that the short class paths of other commands do not have.
     */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    @CommandLine.Spec
    private CommandSpec spec;

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int exitCode = commandLine(args).setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** The command line with the one command that the arguments name, or with all when they name none. */
    static CommandLine commandLine(String... args) {
        CommandLine commandLine = new CommandLine(new Signalbox());
        boolean one = args.length > 0 && COMMANDS.containsKey(args[0]);
        COMMANDS.forEach((name, command) -> {
            if (!one || args[0].equals(name)) {
                commandLine.addSubcommand(name, command.get());
            }
        });
        return commandLine
                .setExecutionExceptionHandler(Signalbox::ownFault)
                .setUsageHelpWidth(110)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("quickstart", () -> new QuickstartCommand());
        commands.put("render", () -> new RenderCommand());
        commands.put("validate", () -> new ValidateCommand());
        commands.put("import", () -> new ImportCommand());
        commands.put("export", () -> new ExportCommand());
        commands.put("backfill", () -> new BackfillCommand());
        commands.put("report", () -> new ReportCommand());
        commands.put("test-alert", () -> new TestAlertCommand());
        commands.put("debug-bundle", () -> new DebugBundleCommand());
        commands.put("promql", () -> new PromqlCommand());
        commands.put("operator", () -> new OperatorCommand());
        commands.put("log-level", () -> new LogLevelCommand());
        commands.put("profile", () -> new ProfileCommand());
        commands.put("reload", () -> new ReloadCommand());
        commands.put("await", () -> new AwaitCommand());
        commands.put("completion", () -> new CompletionCommand());
        commands.put("version", () -> new VersionCommand());
        return commands;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int ownFault(Exception fault, CommandLine commandLine, CommandLine.ParseResult ignored) {
        commandLine
                .getErr()
                .println(
                        "signalbox: this is a fault of Signalbox, not of your files; please report it with what follows.");
        fault.printStackTrace(commandLine.getErr());
        return OWN_FAULT;
    }

    /** Always UTF-8: manifests are, whatever the locale says. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new Utf8Writer(new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER)), false);
    }
}
