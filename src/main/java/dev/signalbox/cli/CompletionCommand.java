package dev.signalbox.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete our commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Print a script with which a shell completes commands, options and their values.",
        footer = {
            "",
            "Examples:",
            "  source <(signalbox completion bash)         in ~/.bashrc",
            "  source <(signalbox completion zsh)          in ~/.zshrc, after compinit",
            "  signalbox completion fish > ~/.config/fish/completions/signalbox.fish",
            "  signalbox completion kubectl > ~/.local/bin/kubectl_complete-signalbox",
            "",
            "The last one is for `kubectl signalbox`: make it executable, and signalbox a plugin by",
            "  ln -s \"$(command -v signalbox)\" ~/.local/bin/kubectl-signalbox"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "signalbox";

    /** kubectl runs this with the words so far, and takes a line a candidate; the last says that else files are meant. */
    private static final String OF_KUBECTL = """

            COMP_WORDS=(signalbox "$@")
            COMP_CWORD=$#
            _complete_signalbox 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}" :0
            """;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    /** Who completes. */
    enum Shell {
        BASH,
        ZSH,
        FISH,
        KUBECTL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(
                        switch (shell) {
                            // The script makes zsh complete as bash does.
                            case BASH, ZSH -> bash();
                            case FISH ->
                                FishCompletion.of(NAME, Signalbox.commandLine().getCommandSpec());
                            case KUBECTL -> bash() + OF_KUBECTL;
                        });
        return Signalbox.FINE;
    }

    private static String bash() {
        return AutoComplete.bash(NAME, Signalbox.commandLine());
    }
}
