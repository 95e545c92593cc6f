package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as whoever opens a pull request may write them: CI says no, soon, and in few words. */
class HostileFilesTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    /** Characters: a thousand violations are told, each of which says what was written there in a few words. */
    private static final int AT_MOST = 200_000;

    private static final int MILLION = 1_000_000;

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedSoon(String file) {
        CommandRun validated = assertTimeoutPreemptively(SOON, () -> CommandRun.withInput(file, "validate", "-"));
        CommandRun rendered = assertTimeoutPreemptively(SOON, () -> CommandRun.withInput(file, "render", "-"));

        assertThat(validated.exitCode()).isEqualTo(1);
        assertThat(rendered.exitCode()).isEqualTo(1);
        assertThat(rendered.out()).isEmpty();
        assertThat(validated.out() + validated.err()).hasSizeBetween(1, AT_MOST);
        assertThat(rendered.err()).hasSizeBetween(1, AT_MOST).contains("must").doesNotContain("Exception", "\tat ");
    }

    static Stream<Named<String>> files() {
        return Stream.of(
                Named.of("an expression of a million parentheses", query("(".repeat(MILLION))),
                Named.of("a sum of a million", query("up" + "+up".repeat(MILLION / 3))),
                Named.of("as many calls in calls as fit", query("abs(".repeat(800) + "up" + ")".repeat(800))),
                Named.of("signs", query("-".repeat(4000) + "1")),
                Named.of("subqueries of subqueries", query("up" + "[1h:1m]".repeat(500))),
                Named.of(
                        "repetitions of repetitions",
                        query("up{a=~'" + "(".repeat(50) + "a" + "){1000}".repeat(50) + "'}")),
                Named.of("a back reference", query("up{a=~'(a)\\1'}")),
                Named.of("a label of a million characters", slo("groupBy: [" + "l".repeat(MILLION) + "]")),
                Named.of(
                        "labels",
                        slo("groupBy: ["
                                + IntStream.range(0, 10_000)
                                        .mapToObj(i -> "l" + i)
                                        .collect(Collectors.joining(","))
                                + "]")),
                Named.of("a window of a million digits", slo("window: " + "9".repeat(MILLION) + "d")),
                Named.of("a number of a million digits", slo("objective: " + "9".repeat(MILLION))),
                Named.of("a number of a large power", slo("objective: 1e999999999")),
                Named.of(
                        "unknown fields",
                        slo(IntStream.range(0, 10_000)
                                .mapToObj(i -> "objektive" + i + ": 1")
                                .collect(Collectors.joining("\n  ")))),
                Named.of("lists in lists", slo("groupBy: " + "[".repeat(100_000))),
                Named.of(
                        "aliases of aliases",
                        slo("groupBy: &a0 [a]\n  x: "
                                + IntStream.range(1, 30)
                                        .mapToObj(i -> "&a%d [%s]"
                                                .formatted(
                                                        i,
                                                        "*a%d,".formatted(i - 1).repeat(10)))
                                        .collect(Collectors.joining("\n  x: ")))));
    }

    private static String query(String expression) {
        return slo("sli: {condition: {query: \"" + expression.replace("\\", "\\\\") + "\"}}");
    }

    private static String slo(String field) {
        String sli = field.startsWith("sli:") ? "" : "\n  sli: {condition: {query: up == 1}}";
        String objective = field.startsWith("objective:") ? "" : "\n  objective: 99.9";
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: x, namespace: shop}
                spec:
                  service: checkout
                  %s""".formatted(field) + objective + sli + "\n";
    }
}
