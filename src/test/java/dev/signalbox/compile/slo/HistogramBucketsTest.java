package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.slo.HistogramBuckets.Gap;
import dev.signalbox.model.Indicator.Histogram;
import dev.signalbox.model.Indicator.Latency;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramBucketsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "a_seconds                       ; 300ms    ; a_seconds_bucket{le=\"0.3\"}",
                "a_seconds                       ; 1s       ; a_seconds_bucket{le=~\"1|1\\\\.0\"}",
                "a_seconds                       ; 1s500ms  ; a_seconds_bucket{le=\"1.5\"}",
                "a                               ; 5ms      ; a_bucket{le=\"0.005\"}",
                "a                               ; 10s      ; a_bucket{le=~\"10|10\\\\.0\"}",
                "a{b=\"c\",m!~\"x\"}             ; 2s       ; a_bucket{b=\"c\",le=~\"2|2\\\\.0\",m!~\"x\"}",
                "a_milliseconds                  ; 300ms    ; a_milliseconds_bucket{le=~\"300|300\\\\.0\"}",
                "a_ms                            ; 2s       ; a_ms_bucket{le=~\"2000|2000\\\\.0\"}",
                "a_microseconds                  ; 1s500ms  ; a_microseconds_bucket{le=~\"1500000|1500000\\\\.0|1\\\\.5e\\\\+06\"}",
                "a_nanoseconds                   ; 1s       ; a_nanoseconds_bucket{le=~\"1000000000|1000000000\\\\.0|1e\\\\+09\"}",
                "a_minutes                       ; 30s      ; a_minutes_bucket{le=\"0.5\"}",
                "{__name__=\"a.b_seconds\",c=\"d\"} ; 300ms ; {__name__=\"a.b_seconds_bucket\",c=\"d\",le=\"0.3\"}",
            })
    void theThresholdIsABoundInTheHistogramsUnit(String histogram, String threshold, String good) {
        assertThat(PromqlPrinter.print(buckets(histogram, threshold).good())).isEqualTo(good);
    }

    @Test
    void allBoundsAreOneQuery() {
        assertThat(buckets("a_seconds{job=\"b\"}", "1s").query())
                .isEqualTo("group by (le) (a_seconds_bucket{job=\"b\"})");
    }

    @Test
    void aThresholdBetweenBoundsIsAGapThatNamesTheNearest() {
        HistogramBuckets buckets = buckets("a_seconds", "300ms");

        assertThat(buckets.gap(List.of("0.1", "0.30", "+Inf"))).isEmpty();
        assertThat(buckets.gap(List.of())).isEmpty();
        assertThat(buckets.gap(List.of("0.1", "2.5e-01", "5.0", "0.5", "+Inf")))
                .hasValueSatisfying(gap -> assertThat(gap).isEqualTo(gap("0.3", "0.25", "0.5")));
        assertThat(buckets.gap(List.of("1e+01", "+Inf", "rubbish")))
                .hasValueSatisfying(gap -> assertThat(gap.below()).isEmpty());
    }

    private static Gap gap(String threshold, String below, String above) {
        return new Gap(
                new BigDecimal(threshold), Optional.of(new BigDecimal(below)), Optional.of(new BigDecimal(above)));
    }

    private static HistogramBuckets buckets(String histogram, String threshold) {
        return new HistogramBuckets(
                new Latency(histogram, PrometheusDuration.parse(threshold).orElseThrow(), Histogram.CLASSIC));
    }
}
