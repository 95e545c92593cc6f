package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExprRewriteTest {
    private static final LabelMatcher CONFINED = LabelMatcher.equal("namespace", "shop");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "x                               | x{namespace=\"shop\"}",
                "{__name__=~\".+\"}              | {__name__=~\".+\",namespace=\"shop\"}",
                "{\"a.b\"}                       | {__name__=\"a.b\",namespace=\"shop\"}",
                "x{namespace=\"other\"}          | x{namespace=\"other\",namespace=\"shop\"}",
                "x{namespace=~\".*\"}            | x{namespace=\"shop\",namespace=~\".*\"}",
                "x{namespace=\"shop\"}           | x{namespace=\"shop\",namespace=\"shop\"}",
                "x + on (a) group_left (b) y     | x{namespace=\"shop\"} + on (a) group_left (b) y{namespace=\"shop\"}",
                "max_over_time(x[1h:1m])         | max_over_time(x{namespace=\"shop\"}[1h:1m])",
                "rate(x[5m] @ end() offset -1m)  | rate(x{namespace=\"shop\"}[5m] @ end() offset -1m)",
                "absent(x)                       | absent(x{namespace=\"shop\"})",
                "-(x)                            | -(x{namespace=\"shop\"})",
                "topk(scalar(x), y)              | topk(scalar(x{namespace=\"shop\"}), y{namespace=\"shop\"})",
                "time() - 1                      | time() - 1",
            })
    void everySelectorGetsTheMatcher(String text, String expected) {
        Expr confined = ExprRewrite.addMatchers(Promqls.parse(text), List.of(CONFINED));

        assertThat(PromqlPrinter.print(confined)).isEqualTo(expected);
        assertThat(Promqls.parse(expected)).isEqualTo(confined);
        assertThat(ExprAnalysis.selectors(confined))
                .allSatisfy(s -> assertThat(s.matchers()).contains(CONFINED));
    }

    @Test
    void aNameAddedToANameIsStillValid() {
        Expr both = ExprRewrite.addMatchers(Promqls.parse("x"), List.of(LabelMatcher.matches("__name__", "x|y")));

        assertThat(PromqlPrinter.print(both)).isEqualTo("{__name__=\"x\",__name__=~\"x|y\"}");
        assertThat(Promqls.parse(PromqlPrinter.print(both))).isEqualTo(both);
    }

    @Test
    void selectorsCanBeReplaced() {
        Expr shifted = ExprRewrite.mapSelectors(
                Promqls.parse("rate(x[5m]) / y"), s -> s.with(Modifiers.offset(java.time.Duration.ofHours(1))));

        assertThat(PromqlPrinter.print(shifted)).isEqualTo("rate(x[5m] offset 1h) / y offset 1h");
    }

    @Test
    void withoutParensOnlyTheTreeIsLeft() {
        assertThat(ExprRewrite.withoutParens(Promqls.parse("((a) + (((b)))) * (sum((c)))")))
                .isEqualTo(ExprRewrite.withoutParens(Promqls.parse("(a + b) * sum(c)")))
                .isNotEqualTo(Promqls.parse("a + b * sum(c)"));
    }
}
