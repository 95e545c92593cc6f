package dev.signalbox.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.model.ResourceName;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingCellsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final ResourceName SLO = new ResourceName("shop", "checkout");
    private static final TreeSet<Integer> WINDOWS = new TreeSet<>(List.of(7, 30));

    private final MissingCells cells = new MissingCells();
    private final List<String> asked = new ArrayList<>();

    /**
     * Ten hours after the first event: of {@code gap} 30 of 120 cells are missing, of {@code groups} one group came late, of
     * {@code young} there are too few to say, and {@code weekly} has another window.
     */
    @Test
    void theShareIsOfTheCellsSinceTheFirstEvent(@TempDir Path directory) throws IOException {
        Path test = directory.resolve("cells.yaml");
        Files.writeString(test, """
                evaluation_interval: 5m
                tests:
                  - interval: 5m
                    input_series:
                      - {series: 'slo:sli_events:increase5m{namespace="shop", slo="gap"}', values: '_ 5x59 _x30 5x29'}
                      - {series: 'slo:sli_first_event:timestamp_seconds{namespace="shop", slo="gap"}', values: '0x130'}
                      - {series: 'slo:time_period:days{namespace="shop", slo="gap"}', values: '30x130'}
                      - {series: 'slo:sli_events:increase5m{namespace="shop", slo="groups", region="a"}', values: '_ 5x119'}
                      - {series: 'slo:sli_events:increase5m{namespace="shop", slo="groups", region="b"}', values: '_x100 5x20'}
                      - {series: 'slo:sli_first_event:timestamp_seconds{namespace="shop", slo="groups", region="a"}', values: '0x130'}
                      - {series: 'slo:sli_first_event:timestamp_seconds{namespace="shop", slo="groups", region="b"}', values: '30000x130'}
                      - {series: 'slo:time_period:days{namespace="shop", slo="groups"}', values: '30x130'}
                      - {series: 'slo:sli_events:increase5m{namespace="shop", slo="young"}', values: '_x110 5x10'}
                      - {series: 'slo:sli_first_event:timestamp_seconds{namespace="shop", slo="young"}', values: '33000x130'}
                      - {series: 'slo:time_period:days{namespace="shop", slo="young"}', values: '30x130'}
                      - {series: 'slo:sli_events:increase5m{namespace="shop", slo="weekly"}', values: '5x120'}
                      - {series: 'slo:sli_first_event:timestamp_seconds{namespace="shop", slo="weekly"}', values: '0x130'}
                      - {series: 'slo:time_period:days{namespace="shop", slo="weekly"}', values: '7x130'}
                    promql_expr_test:
                      - expr: '%s'
                        eval_time: 10h
                        exp_samples:
                          - {labels: '{namespace="shop", slo="gap"}', value: 0.75}
                          - {labels: '{namespace="shop", slo="groups"}', value: 1}
                """.formatted(MissingCells.query(30)));

        Promtool.Verdict verdict = Promtool.required().testRules(test);

        assertThat(verdict.accepted()).as(verdict.output()).isTrue();
    }

    @Test
    void eachLengthOfWindowIsAskedForOnceAnHourAndWhatIsKnownStays() {
        ask(NOON, 0.9);
        Map<ResourceName, BigDecimal> soon = ask(NOON.plus(Duration.ofMinutes(59)), 0.5);
        assertThat(asked).hasSize(2);
        assertThat(soon.get(SLO)).isEqualByComparingTo("10");

        assertThat(ask(NOON.plus(Duration.ofHours(1)), 1.01).get(SLO)).isEqualByComparingTo("0");
        assertThat(asked).hasSize(4);
    }

    @Test
    void aServerThatIsAwayIsAskedAgain() {
        cells.ask(WINDOWS, _ -> new Answer.Unavailable<>("away"), NOON);

        assertThat(ask(NOON.plusSeconds(60), 0.5).get(SLO)).isEqualByComparingTo("50");
    }

    private Map<ResourceName, BigDecimal> ask(Instant now, double there) {
        return cells.ask(
                WINDOWS,
                expression -> {
                    asked.add(expression);
                    return new Answer.Given<>(
                            List.of(new Sample(Map.of("namespace", "shop", "slo", "checkout"), there)));
                },
                now);
    }
}
