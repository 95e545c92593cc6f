package dev.signalbox.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.report.Shop;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HealthTextTest {
    private static final String ESCAPE = "\u001b";

    @Test
    void colourAddsNothingThatWordsDontSay() {
        String plain = HealthText.of(Shop.report(), new Style(100, false));
        String coloured = HealthText.of(Shop.report(), new Style(100, true));

        assertThat(plain).doesNotContain(ESCAPE);
        assertThat(coloured).contains(ESCAPE);
        assertThat(coloured.replaceAll(ESCAPE + "\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void tablesAreNoWiderThanTheTerminalWhereNamesCanBeCut() {
        String narrow = HealthText.of(Shop.report(), new Style(80, false));

        assertThat(narrow.lines()
                        .filter(line -> line.contains("Exhausted"))
                        .findFirst()
                        .orElseThrow())
                .hasSizeLessThanOrEqualTo(80)
                .contains("…", "99.9 %", "−13.2 %", "30d");
    }

    @Test
    void columnsStandInLine() {
        String[] lines =
                HealthText.of(Shop.report(), new Style(100, false)).lines().toArray(String[]::new);
        int heading = Arrays.asList(lines)
                .indexOf(Arrays.stream(lines)
                        .filter(line -> line.contains("BUDGET LEFT"))
                        .findFirst()
                        .orElseThrow());
        int right = lines[heading].indexOf("BUDGET LEFT") + "BUDGET LEFT".length();

        assertThat(lines[heading + 1].substring(0, right)).endsWith("−13.2 %");
        assertThat(lines[heading + 2].substring(0, right)).endsWith("18.4 %");
    }

    @Test
    void whatOthersWroteDoesNotSteerTheTerminal() {
        assertThat(Style.printable("a" + ESCAPE + "[2Jb\u009bc\r\n")).isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFD\uFFFD");
        assertThat(Columns.Cell.of("x" + ESCAPE).text()).isEqualTo("x\uFFFD");
    }
}
