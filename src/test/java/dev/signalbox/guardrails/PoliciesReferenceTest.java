package dev.signalbox.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.policy.Rule.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of rules and doors in {@code docs/reference/policies.md} is that of the code; {@code -Dgolden.update=true} writes it. */
class PoliciesReferenceTest {
    private static final Path PAGE = Path.of("docs/reference/policies.md");
    private static final String BEGIN = "<!-- table: rules -->\n";
    private static final String END = "<!-- /table -->";

    @Test
    void theTableIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String expected = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void allLimitsAreTheMostThatIsAllowed() {
        assertThat(RuleTable.rows().stream().map(RuleTable.Row::rule).filter(rule -> rule.path()
                        .startsWith("limits.")))
                .allSatisfy(rule -> assertThat(rule.bound()).isEqualTo(Bound.AT_MOST));
    }

    private static String table() {
        String rows = RuleTable.rows().stream()
                .map(row -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                row.rule().path(),
                                row.kind(),
                                row.looksAt(),
                                Arrays.stream(Door.values())
                                        .map(door -> row.doors().contains(door) ? "x" : "")
                                        .collect(Collectors.joining(" | "))))
                .collect(Collectors.joining());
        return """
                | rule | of | looks at | CLI | webhook | admission policy | reconcile |
                | --- | --- | --- | --- | --- | --- | --- |
                """ + rows;
    }
}
