package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.Confinement.Outcome;
import dev.signalbox.promql.Expr.VectorSelector;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfinementTest {
    private static final LabelMatcher OWN = LabelMatcher.equal("namespace", Evasion.NAMESPACE);
    private static final Confinement TO_OWN = Confinement.to(Evasion.NAMESPACE);

    static List<Evasion> evasions() {
        return Evasion.all();
    }

    @ParameterizedTest
    @MethodSource("evasions")
    void eachEvasionIsConfinedOrRefused(Evasion evasion) {
        switch (TO_OWN.confine(evasion.expr())) {
            case Outcome.Confined(Expr expr) ->
                assertThat(PromqlPrinter.print(expr)).isEqualTo(evasion.confined());
            case Outcome.Refused(var refusals) ->
                assertThat(refusals)
                        .extracting(Confinement.Refusal::message)
                        .containsExactlyElementsOf(evasion.refusals());
        }
    }

    @Test
    void everySelectorOfAnyTreeIsConfined() {
        for (int seed = 0; seed < 4_000; seed++) {
            Expr tree = new RandomTrees(seed).vector(seed % 5);

            assertConfined(tree, TO_OWN.confine(tree));
        }
    }

    /** Texts that nobody thought of: evasions with a piece left out, doubled or taken from another one. */
    @Test
    void everySelectorOfWhatMutationsOfEvasionsStillSayIsConfinedOrRefused() {
        Random random = new Random(8);
        List<Evasion> evasions = Evasion.all();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = evasions.get(random.nextInt(evasions.size())).text();
            String other = evasions.get(random.nextInt(evasions.size())).text();
            int begin = random.nextInt(text.length());
            int end = begin + random.nextInt(Math.min(12, text.length() - begin) + 1);
            int from = random.nextInt(other.length());
            String piece = other.substring(from, from + random.nextInt(Math.min(12, other.length() - from) + 1));
            String mutated = text.substring(0, begin) + piece + text.substring(random.nextBoolean() ? begin : end);
            if (PromqlParser.parse(mutated, new ParserOptions(true)) instanceof ParseResult.Parsed(Expr expr)) {
                assertConfined(expr, TO_OWN.confine(expr));
                read++;
            }
        }

        assertThat(read).isGreaterThan(1_000);
    }

    /** What Prometheus' own tests of its parser hold. */
    @Test
    void everySelectorOfWhatPrometheusAcceptsIsConfinedOrRefused() {
        List<Expr> accepted = Stream.of("verdicts.jsonl", "verdicts-experimental.jsonl")
                .flatMap(file -> Verdict.read(Path.of("src/test/resources/promql", file)).stream())
                .map(verdict -> PromqlParser.parse(verdict.expr(), new ParserOptions(true)))
                .filter(ParseResult.Parsed.class::isInstance)
                .map(parsed -> ((ParseResult.Parsed) parsed).expr())
                .toList();

        assertThat(accepted).hasSizeGreaterThan(500);
        accepted.forEach(expr -> assertConfined(expr, TO_OWN.confine(expr)));
    }

    /** Read back from its text, as the server does, and not only as a tree; and once is enough. */
    private static void assertConfined(Expr before, Outcome outcome) {
        if (!(outcome instanceof Outcome.Confined(Expr confined))) {
            assertThat(PromqlPrinter.print(before)).containsAnyOf("\"namespace\"", "info(");
            return;
        }
        String text = PromqlPrinter.print(confined);
        Expr read = PromqlParser.parse(text, new ParserOptions(true)) instanceof ParseResult.Parsed(Expr expr)
                ? expr
                : confined;
        assertThat(ExprAnalysis.selectors(read))
                .as(text)
                .hasSameSizeAs(ExprAnalysis.selectors(before))
                .allMatch(selector -> selector.matchers().contains(OWN));
        assertThat(withoutOwn(confined)).isEqualTo(withoutOwn(before));
        assertThat(TO_OWN.holds(confined)).isTrue();
        assertThat(TO_OWN.confine(confined)).isEqualTo(outcome);
    }

    private static Expr withoutOwn(Expr expr) {
        return ExprRewrite.mapSelectors(
                expr,
                selector -> new VectorSelector(
                        selector.name(),
                        selector.matchers().stream()
                                .filter(matcher -> !matcher.equals(OWN))
                                .toList(),
                        selector.modifiers()));
    }
}
