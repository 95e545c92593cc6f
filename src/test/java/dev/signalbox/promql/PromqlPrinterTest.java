package dev.signalbox.promql;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.binary;
import static dev.signalbox.promql.Promql.compareBool;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.increase;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.negate;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.plus;
import static dev.signalbox.promql.Promql.subquery;
import static dev.signalbox.promql.Promql.sumBy;
import static dev.signalbox.promql.Promql.times;
import static dev.signalbox.promql.Promql.unless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.Unary;
import dev.signalbox.promql.Expr.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PromqlPrinterTest {
    private static final Expr A = metric("a");
    private static final Expr B = metric("b");
    private static final Expr C = metric("c");

    static Stream<Arguments> builtByCode() {
        return Stream.of(
                Arguments.of(times(plus(A, B), C), "(a + b) * c"),
                Arguments.of(plus(A, times(B, C)), "a + b * c"),
                Arguments.of(minus(A, minus(B, C)), "a - (b - c)"),
                Arguments.of(minus(minus(A, B), C), "a - b - c"),
                Arguments.of(power(power(A, B), C), "(a ^ b) ^ c"),
                Arguments.of(power(A, power(B, C)), "a ^ b ^ c"),
                Arguments.of(power(negate(A), B), "(-a) ^ b"),
                Arguments.of(negate(power(A, B)), "-a ^ b"),
                Arguments.of(negate(times(A, B)), "-(a * b)"),
                Arguments.of(times(negate(A), B), "-a * b"),
                Arguments.of(power(A, negate(B)), "a ^ -b"),
                Arguments.of(power(number(-2), A), "(-2) ^ a"),
                Arguments.of(power(A, number(-2)), "a ^ -2"),
                Arguments.of(times(number(-2), A), "-2 * a"),
                Arguments.of(negate(negate(A)), "--a"),
                Arguments.of(negate(number(5)), "-5"),
                Arguments.of(new Unary(true, number(5)), "-(5)"),
                Arguments.of(or(and(A, B), unless(B, C)), "a and b or b unless c"),
                Arguments.of(and(or(A, B), C), "(a or b) and c"),
                Arguments.of(greater(greater(A, B), C), "a > b > c"),
                Arguments.of(greater(A, greater(B, C)), "a > (b > c)"),
                Arguments.of(compareBool(A, BinaryOp.EQUAL, number(1)), "a == bool 1"),
                Arguments.of(
                        subquery(greater(A, number(0)), Duration.ofHours(1), Duration.ofMinutes(1)), "(a > 0)[1h:1m]"),
                Arguments.of(
                        binary(A, BinaryOp.MULTIPLY, VectorMatching.on().groupLeft(), plus(B, C)),
                        "a * on () group_left () (b + c)"),
                Arguments.of(
                        binary(A, BinaryOp.UNLESS, VectorMatching.on("namespace", "slo"), B),
                        "a unless on (namespace, slo) b"),
                Arguments.of(binary(A, BinaryOp.OR, VectorMatching.ignoring(), B), "a or b"));
    }

    @ParameterizedTest
    @MethodSource("builtByCode")
    void addsTheParensThatTheTreeNeeds(Expr tree, String text) {
        assertThat(PromqlPrinter.print(tree)).isEqualTo(text);
        assertThat(ExprRewrite.withoutParens(Promqls.parse(text))).isEqualTo(tree);
    }

    private static Expr greater(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.GREATER, rhs);
    }

    private static Expr power(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.POWER, rhs);
    }

    @Test
    void aLedgerCellAsARuleBuildsIt() {
        VectorSelector series = metric("x", LabelMatcher.equal("job", "a\"b"), LabelMatcher.matches("code", "5.."));
        Expr grown = increase(series, Duration.ofSeconds(329, 999_000_000), Duration.ofMinutes(1));
        Expr cell = divided(times(sumBy(List.of("l"), grown), number(300)), number(330));

        assertThat(PromqlPrinter.print(cell))
                .isEqualTo("sum by (l) (increase(x{code=~\"5..\",job=\"a\\\"b\"}[5m29s999ms] offset 1m)) * 300 / 330");
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.001",
        "0.0009999999999999432, 0.0009999999999999432",
        "14.40, 14.4",
        "1E+3, 1000",
        "1e-7, 0.0000001",
        "-0.5, -0.5",
        "123456789012345, 123456789012345",
        "0, 0"
    })
    void decimalsStayWhatTheyAre(BigDecimal value, String text) {
        assertThat(PromqlPrinter.print(number(value))).isEqualTo(text);
        assertThat(Promqls.parse(text)).isEqualTo(number(value));
    }

    @ParameterizedTest
    @CsvSource({
        "1e3, 1000", "0x1F, 31", "017, 15", "1_000, 1000", "Inf, Inf", "-inf, -Inf", "+Inf, Inf", "nan, NaN", ".5, 0.5",
        "5m, 5m", "90m, 1h30m", "7d, 1w", "90d, 90d", "8760h, 1y", "1500ms, 1s500ms", "0s, 0s", "-300s, -5m", "-0, -0"
    })
    void numbersHaveOneSpelling(String written, String printed) {
        assertThat(PromqlPrinter.print(Promqls.parse(written))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "x{b=\"1\",a=~'2'}                     | x{a=~\"2\",b=\"1\"}",
                "{\"a.b\",\"c.d\"=\"e\"}               | {\"c.d\"=\"e\",__name__=\"a.b\"}",
                "{__name__=\"x\"}                      | {__name__=\"x\"}",
                "x{}                                   | x",
                "SUM BY (a,\"b\") (x)                  | sum by (a, b) (x)",
                "sum(x) by ()                          | sum(x)",
                "sum(x) without ()                     | sum without () (x)",
                "sum by (\"without\", \"a b\") (x)     | sum by (\"without\", \"a b\") (x)",
                "x[300] offset -60 @ 1.5               | x[5m] @ 1.500 offset -1m",
                "x[1h:] @ start()                      | x[1h:] @ start()",
                "a+on(b)group_left(c)d                 | a + on (b) group_left (c) d",
                "a AND ignoring() b                    | a and b",
                "1 + on() x                            | 1 + x",
                "'\\n\"\\x00\\xff\\u00e9\\u2028'       | \"\\n\\\"\\x00\\xffé\\u2028\"",
                "topk (5,x) by(a)                      | topk by (a) (5, x)",
            })
    void spellingIsPrometheusOwn(String written, String printed) {
        assertThat(PromqlPrinter.print(Promqls.parse(written))).isEqualTo(printed);
        assertThat(Promqls.parse(printed)).isEqualTo(Promqls.parse(written));
    }

    @Test
    void anyTreeIsReadAsItWasMeant() {
        RandomTrees trees = new RandomTrees(42);
        for (int i = 0; i < 5_000; i++) {
            Expr tree = trees.vector(i % 6);
            String text = PromqlPrinter.print(tree);
            assertThat(ExprRewrite.withoutParens(Promqls.parse(text))).as(text).isEqualTo(tree);
        }
    }

    @Test
    void labelNamesThatAreWordsAreQuotedOnlyWhereTheyMust() {
        Expr all = sumBy(List.of("by", "without", "INF", "bool", "a.b", "é"), A);

        assertThat(PromqlPrinter.print(all)).isEqualTo("sum by (by, \"without\", \"INF\", bool, \"a.b\", \"é\") (a)");
        assertThat(Promqls.parse(PromqlPrinter.print(all))).isEqualTo(all);
    }

    @Test
    void numbersTooLongForADoubleAreRounded() {
        assertThat(NumberLiteral.of(new BigDecimal("0.33333333333333333333")))
                .isEqualTo(Promqls.parse("0.3333333333333333"));
    }
}
