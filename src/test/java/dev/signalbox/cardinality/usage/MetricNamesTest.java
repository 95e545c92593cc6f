package dev.signalbox.cardinality.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signalbox.promql.Promql;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code up}, {@code orders_total} and what a rule records are there; nothing else is. */
class MetricNamesTest {
    private static final MetricNames NAMES = new MetricNames(
                    Set.of("up", "orders_total", "http_request_duration_seconds_bucket"))
            .and(Set.of("job:orders:rate5m"));

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            rate(orders_total[5m]) > 1                             →
            rate(orders_totl[5m]) > 1                              → orders_totl
            job:orders:rate5m > 1                                  →
            job:orders:rate1m > 1                                  → job:orders:rate1m
            up{job="gone"} == 0                                    →
            {__name__="gone"} > 1                                  → gone
            {__name__=~"gone|lost"} > 1                            →
            {__name__!="gone", job="shop"} > 1                     →
            {job="shop"} > 1                                       →
            up unless on (job) gone                                →
            gone unless on (job) up                                → gone
            absent(gone)                                           →
            absent_over_time(gone[1h])                             →
            absent(up) and on () gone > 1                          → gone
            sum(rate(gone[5m])) or vector(0)                       →
            gone or up                                             →
            gone or lost                                           → gone, lost
            gone / orders_total                                    → gone
            sum by (job) (gone) / sum by (job) (lost)              → gone, lost
            max_over_time(gone[1h:1m] offset 1d)                   → gone
            ALERTS{alertstate="firing"} and ALERTS_FOR_STATE       →
            vector(1)                                              →
            label_replace(gone, "a", "$1", "b", "(.*)")            → gone
            """)
    void onlyWhatAnExpressionCannotDoWithoutIsMissing(String expression, String missing) {
        assertThat(String.join(", ", NAMES.missing(Promql.expression(expression))))
                .isEqualTo(missing == null ? "" : missing);
    }

    /** Variables may be anything; what only lists names reads nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            rate(gone{job="$job"}[$__rate_interval])               → gone
            rate($metric[5m])                                      →
            rate(${prefix}_total[5m])                              →
            {__name__="$metric"}                                   →
            label_values(gone, job)                                → gone
            label_values(job)                                      →
            query_result(topk(3, gone))                            → gone
            metrics(gone.*)                                        →
            gone{                                                  →
            """)
    void dashboardsAskWithVariables(String query, String missing) {
        assertThat(QueryReads.evaluated(query)
                        .map(expr -> String.join(", ", NAMES.missing(expr)))
                        .orElse(""))
                .isEqualTo(missing == null ? "" : missing);
    }

    @ParameterizedTest
    @CsvSource({
        "orders_totl, orders_total",
        "orders, orders_total",
        "order_total, orders_total",
        "Orders_Total, orders_total",
        "http_request_duration_seconds, http_request_duration_seconds_bucket",
        "http_request_duration_seconds_count, http_request_duration_seconds_bucket",
        "http_requests_duration_second_bucket, http_request_duration_seconds_bucket",
        "payments_total, ",
        "pu, up"
    })
    void theNearestNameIsTold(String name, String nearest) {
        assertThat(NAMES.nearest(name).orElse(null)).isEqualTo(nearest);
    }

    @Test
    void aHundredThousandNamesAreNoMatter() {
        MetricNames many = new MetricNames(IntStream.range(0, 100_000)
                .mapToObj(i -> "service_%05d_request_duration_seconds_total".formatted(i))
                .collect(Collectors.toSet()));

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            assertThat(many.nearest("service_00000_request_durations_seconds_total"))
                    .hasValue("service_00000_request_duration_seconds_total");
            assertThat(many.nearest("x".repeat(1_000_000))).isEmpty();
        });
    }
}
