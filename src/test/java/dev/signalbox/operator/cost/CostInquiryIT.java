package dev.signalbox.operator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.CostStatus.Basis;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Costs;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Overhead;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.Verdict;
import dev.signalbox.testing.CountedSpans;
import dev.signalbox.testing.LocalMonitoring;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a month costs, from a real Prometheus that has one: what rules recorded each hour, and what gateways said of sizes. */
class CostInquiryIT {
    private static final int MONTH = 720;
    private static final int TEN_DAYS = 240;

    private final Instant now = Instant.now();
    private final Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    private final Map<String, StringBuilder> past = new TreeMap<>();
    private CountedSpans nothing;
    private LocalMonitoring monitoring;

    @BeforeEach
    void start() {
        recorded("signalbox:service_series:count", "shop/checkout", MONTH, 1000);
        recorded("signalbox:service_log_records:rate1h", "shop/checkout", MONTH, 10);
        recorded("signalbox:service_spans:rate1h", "shop/checkout", MONTH, 5);
        recorded("signalbox:service_series:count", "shop/search", TEN_DAYS, 500);
        recorded("signalbox:service_series:count", "shop/plain", MONTH, 300);
        recorded("signalbox:service_log_records:rate1h", "", MONTH, 10);
        sent("otlp_http/logs", 1000);
        sent("otlp_grpc/traces", 500);
        counter("container_cpu_usage_seconds_total{container=\"c\",pod=\"signalbox-agent-x7k2p\"}", 0.25);
        counter("container_cpu_usage_seconds_total{container=\"c\",pod=\"web-1\"}", 10);
        gauge("container_memory_working_set_bytes{container=\"c\",pod=\"signalbox-gateway-0\"}", 2e9);
        gauge("container_memory_working_set_bytes{container=\"c\",pod=\"web-1\"}", 100e9);
        nothing = CountedSpans.start(now);
        StringBuilder text = new StringBuilder();
        past.values().forEach(text::append);
        monitoring = new LocalMonitoring(nothing.address(), CountedSpans.JOB, text + "# EOF\n");
    }

    @AfterEach
    void stop() {
        monitoring.close();
        nothing.close();
    }

    @Test
    void quantitiesTimesPricesAreTheCostToTheLastDigit() {
        try (CostInquiry inquiry = new CostInquiry(Duration.ofHours(1))) {
            Found found = inquiry.look(scene("""
                            {currency: EUR, activeSeriesPerMonth: "0.008", logGB: "0.50", spanGB: "0.50", cpuCorePerMonth: "20", memoryGBPerMonth: "2.5"}
                            """, service("checkout", "20.00")), now);

            CostStatus checkout = cost(found, "checkout");
            assertThat(checkout.activeSeries()).isEqualTo(1000);
            // 10 a second x 3600 x 730 h x 1000 bytes, and 5 x 500.
            assertThat(checkout.logGB()).isEqualTo(new BigDecimal("26.3"));
            assertThat(checkout.spanGB()).isEqualTo(new BigDecimal("6.57"));
            // Of 59.17 GB, half as much again is nobody's.
            assertThat(checkout.collectorPercent()).isEqualTo(new BigDecimal("55.6"));
            // 1000 x 0.008 + 26.3 x 0.5 + 6.57 x 0.5 + (0.25 x 20 + 2 x 2.5) x 32.87 / 59.17
            assertThat(checkout.perMonth()).isEqualTo("29.99");
            assertThat(checkout.currency()).isEqualTo("EUR");
            assertThat(checkout.percentOfBudget()).isEqualTo(new BigDecimal("150"));
            assertThat(checkout.basis()).as("bytes are by the mean size").isEqualTo(Basis.ESTIMATED);
            assertThat(verdicts(found, "checkout")).singleElement().satisfies(verdict -> {
                assertThat(verdict.type()).isEqualTo(Verdict.Type.OVER_COST_BUDGET);
                assertThat(verdict.message())
                        .isEqualTo("29.99 EUR a month are 150 % of costBudget.perMonth, 20.00;"
                                + " most of it is for logs: 13.15");
            });

            CostStatus search = cost(found, "search");
            assertThat(search.activeSeries())
                    .as("of ten days, as if it had always been so")
                    .isEqualTo(500);
            assertThat(search.basis()).isEqualTo(Basis.ESTIMATED);
            assertThat(search.perMonth())
                    .as("logs have a price, and are not known")
                    .isNull();
            assertThat(verdicts(found, "search")).isEmpty();
            assertThat(cost(found, "plain").basis())
                    .as("a month of series alone")
                    .isEqualTo(Basis.MEASURED);
            assertThat(cost(found, "new").basis()).isEqualTo(Basis.UNKNOWN);

            Costs costs = found.stack().cost().orElseThrow();
            assertThat(costs.total().activeSeries()).isEqualTo(1800);
            assertThat(costs.total().logGB()).as("nobody's too").isEqualTo(new BigDecimal("52.6"));
            // 1800 x 0.008 + 59.17 x 0.5 + 10
            assertThat(costs.total().perMonth()).isEqualTo("53.99");
            assertThat(costs.teams()).extracting("team").containsExactly("payments", "find");
            assertThat(costs.teams().getFirst().cost().percentOfTotal()).isEqualTo(new BigDecimal("60"));
            assertThat(costs.overhead())
                    .isEqualTo(new Overhead(
                            new BigDecimal("0.25"), new BigDecimal("2"), new BigDecimal("2.5"), new BigDecimal("2")));

            assertThat(inquiry.look(scene("""
                            {currency: EUR, activeSeriesPerMonth: "0.008", logGB: "0.50", spanGB: "0.50", cpuCorePerMonth: "20", memoryGBPerMonth: "2.5"}
                            """, service("checkout", "20.00")), now.plusSeconds(120)))
                    .as("nothing has changed")
                    .isEqualTo(found);
        }
    }

