package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownCommandTest {
    @TempDir
    Path directory;

    @Test
    void areBlocksOfShAndLinesBehindAPrompt() throws IOException {
        Path document = Files.writeString(directory.resolve("page.md"), """
                # Page
                ```sh
                cat <<END
                $ no prompt
                END
                ```
                ```console
                $ ls
                a
                b
                $ true
                ```
                ```yaml
                $ nothing
                ```
                """);

        assertThat(ShownCommand.of(document))
                .containsExactlyElementsOf(List.of(
                        new ShownCommand("cat <<END\n$ no prompt\nEND\n", Optional.empty(), 3),
                        new ShownCommand("ls", Optional.of("a\nb"), 8),
                        new ShownCommand("true", Optional.of(""), 11)));
    }

    @Test
    void showWhatIsPrinted() {
        ShownCommand table = shown("NAME   AGE\nslo    …s");
        assertThat(table.shows(printed("NAME      AGE \nslo       12s\n"))).isTrue();
        assertThat(table.shows(printed("NAME      AGE \nslo       12m\n"))).isFalse();
        assertThat(table.shows(printed("NAME      AGE \nother     12s\n"))).isFalse();
    }

    @Test
    void showNothingWhereNothingIsPrinted() {
        assertThat(shown("").shows(printed(""))).isTrue();
        assertThat(shown("").shows(printed("error"))).isFalse();
        assertThat(shown("…").shows(printed("any\nlines"))).isTrue();
        assertThat(shown("(a|b).").shows(printed("a."))).as("no expression").isFalse();
    }

    @Test
    void haveToGoWellWhereNothingIsShown() {
        ShownCommand quiet = new ShownCommand("true", Optional.empty(), 1);
        assertThat(quiet.shows(new ProgramRun(0, "whatever"))).isTrue();
        assertThat(quiet.shows(new ProgramRun(1, ""))).isFalse();
    }

    private static ProgramRun printed(String output) {
        return new ProgramRun(1, output);
    }

    private static ShownCommand shown(String output) {
        return new ShownCommand("true", Optional.of(output), 1);
    }
}
