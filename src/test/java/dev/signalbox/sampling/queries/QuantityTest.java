package dev.signalbox.sampling.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the queries say of series whose rates are known, judged by Prometheus itself. */
class QuantityTest {
    private static final String SERIES = """
            rule_files: []
            evaluation_interval: 1m
            tests:
            - interval: 1m
              input_series:
              - {series: 'signalbox_spans_received_total{signalbox_service="shop/checkout",node="a"}', values: '0+600x10'}
              - {series: 'signalbox_spans_received_total{signalbox_service="shop/checkout",node="b"}', values: '0+1200x10'}
              - {series: 'signalbox_spans_received_total{signalbox_service="shop/cart",node="a"}', values: '0+60x10'}
              - {series: 'signalbox_spans_errors_total{signalbox_service="shop/checkout",node="b"}', values: '0+180x10'}
              - {series: 'signalbox_spans_roots_total{signalbox_service="shop/checkout",node="b"}', values: '0+120x10'}
              - {series: 'signalbox_spans_kept_total{signalbox_service="shop/checkout",pod="g0"}', values: '0+120x10'}
              - {series: 'signalbox_spans_kept_total{signalbox_service="shop/checkout",pod="g1"}', values: '0+240x10'}
              - {series: 'signalbox_spans_kept_by_keep_total{signalbox_service="shop/checkout",pod="g1"}', values: '0+180x10'}
              - {series: 'slo:sli_error:ratio_rate5m{namespace="shop",slo="pay",service="checkout",region="eu"}', values: '0.5x10'}
              - {series: 'slo:sli_error:ratio_rate5m{namespace="shop",slo="pay",service="checkout",region="us"}', values: '0.25x10'}
              - {series: 'slo:sli_error:ratio_rate1h{namespace="shop",slo="pay",service="checkout",region="eu"}', values: '0.125x10'}
              - {series: 'slo:error_budget:ratio{namespace="shop",slo="pay",service="checkout"}', values: '0.25x10'}
              - {series: 'otelcol_processor_tail_sampling_new_trace_id_received_total{instance="g0"}', values: '0+60x10'}
              - {series: 'otelcol_processor_tail_sampling_new_trace_id_received_total{instance="g1"}', values: '0+180x10'}
              promql_expr_test:
            """;
    private static final String CHECKOUT = "{signalbox_service=\"shop/checkout\"}";
    private static final String CART = "{signalbox_service=\"shop/cart\"}";
    private static final String PAY = "{namespace=\"shop\", slo=\"pay\"}";

    private record Expected(String labels, double value) {}

    @Test
    void measureWhatTheyName(@TempDir Path directory) throws IOException {
        List<String> cases = new ArrayList<>();
        cases.add(expect(Quantity.RECEIVED, 10, new Expected(CHECKOUT, 30), new Expected(CART, 1)));
        cases.add(expect(Quantity.KEPT, 10, new Expected(CHECKOUT, 6)));
        cases.add(expect(Quantity.KEPT_BY_KEEP, 10, new Expected(CHECKOUT, 3)));
        cases.add(expect(Quantity.NEW_TRACES, 10, new Expected(CHECKOUT, 2)));
        cases.add(expect(Quantity.ERRORS_SHORT, 10, new Expected(CHECKOUT, 10)));
        cases.add(expect(Quantity.ERRORS_LONG, 10, new Expected(CHECKOUT, 10)));
        cases.add(expect(Quantity.RECEIVED_AGE, 13, new Expected(CHECKOUT, 180), new Expected(CART, 180)));
        cases.add(expect(Quantity.KEPT_AGE, 13, new Expected("{}", 180)));
        cases.add(expect(Quantity.BURN_RATE_SHORT, 10, new Expected(PAY, 2)));
        cases.add(expect(Quantity.BURN_RATE_LONG, 10, new Expected(PAY, 0.5)));
        cases.add(expect(Quantity.BURN_RATE_AGE, 12, new Expected(PAY, 120)));
        cases.add(expect(Quantity.GATEWAY_NEW_TRACES, 10, new Expected("{}", 3)));
        assertThat(cases).hasSize(Quantity.values().length);
        Path file = directory.resolve("queries.yaml");
        Files.writeString(file, SERIES + String.join("", cases));

        for (Promtool promtool : Promtool.ofEachVersion()) {
            Promtool.Verdict verdict = promtool.testRules(file);

            assertThat(verdict.accepted()).as(verdict.output()).isTrue();
        }
    }

    private static String expect(Quantity quantity, int minute, Expected... expected) {
        StringBuilder text = new StringBuilder("  - {expr: '%s', eval_time: %dm, exp_samples: ["
                .formatted(quantity.query().replace("'", "''"), minute));
        for (Expected sample : expected) {
            text.append("{labels: '%s', value: %s}, ".formatted(sample.labels(), sample.value()));
        }
        return text.append("]}\n").toString();
    }
}
