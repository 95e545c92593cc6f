package dev.signalbox.docs;

import dev.signalbox.testing.ProgramRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of a document, and what the document says that it prints.
 *
 * @param text for a shell; a block of {@code sh} is one command, in one of {@code console} each line after a {@code $}
 * @param output as it is shown, in which … stands for anything; empty where a block of {@code sh} shows none
 * @param line of the document
 */
record ShownCommand(String text, Optional<String> output, int line) {
    private static final String PROMPT = "$ ";

    /** All of a document, in their order. */
    static List<ShownCommand> of(Path document) {
        return FencedBlock.of(document).stream()
                .flatMap(block -> switch (block.language()) {
                    case "sh" -> List.of(new ShownCommand(block.text(), Optional.empty(), block.line())).stream();
                    case "console" -> prompted(block).stream();
                    default -> List.<ShownCommand>of().stream();
                })
                .toList();
    }

    private static List<ShownCommand> prompted(FencedBlock block) {
        List<ShownCommand> commands = new ArrayList<>();
        List<String> lines = block.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(PROMPT)) {
                String output = lines.stream()
                        .skip(i + 1L)
                        .takeWhile(line -> !line.startsWith(PROMPT))
                        .collect(Collectors.joining("\n"));
                commands.add(new ShownCommand(
                        lines.get(i).substring(PROMPT.length()), Optional.of(output), block.line() + i));
            }
        }
        return commands;
    }

    /**
     * Whether that is what is shown: spaces count as one, as columns are as wide as what is in them. Where nothing is shown,
     * it has to go well.
     */
    boolean shows(ProgramRun run) {
        return output.map(shown -> pattern(shown).matcher(columns(run.output())).matches())
                .orElse(run.exitCode() == 0);
    }

    private static Pattern pattern(String shown) {
        return Pattern.compile(
                Arrays.stream(columns(shown).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private static String columns(String text) {
        return text.lines()
                .map(line -> line.replaceAll("[ \t]+", " ").stripTrailing())
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
