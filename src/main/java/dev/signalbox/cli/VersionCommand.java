package dev.signalbox.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints versions. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Print the versions of Signalbox, of the API it reads and of Java.",
        footer = {"", "Example:", "  signalbox version"})
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("signalbox " + Version.current());
        out.println("api       signalbox.dev/v1alpha1");
        out.println("java      " + Runtime.version());
        return Signalbox.FINE;
    }
}
