package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the parser to what Prometheus' own parser said; see {@code e2e/promql-oracle}. */
class PromqlVerdictsTest {
    private static final Path RECORDED = Path.of("src/test/resources/promql");

    @Test
    void agreesWithPrometheus() {
        Path file = Path.of(System.getProperty(
                "promql.verdicts", RECORDED.resolve("verdicts.jsonl").toString()));

        List<Verdict> verdicts = Verdict.read(file);

        assertThat(disagreements(verdicts, ParserOptions.DEFAULT)).isEmpty();
        assertThat(verdicts).filteredOn(Verdict::ok).hasSizeGreaterThan(1000);
        assertThat(verdicts).filteredOn(verdict -> !verdict.ok()).hasSizeGreaterThan(1000);
    }

    @Test
    void agreesOnExperimentalFunctions() {
        List<Verdict> verdicts = Verdict.read(RECORDED.resolve("verdicts-experimental.jsonl"));

        assertThat(disagreements(verdicts, new ParserOptions(true))).isEmpty();
        assertThat(verdicts).filteredOn(Verdict::ok).hasSizeGreaterThan(30);
    }

    @Test
    void experimentalFunctionsAreOffByDefault() {
        List<Verdict> verdicts = Verdict.read(RECORDED.resolve("verdicts-experimental.jsonl"));

        assertThat(verdicts)
                .filteredOn(verdict -> PromqlParser.parse(verdict.expr()) instanceof ParseResult.Parsed)
                .isEmpty();
    }

    private static Stream<String> disagreements(List<Verdict> verdicts, ParserOptions options) {
        return verdicts.stream()
                .filter(verdict -> !verdict.disagreements(options).isEmpty())
                .map(verdict -> verdict.expr() + "\n  " + String.join("\n  ", verdict.disagreements(options)));
    }
}