    @Test
    void withoutPricesThereAreQuantitiesAndWithoutAServerWhatWasKnownStays() {
        try (CostInquiry inquiry = new CostInquiry(Duration.ofHours(1))) {
            Found found = inquiry.look(scene("{}", service("checkout", "20.00")), now);

            CostStatus checkout = cost(found, "checkout");
            assertThat(checkout.logGB()).isEqualTo(new BigDecimal("26.3"));
            assertThat(checkout.perMonth()).isNull();
            assertThat(checkout.currency()).isNull();
            assertThat(checkout.percentOfBudget()).isNull();
            assertThat(verdicts(found, "checkout")).isEmpty();
            assertThat(inquiry.every()).isEqualTo(Duration.ofHours(1));

            monitoring.close();
            Found unknown = inquiry.look(scene("{}", service("checkout", "20.00")), now);
            assertThat(unknown.services()).isEqualTo(found.services());
            assertThat(unknown.stack().cost()).isEmpty();
            assertThat(unknown.stack().verdicts()).singleElement().satisfies(verdict -> assertThat(verdict.reason())
                    .isEqualTo("BackendUnreachable"));
            assertThat(inquiry.every()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    private static CostStatus cost(Found found, String service) {
        return of(found, service).cost().orElseThrow();
    }

    private static List<Verdict> verdicts(Found found, String service) {
        return of(found, service).verdicts();
    }

    private static ServiceFindings of(Found found, String service) {
        return found.services().get(new ResourceName("shop", service));
    }

    private Scene scene(String pricing, ServiceObservability checkout) {
        Endpoint prometheus = new Endpoint(monitoring.url().toString(), Access.OPEN);
        return new Scene(
                Serialization.unmarshal("""
                        apiVersion: signalbox.dev/v1alpha1
                        kind: ObservabilityStack
                        metadata: {name: default}
                        spec: {pricing: %s}
                        """.formatted(pricing.strip()), ObservabilityStack.class),
                List.of(checkout, service("search", null), service("plain", null), service("new", null)),
                new Channel.Servers(prometheus, prometheus));
    }

    private static ServiceObservability service(String name, String budget) {
        return Serialization.unmarshal(
                """
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s, namespace: shop}
                spec: {selector: {matchLabels: {app: x}}%s%s}
                """.formatted(
                                name,
                                switch (name) {
                                    case "checkout", "plain" -> ", team: payments";
                                    case "search" -> ", team: find";
                                    default -> "";
                                },
                                budget == null ? "" : ", costBudget: {perMonth: \"%s\"}".formatted(budget)),
                ServiceObservability.class);
    }

    private void recorded(String name, String service, int hours, double value) {
        for (int i = hours - 1; i >= 0; i--) {
            line(
                    "gauge",
                    name,
                    service.isEmpty() ? name : name + "{signalbox_service=\"" + service + "\"}",
                    value,
                    hour.minus(Duration.ofHours(i)));
        }
    }

    /** A hundred items a minute of that size. */
    private void sent(String exporter, int bytes) {
        for (int minute = 60; minute >= 1; minute--) {
            Instant at = now.minus(Duration.ofMinutes(minute));
            String labels = "{exporter=\"" + exporter + "\"}";
            String name = "otelcol_exporter_queue_batch_send_size";
            line("gauge", name + "_sum", name + "_sum" + labels, 100.0 * (60 - minute), at);
            line("gauge", name + "_bytes_sum", name + "_bytes_sum" + labels, 100.0 * bytes * (60 - minute), at);
        }
    }

    /** On into the future, so that it is no matter how long the test takes. */
    private void counter(String series, double perSecond) {
        for (int minute = 70; minute >= -10; minute--) {
            line("gauge", name(series), series, perSecond * 60 * (70 - minute), now.minus(Duration.ofMinutes(minute)));
        }
    }

    private void gauge(String series, double value) {
        for (int minute = 30; minute >= 1; minute--) {
            line("gauge", name(series), series, value, now.minus(Duration.ofMinutes(minute)));
        }
    }

    private static String name(String series) {
        return series.substring(0, series.indexOf('{'));
    }

    private void line(String type, String name, String series, double value, Instant at) {
        past.computeIfAbsent(name, _ -> new StringBuilder("# TYPE %s %s%n".formatted(name, type)))
                .append("%s %s %d%n".formatted(series, value, at.getEpochSecond()));
    }
}
