package dev.signalbox.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prometheus' own rule engine over simulated time; see {@code e2e/rulesim}.
 *
 * @param executable where it is
 */
public record RuleSimulator(Path executable) {
    /**
     * What it said.
     *
     * @param accepted whether all went as the scenarios expect
     * @param output a line for each scenario, and one for each thing that went otherwise
     * @param command the command line, to run it again
     */
    public record Verdict(boolean accepted, String output, String command) {
        @Override
        public String toString() {
            return command + "\n" + output;
        }
    }

    /** The one of this source tree; see {@link GoProgram#required}. */
    public static RuleSimulator required() {
        return new RuleSimulator(GoProgram.required("e2e/rulesim"));
    }

    /** Lives through a scenario with all the rules. */
    public Verdict judge(List<Path> rules, Path scenario) {
        return run(Stream.concat(
                rules.stream().flatMap(file -> Stream.of("-rules", file.toString())), Stream.of(scenario.toString())));
    }

    /** How many samples the rules read in an hour of evaluation, as a table. */
    public Verdict cost(Path... rules) {
        return run(Stream.concat(Stream.of("-cost"), Stream.of(rules).map(Path::toString)));
    }

    private Verdict run(Stream<String> arguments) {
        List<String> command =
                Stream.concat(Stream.of(executable.toString()), arguments).toList();
        ProgramRun run = ProgramRun.of(command);
        return new Verdict(run.exitCode() == 0, run.output(), String.join(" ", command));
    }
}
