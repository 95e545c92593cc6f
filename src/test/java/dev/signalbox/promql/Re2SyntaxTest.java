package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.Re2Syntax.Invalid;
import dev.signalbox.promql.Re2Syntax.Valid;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample; the verdicts hold many more. */
class Re2SyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a*",
                "a+",
                "(a|b)?",
                "a|",
                "^$",
                "\\b",
                "\\B",
                "(?i)a{0,3}",
                "(a*)+b?",
                "[a-z]",
                ".",
                "x{0}"
            })
    void knowsWhatMatchesTheEmptyTextAsJavaDoes(String regex) {
        assertThat(Re2Syntax.check(regex)).isEqualTo(new Valid(Pattern.matches(regex, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?P<name>a)", "\\pN", "\\Qa.b\\E", "\\z", "[[:alpha:]]", "a{1000}", "(?U)a+", "\\x{10FFFF}"})
    void takesWhatRe2Has(String regex) {
        assertThat(Re2Syntax.check(regex)).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = ';',
            value = {
                "(a; missing closing )",
                "a); unexpected )",
                "[a; missing closing ]",
                "a\\; backslash at the end",
                "*a; nothing to repeat before *",
                "a**; a repetition can't be repeated: *",
                "a{1001}; repeat count must be at most 1000 and in order, was {1001}",
                "(a{100}){11}; repeats to more than 1000 copies",
                "[z-a]; range is the wrong way round: z-a",
                "(?=a); no such group: (?=",
                "(a)\\1; no such escape: \\1",
                "\\Z; no such escape: \\Z",
                "\\p{Nope}; no such class: \\p{Nope}",
                "[[:nope:]]; no such class: [:nope:]",
                "(?P<a-b>c); invalid group name a-b",
            })
    void saysWhatIsWrong(String regex, String message) {
        assertThat(Re2Syntax.check(regex)).isEqualTo(new Invalid(message));
    }
}
