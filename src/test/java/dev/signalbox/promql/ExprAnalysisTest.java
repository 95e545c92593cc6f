package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.ExprAnalysis.MetricNames;
import dev.signalbox.promql.ParseResult.Parsed;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExprAnalysisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "sum(rate(a[5m])) / b offset 1h                ; a b  ; false",
                "{__name__=\"a\"} or {\"b.c\"}                 ; a b.c; false",
                "max_over_time(a[1h:1m]) unless on() absent(b) ; a b  ; false",
                "a or {job=\"x\"}                              ; a    ; true",
                "{__name__=~\"a|b\"}                           ;      ; true",
                "{__name__=~\"a.*\",__name__=\"a\"}            ; a    ; false",
                "{__name__!=\"\"}                              ;      ; true",
                "time() - 5                                    ;      ; false",
            })
    void metricsAreThoseNamedExactly(String text, String names, boolean open) {
        assertThat(ExprAnalysis.metricNames(Promqls.parse(text)))
                .isEqualTo(new MetricNames(new TreeSet<>(words(names)), open));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{b=\"1\",c!~\"2\",__name__=~\"x\"}                           ; b c",
                "sum by (b, \"c.d\") (a) / avg without (e) (a)                ; b c.d e",
                "a * on (b) group_left (c) d + ignoring (e) group_right (f) g ; b c e f",
                "label_replace(a, \"b\", \"$1\", \"c\", \"(d)\")              ; b c",
                "label_join(a, \"b\", \"-\", \"c\", \"d\")                    ; b c d",
                "count_values(\"b\", a)                                       ; b",
                "count_values((\"b\"), a)                                     ; b",
                "histogram_quantile(0.9, rate(a[5m]))                         ; le",
                "max_over_time(a{b=\"1\"}[5m:] @ end())                       ; b",
                "(a{b=\"\"}) == 1                                             ; b",
                "count by (__name__) (a)                                      ;",
            })
    void labelsAreThoseReadOrWritten(String text, String labels) {
        assertThat(ExprAnalysis.labelNames(Promqls.parse(text))).containsExactlyElementsOf(words(labels));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "label_replace(a, \"b\", \"$1\", \"c\", \".*\")                        ; b",
                "sum(label_join(a, (\"b\"), \"-\", \"c\", \"d\")) or a                ; b",
                "count_values(\"b\", label_join(a, `c`, \"\", \"d\"))                ; b c",
                "sum by (b) (a{c=\"1\"}) * on (d) group_left (e) f                   ;",
            })
    void labelsWrittenAreThoseSetToAnything(String text, String labels) {
        assertThat(ExprAnalysis.writtenLabels(Promqls.parse(text))).containsExactlyElementsOf(words(labels));
    }

    @Test
    void labelsOfExperimentalFunctions() {
        ParserOptions experimental = new ParserOptions(true);
        String text = "sort_by_label(histogram_quantiles(info(a, {b=\"1\"}), \"c\", 0.5), \"d\")";

        assertThat(PromqlParser.parse(text, experimental))
                .isInstanceOfSatisfying(Parsed.class, parsed -> assertThat(ExprAnalysis.labelNames(parsed.expr()))
                        .containsExactly("b", "c", "d", "le"));
    }

    @Test
    void selectorsComeInTheOrderWritten() {
        Expr expr = Promqls.parse("sum(a) + rate(b{c=\"1\"}[5m] offset 1h) * topk(scalar(d), e)");

        assertThat(ExprAnalysis.selectors(expr))
                .extracting(selector -> selector.exactNames().toList())
                .containsExactly(List.of("a"), List.of("b"), List.of("d"), List.of("e"));
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }
}
