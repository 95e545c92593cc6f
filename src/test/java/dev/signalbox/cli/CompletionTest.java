package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Executables;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts, in the shells that they are for. */
class CompletionTest {
    private static final String TAB = "\t";

    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void name() {
        script = directory.resolve("script");
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() {
        print("bash");

        assertThat(inBash("signalbox", "re")).containsExactlyInAnyOrder("render", "report", "reload");
        assertThat(inBash("signalbox", "validate", "--pol")).containsExactly("--policies");
        assertThat(inBash("signalbox", "import", "--from", "p")).containsExactly("pyrra");
        assertThat(inBash("signalbox", "promql", "l")).containsExactly("lint");
    }

    @Test
    void fishCompletesCommandsOptionsAndValues() {
        print("fish");

        assertThat(inFish("signalbox re")).containsExactlyInAnyOrder("render", "report", "reload");
        assertThat(inFish("signalbox validate --pol")).containsExactly("--policies");
        assertThat(inFish("signalbox import --from p")).containsExactly("pyrra");
        assertThat(inFish("signalbox promql l")).contains("lint").doesNotContain("render");
        assertThat(inFish("signalbox completion z")).containsExactly("zsh");
    }

    /** In a terminal, as zsh completes nowhere else. */
    @Test
    void zshCompletesAsBashDoes() {
        print("zsh");

        assertThat(run("zsh", "-f", "-c", """
                                zmodload zsh/zpty
                                zpty -b terminal "zsh -f -i"
                                zpty -w terminal 'PS1=; autoload -U compinit; compinit -D -u; source %s; echo set''up'
                                zpty -r -m terminal shown '*setup*'
                                zpty -w -n terminal $'signalbox quicks\\t'
                                zpty -r -m terminal shown '*quickstart*'
                                print -r -- "$shown"
                                """.formatted(script)).output()).contains("signalbox quickstart");
    }

    /** The protocol of kubectl's plugins: the words after the plugin's name, a line a candidate, then a directive. */
    @Test
    void kubectlIsTold() {
        print("kubectl");

        assertThat(run("bash", script.toString(), "re").output().lines())
                .containsExactlyInAnyOrder("render", "report", "reload", ":0");
        assertThat(run("bash", script.toString(), "import", "--from", "")
                        .output()
                        .lines())
                .contains("sloth", "pyrra", "openslo", ":0");
    }

    @Test
    void anotherShellIsRefused() {
        CommandRun run = CommandRun.of("completion", "tcsh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("tcsh", "bash, zsh, fish, kubectl");
    }

    private void print(String shell) {
        CommandRun run = CommandRun.of("completion", shell);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try {
            Files.writeString(script, run.out());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code compopt} is for whom bash itself asks. */
    private Stream<String> inBash(String... words) {
        return run(
                        "bash",
                        "-c",
                        "compopt() { :; }; source " + script + "; COMP_WORDS=(" + String.join(" ", words)
                                + "); COMP_CWORD=" + (words.length - 1)
                                + "; _complete_signalbox; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .output()
                .lines();
    }

    private Stream<String> inFish(String line) {
        return run("fish", "--no-config", "-c", "source " + script + "; complete -C '" + line + "'")
                .output()
                .lines()
                .map(candidate -> candidate.split(TAB)[0]);
    }

    private static ProgramRun run(String shell, String... arguments) {
        Path executable = Executables.onPath(shell)
                .orElseThrow(() -> Missing.prerequisite(
                        shell + " is not on the PATH; e2e/tools/find " + shell + " says how to get it"));
        ProgramRun run = ProgramRun.of(Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                .toList());
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run;
    }
}
