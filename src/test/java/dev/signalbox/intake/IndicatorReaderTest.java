package dev.signalbox.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Indicator.BadEvents;
import dev.signalbox.model.Indicator.Histogram;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IndicatorReaderTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static Stream<Arguments> indicators() {
        return Stream.of(
                Arguments.of(
                        "ratio: {good: 'a_total{b=~\"2..\"}', total: 'a_total{ }'}",
                        new Indicator.Ratio(new BadEvents.AllButGood("a_total{b=~\"2..\"}"), "a_total")),
                Arguments.of(
                        "latency: {histogram: 'a_seconds{c=\"2\",b=\"1\"}', threshold: 1s500ms}",
                        new Indicator.Latency(
                                "a_seconds{b=\"1\",c=\"2\"}", Duration.ofMillis(1500), Histogram.CLASSIC)),
                Arguments.of(
                        "latency: {histogram: '{__name__=\"http.server.duration\"}', threshold: 300ms, native: true}",
                        new Indicator.Latency(
                                "{__name__=\"http.server.duration\"}", Duration.ofMillis(300), Histogram.NATIVE)),
                Arguments.of(
                        "freshness: {timestamp: a, maxAge: 1h}", new Indicator.Freshness("a", Duration.ofHours(1))),
                Arguments.of(
                        "correctness: {valid: a_total, total: b_total}",
                        new Indicator.Correctness("a_total", "b_total")),
                Arguments.of("condition: {query: 'min(a) > 5'}", new Indicator.Condition("min(a) > bool 5")),
                Arguments.of(
                        "condition: {query: '(a <= bool on (c) b)'}", new Indicator.Condition("a <= bool on (c) b")),
                Arguments.of(
                        "query: {errors: 'sum(rate(a[$window]))', total: 'rate(b[${window}])'}",
                        new Indicator.Rates("sum(rate(a[$window]))", "rate(b[${window}])")),
                Arguments.of(
                        "query: {errorRatio: 'sum(increase(a[$window])) / sum(increase(b[$window]))'}",
                        new Indicator.ErrorRatio("sum(increase(a[$window])) / sum(increase(b[$window]))")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void anIndicatorIsWhatItsOwnerMeans(String sli, Indicator indicator) {
        Findings findings = new Findings();

        Optional<Indicator> read = read(sli, List.of(), findings);

        assertThat(findings.all()).isEmpty();
        assertThat(read).contains(indicator);
    }

    static Stream<Arguments> faults() {
        String histogram = "; write e.g. 'http_request_duration_seconds{job=\"checkout\"}'";
        String rate = "; write e.g. 'sum(rate(orders_failed_total[$window]))'";
        String comparison = "; write e.g. 'min(probe_success{job=\"home\"}) == 1'";
        return Stream.of(
                Arguments.of(
                        "latency: {histogram: 'a_bucket', threshold: 0s}",
                        List.of(
                                "spec.sli.latency.histogram: must be the histogram and not a part of it, was \"a_bucket\"; write a",
                                "spec.sli.latency.threshold: must be a duration of more than 0, was \"0s\"; write e.g. \"300ms\"")),
                Arguments.of(
                        "latency: {histogram: 'a{le=\"0.3\"}'}",
                        List.of(
                                "spec.sli.latency.histogram: must not choose buckets, had a matcher on le; leave it out; threshold"
                                        + " chooses",
                                "spec.sli.latency.threshold: must be a duration of more than 0, was missing; write e.g. \"300ms\"")),
                Arguments.of(
                        "latency: {histogram: '{__name__=~\"a|b\"}', threshold: 1s}",
                        List.of("spec.sli.latency.histogram: must name one metric, named none" + histogram)),
                Arguments.of(
                        "latency: {histogram: 'rate(a[5m])', threshold: 1s}",
                        List.of(
                                "spec.sli.latency.histogram: must be a selector, to whose name _bucket is added; was the "
                                        + "expression 'rate(a[5m])'; write 'a'")),
                Arguments.of(
                        "freshness: {maxAge: soon}",
                        List.of(
                                "spec.sli.freshness.timestamp: must be a selector, was missing; write e.g. "
                                        + "'pipeline_last_success_timestamp_seconds{job=\"feed\"}'",
                                "spec.sli.freshness.maxAge: must be a duration of more than 0, was \"soon\"; write e.g. \"5m\"")),
                Arguments.of(
                        "correctness: {valid: 'a{', total: ''}",
                        List.of(
                                "spec.sli.correctness.valid: must be a selector, to which rate and windows are added; was 'a{': "
                                        + "missing closing } at character 3; write e.g. "
                                        + "'records_valid_total{job=\"etl\"}'",
                                "spec.sli.correctness.total: must be a selector, was missing; write e.g. "
                                        + "'records_total{job=\"etl\"}'")),
                Arguments.of(
                        "condition: {query: 'min(a)'}",
                        List.of("spec.sli.condition.query: must have a comparison of series at the top, was 'min(a)'"
                                + comparison)),
                Arguments.of(
                        "condition: {query: 'a == 1 and b == 1'}",
                        List.of(
                                "spec.sli.condition.query: must have a comparison of series at the top, was 'a == 1 and b == 1'"
                                        + "; write e.g. '(max(up) == bool 1) * (min(probe_success) == bool 1) == 1'")),
                Arguments.of(
                        "condition: {query: 'time() > bool 5'}",
                        List.of(
                                "spec.sli.condition.query: must have a comparison of series at the top, was 'time() > bool 5'"
                                        + comparison)),
                Arguments.of(
                        "query: {errors: 'sum(rate(a[5m]))', total: 'sum(increase(b[$window]) - delta(b[$window]))'}",
                        List.of(
                                "spec.sli.query.errors: must be PromQL with [$window] as its range, had none: 'sum(rate(a[5m]))'"
                                        + rate,
                                "spec.sli.query.total: must give events a second, was delta and increase over $window; write rate"
                                        + " instead")),
                Arguments.of(
                        "query: {errors: 'rate(a[$window]', total: '$window'}",
                        List.of(
                                "spec.sli.query.errors: must be PromQL with [$window] as its range; was 'rate(a[$window]': "
                                        + "missing closing ) at character 16" + rate,
                                "spec.sli.query.total: must be PromQL with [$window] as its range; was '$window': $window can only"
                                        + " be the range between brackets: [$window] at character 1" + rate)),
                Arguments.of(
                        "query: {errors: 'rate(a[$window] offset $window)', total: 'rate(a{b=\"$window\"}[$window])'}",
                        List.of(
                                "spec.sli.query.errors: must be PromQL with [$window] as its range; was 'rate(a[$window] offset "
                                        + "$window)': $window can only be the range between brackets: [$window] at character 8"
                                        + rate,
                                "spec.sli.query.total: must be PromQL with [$window] as its range; was 'rate(a{b=\"$window\"}"
                                        + "[$window])': $window can only be the range between brackets: [$window] at character 11"
                                        + rate)),
                Arguments.of(
                        "query: {errors: 'a[$window]', total: 'sum by (pod) (rate(b[$window]))'}",
                        List.of(
                                "spec.sli.query.errors: must give an instant vector, gave a range vector" + rate,
                                "spec.sli.query.total: must give series with exactly the labels of spec.groupBy, []; gave [pod]; "
                                        + "group by nothing, or write spec.groupBy: [pod]")),
                Arguments.of(
                        "query: {total: 'rate(b[$window])'}",
                        List.of("spec.sli.query.errors: must be PromQL with [$window] as its range, was missing"
                                + rate)),
                Arguments.of(
                        "query: {errorRatio: 'rate(b[$window])', total: 'rate(b[$window])'}",
                        List.of(
                                "spec.sli.query: must have errors and total, or errorRatio alone, had both; keep errors and total "
                                        + "where they can be told apart")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyFaultIsToldWithWhatToWrite(String sli, List<String> told) {
        Findings findings = new Findings();

        assertThat(read(sli, List.of(), findings)).isEmpty();

        assertThat(findings.all()).extracting(Violation::toString).containsExactlyElementsOf(told);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "condition: {query: 'a == 1'}                                             ; true",
                "condition: {query: 'min by (pod, region) (a) == 1'}                      ; true",
                "condition: {query: 'min(a) == 1'}                                        ; false",
                "query: {errorRatio: 'avg_over_time(a[$window])'}                         ; true",
                "query: {errorRatio: 'avg by (region) (avg_over_time(a[$window]))'}       ; true",
                "query: {errorRatio: 'avg(avg_over_time(a[$window]))'}                    ; false",
                "query: {errorRatio: 'avg by (pod, region) (avg_over_time(a[$window]))'}  ; false",
                "latency: {histogram: a_seconds, threshold: 1s}                           ; true",
            })
    void whatAQueryGivesMustFitTheGroups(String sli, boolean fits) {
        assertThat(read(sli, List.of("region"), new Findings()).isPresent()).isEqualTo(fits);
    }

    @Test
    void bucketsAreNoGroups() {
        Findings findings = new Findings();
        read("latency: {histogram: a_seconds, threshold: 1s}", List.of("region", "le"), findings);

        assertThat(findings.all())
                .extracting(Violation::toString)
                .containsExactly(
                        "spec.groupBy[1]: must not be the label of a histogram's buckets, was \"le\"; use another"
                                + " label, e.g. \"region\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "latency: {histogram: a_seconds, threshold: 1s}                             ;",
                "correctness: {valid: a, total: b}                                          ;",
                "query: {errors: 'irate(a[$window])', total: 'rate(b[$window])'}            ;",
                "query: {errors: 'sum_over_time(a[$window])', total: 'rate(b[$window])'}    ; but sum_over_time over $window",
                "query: {errorRatio: 'avg_over_time(a[$window])'}                           ; judges time",
                "freshness: {timestamp: a, maxAge: 1h}                                      ; judges time",
                "condition: {query: 'a == 1'}                                               ; judges time",
            })
    void aMinimumOfEventsNeedsEvents(String sli, String told) {
        Findings findings = new Findings();
        Indicator indicator = read(sli, List.of(), findings).orElseThrow();
        EventsToCount.check(indicator, 0, findings);
        assertThat(findings.all()).isEmpty();

        EventsToCount.check(indicator, 100, findings);

        assertThat(findings.all())
                .extracting(Violation::toString)
                .hasSize(told == null ? 0 : 1)
                .allSatisfy(violation -> assertThat(violation)
                        .startsWith("spec.alerting.minimumEvents: must not be given")
                        .contains(told, "was 100"));
    }

    private static Optional<Indicator> read(String sli, List<String> groupBy, Findings findings) {
        return IndicatorReader.read(YAML.unmarshal(sli, Sli.class), groupBy, findings);
    }
}
