package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ParseResult.Fault;
import dev.signalbox.promql.ParseResult.Parsed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlParserTest {
    @Test
    void faultSaysWhereInLinesAndColumns() {
        assertThat(PromqlParser.parse("sum by (job) (\n  rate(up)\n)"))
                .isEqualTo(new Fault("argument 1 of rate must be a range vector, was an instant vector", 22, 2, 8));
    }

    @Test
    void columnsCountChars() {
        assertThat(PromqlParser.parse("up{a=\"é\"} +"))
                .isEqualTo(new Fault("unexpected end of input where an expression begins", 11, 1, 12));
    }

    @Test
    void faultIsOneLineWhateverWasTyped() {
        assertThat(PromqlParser.parse("up{\"a\\n\\xff\"=~\"(\"}"))
                .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.message())
                        .isEqualTo("regular expression of a\\n\\xff: missing closing )"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "a ", "\"", "0x", "x{a=~\"(?P<", "x{a=~\"[[:x]", "x{a=~\"{"})
    void endlessInputIsReadQuicklyAndGivesAShortMessage(String repeated) {
        assertTimeout(Duration.ofMinutes(1), () -> assertThat(PromqlParser.parse(
                        repeated + repeated.substring(repeated.indexOf('"') + 1).repeat(50_000)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.message()).hasSizeLessThan(310)));
    }

    @Test
    void emptyInputIsAFault() {
        assertThat(PromqlParser.parse("")).isEqualTo(new Fault("no expression", 0, 1, 1));
        assertThat(PromqlParser.parse(" # nothing")).isEqualTo(new Fault("no expression", 0, 1, 1));
    }

    @Test
    void orderAndSpellingDoNotCount() {
        assertThat(PromqlParser.parse("rate ( x { b = 'c' , a = `1` } [300s] ) # why\n * 1e3"))
                .isEqualTo(PromqlParser.parse("rate(x{a=\"1\",b=\"c\"}[5m])*1000"));
    }

    @Test
    void parensCount() {
        assertThat(PromqlParser.parse("(x)")).isNotEqualTo(PromqlParser.parse("x"));
    }

    @Test
    void selectorAlone() {
        VectorSelector expected = VectorSelector.of("http_requests_total", LabelMatcher.matches("code", "5.."));

        assertThat(PromqlParser.parseSelector(" http_requests_total{code=~\"5..\"} "))
                .isEqualTo(new Parsed(expected));
        assertThat(PromqlParser.parseSelector("{\"a.b\"}"))
                .isEqualTo(new Parsed(new VectorSelector(
                        Optional.empty(), List.of(LabelMatcher.equal("__name__", "a.b")), Modifiers.NONE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "x[5m]; 1",
                "x offset 5m; 2",
                "x @ 5; 2",
                "(x); 0",
                "-x; 0",
                "x + y; 2",
                "rate(x[5m]); 4",
                "sum(x); 3",
                "1; 0",
                "{}; 0",
                "x{job=~\"(\"}; 2",
                "x{__name__=\"y\"}; 0",
                "x y; 2",
                "#; 0"
            })
    void anythingElseIsNoSelector(String text, int offset) {
        assertThat(PromqlParser.parseSelector(text))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.offset()).isEqualTo(offset));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "; (",
                "; -",
                "; sum(",
                "; x+",
                "; 2^",
                "; x or ",
                "; rate(",
                "; x or (",
                "x; [5m:]",
                "; max_over_time((",
                "x[; -",
                "x[; (",
                "x[; 2^",
                "x[; max_of(",
                "x[; min_of(1m,",
                "x offset -; -",
                "x offset -(; (",
                "x offset -; max_of(",
                "x{a=~\"; (",
                "x{a=~\"; (?:a*"
            })
    void endlessNestingIsAFault(String before, String nested) {
        String text = Objects.toString(before, "") + nested.repeat(100_000) + "x";

        assertThat(PromqlParser.parse(text)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @CsvSource({"(,x,)", "-,x,''", "x+,x,''", "sum(,x,)", "'max_over_time((','x','[5m:]))'", "2^,2,''"})
    void whatIsAcceptedCanBeWalkedOnTheStackOfACommand(String before, String core, String after) throws Exception {
        int times = before.startsWith("max") ? 160 : 490;
        String text = before.repeat(times) + core + after.repeat(times);
        Throwable[] thrown = new Throwable[1];
        // As in tool.jvmopts. Comparing records is what takes most of it, before it is compiled.
        Thread thread = new Thread(null, () -> walk(text), "2 MiB of stack", 2 << 20);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.start();
        thread.join();

        assertThat(thrown[0]).isNull();
    }

    private static void walk(String text) {
        Expr expr = Promqls.parse(text);
        assertThat(Promqls.parse(PromqlPrinter.print(expr))).isEqualTo(expr).hasSameHashCodeAs(expr);
        assertThat(ExprAnalysis.labelNames(expr)).isEmpty();
        Expr confined = ExprRewrite.addMatchers(ExprRewrite.withoutParens(expr), List.of());
        assertThat(confined.type()).isEqualTo(expr.type());
    }

    @Test
    void aLongChainOfAlternativesIsNotDeep() {
        assertThat(PromqlParser.parse("x" + " or x".repeat(400))).isInstanceOf(Parsed.class);
        assertThat(PromqlParser.parse("x{a=\"1\"" + ",a=\"1\"".repeat(10_000) + "}"))
                .isInstanceOf(Parsed.class);
    }

    @Test
    void whatRoundsToNothingIsTheLeastThereIs() {
        assertThat(PromqlPrinter.print(Promqls.parse("x[1e-10]"))).isEqualTo("x[0.000000001]");
        assertThat(PromqlPrinter.print(Promqls.parse("x[5m:1e-10]"))).isEqualTo("x[5m:]");
    }

    @Test
    void computedOffsetsOfDefaultFlagsAreFolded() {
        assertThat(Promqls.parse("x offset -(5m)")).isEqualTo(Promqls.parse("x offset -5m"));
    }
}
