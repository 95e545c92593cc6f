package dev.signalbox.cardinality.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    private static final String JOB = "shop/checkout";

    /** What a query needs of {@code orders_total}: labels a and b, both, or the metric not at all ({@code -}). */
    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            orders_total                                                      → a b
            rate(orders_total[5m])                                            → a b
            sum(rate(orders_total[5m]))                                       →
            sum by (a) (rate(orders_total[5m]))                               → a
            sum without (a) (rate(orders_total[5m]))                          → a b
            sum(rate(orders_total{a="1"}[5m]))                                → a
            sum(rate(orders_total{a!="1",b=~".+"}[5m]))                       → a b
            avg by (a) (orders_total)                                         → a b
            count(orders_total)                                               → a b
            max by (a) (rate(orders_total[5m]))                               → a b
            sum(orders_total > 5)                                             → a b
            sum(max_over_time(orders_total[1h]))                              → a b
            sum by (a) (60 * rate(orders_total[5m]))                          → a
            sum by (a) (2 ^ orders_total)                                     → a b
            sum by (a) (rate(orders_total[5m])) / on (a) sum by (a) (other)   → a
            sum(rate(orders_total[5m]) / rate(other[5m]))                     → a b
            topk(3, sum by (b) (rate(orders_total[5m])))                      → b
            sum by (dst) (label_replace(orders_total, "dst", "$1", "a", "(.*)")) → a
            histogram_quantile(0.9, sum by (le, b) (rate(orders_total[5m])))  → b
            other                                                             → -
            {job="shop/cart"}                                                 → -
            {job="shop/checkout"}                                             → a b
            {job=~"shop/.*"}                                                  → a b
            {job=~"bank/.*|shop/cart"}                                        → -
            {job=~".+",job!="shop/checkout"}                                 → -
            orders_total{job=~"shop/(che|ca).{3}[a-z]+"}                      → a b
            sum({__name__=~"orders_.+"})                                      →
            sum({__name__=~"users_.+"})                                       → -
            sum by (a) ({__name__="orders_total"})                            → a
            sum(rate(orders_total[$__rate_interval]))                         →
            sum(rate(orders_total[${window}]))                                →
            sum(rate(orders_total[[[window]]]))                               →
            sum by ($group) (rate(orders_total[5m]))                          → a b
            sum by (a, [[group]]) (rate(orders_total[5m]))                    → a b
            sum by (a) (rate(orders_total{job="$job"}[5m]))                   → a
            sum(rate(orders_total{b=~"${b:regex}"}[5m]))                      → b
            sum(rate(orders_total{$label="x"}[5m]))                           → a b
            sum(rate($metric[5m]))                                            →
            sum(rate(${prefix}_total[5m]))                                    →
            topk($n, sum by (a) (rate(orders_total[5m])))                     → a
            sum(rate(orders_total[5m] offset $shift))                         →
            sum(rate(orders_total{a="{{args.a}}"}[5m]))                       → a
            sum(rate(orders_total[5m])                                        → a b
            sum by (a) rate orders_total                                      → a b
            what is this                                                      → -
            sum by (a) ({a="x"                                                → a b
            """)
    void aQueryNeedsWhatAMergeWouldChange(String query, String needed) {
        Usage usage = Usage.of(ObjectReads.ofQuery(query));

        assertThat(found(usage)).as(query).isEqualTo(needed == null ? "" : needed);
    }

    @Test
    void aDashboardsVariablesLegendsAndLinksCount() {
        assertThat(found(dashboard("{panels: [{targets: [{expr: 'sum(rate(orders_total[5m]))'}]}]}")))
                .isEmpty();
        assertThat(found(dashboard(
                        "{panels: [{targets: [{expr: 'sum(rate(orders_total[5m]))', legendFormat: '{{ b }}'}]}]}")))
                .isEqualTo("b");
        assertThat(found(dashboard("""
                {panels: [{targets: [{expr: 'sum(orders_total)'}],
                  fieldConfig: {defaults: {links: [{url: 'http://x/${__field.labels.a}'}]}}}]}"""))).isEqualTo("a");
        assertThat(found(dashboard(
                        "{templating: {list: [{type: query, query: {query: 'label_values(orders_total, a)'}}]}}")))
                .isEqualTo("a");
        assertThat(found(dashboard(
                        "{templating: {list: [{type: query, query: 'label_values(orders_total{b=\"x\"}, a)'}]}}")))
                .isEqualTo("a b");
        assertThat(found(dashboard("{templating: {list: [{type: query, query: 'label_values(a)'}]}}")))
                .isEqualTo("a");
        assertThat(found(dashboard("{templating: {list: [{type: query, definition: 'metrics(orders.*)'}]}}")))
                .isEqualTo("-");
        assertThat(found(dashboard(
                        "{templating: {list: [{type: query, query: 'query_result(sum by (b) (orders_total))'}]}}")))
                .isEqualTo("b");
        assertThat(found(dashboard("{annotations: {list: [{expr: 'orders_total > 3'}]}}")))
                .isEqualTo("a b");
        assertThat(found(dashboard("{rows: [{panels: [{targets: [{expr: 'orders_total'}]}]}]}")))
                .isEqualTo("a b");
    }

    @Test
    void otherSourcesThanPrometheusAreNotPromQl() {
        assertThat(
                        found(
                                dashboard(
                                        "{panels: [{datasource: {type: loki, uid: l}, targets: [{expr: '{app=\"x\"} |= \"orders_total\"'}]}]}")))
                .isEqualTo("-");
        assertThat(found(dashboard("""
                {templating: {list: [{type: datasource, name: logs, query: loki}]},
                 panels: [{datasource: '$logs', targets: [{expr: '{app="x"} |= "y"'}]}]}"""))).isEqualTo("-");
        assertThat(found(dashboard("{panels: [{datasource: Loki, targets: [{expr: '{app=\"x\"} |= \"y\"'}]}]}")))
                .isEqualTo("-");
        assertThat(found(dashboard("{panels: [{targets: [{expr: '{app=\"x\"} |= \"y\"'}]}]}")))
                .as("it may be anything")
                .isEqualTo("a b");
        assertThat(found(dashboard("{templating: {list: [{type: custom, query: 'orders_total,other'}]}}")))
                .isEqualTo("-");
    }

    @Test
    void rulesAutoscalersAndAnalysesCount() {
        assertThat(found(Usage.of(ObjectReads.ofRules(yaml("""
                        groups:
                        - rules:
                          - {record: ours, expr: orders_total}
                          - {alert: A, expr: 'sum(other)', annotations: {summary: '{{ with query "sum by (a) (orders_total)" }}x{{ end }}'}}
                        """), Set.of("ours")))))
                .isEqualTo("a");
        assertThat(found(Usage.of(ObjectReads.ofAutoscaler(
                        yaml("metrics: [{type: Pods, pods: {metric: {name: orders_per_second}}}]")))))
                .isEqualTo("a b");
        assertThat(found(Usage.of(ObjectReads.ofScaledObject(
                        yaml("triggers: [{type: prometheus, metadata: {query: 'sum by (b) (orders_total)'}}]")))))
                .isEqualTo("b");
        assertThat(found(Usage.of(ObjectReads.ofAnalysis(
                        yaml("metrics: [{provider: {prometheus: {query: 'sum(orders_total{a=\"{{args.a}}\"})'}}}]")))))
                .isEqualTo("a");
        assertThat(found(Usage.of(ObjectReads.ofMetricTemplate(
                        yaml("{provider: {type: prometheus}, query: 'sum(orders_total{a=\"{{ target }}\"})'}")))))
                .isEqualTo("a");
    }

    @Test
    void whatIsElsewhereOrBrokenIsNotRead() {
        assertThat(Usage.of(ObjectReads.ofGrafanaDashboard("shop/x", yaml("{url: 'http://x'}")))
                        .unread())
                .containsExactly("shop/x");
        assertThat(Usage.of(ObjectReads.ofDashboard("shop/x", "{")).unread()).containsExactly("shop/x");
        assertThat(Usage.of(ObjectReads.ofGrafanaDashboard("shop/x", yaml("{json: '{\"panels\": []}'}")))
                        .unread())
                .isEmpty();
    }

    @Test
    void noTextKeepsItBusy() {
        String open = "label_values(" + "x,".repeat(8_000);
        String spaces = "orders_total" + " ".repeat(16_000);
        String template = "{{ query \"" + "\\\\".repeat(2_000);

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            assertThat(QueryReads.ofVariable(open)).isNotEmpty();
            assertThat(QueryReads.ofExpression(spaces + "{")).isNotEmpty();
            assertThat(QueryReads.ofExpression("x".repeat(20_000))).containsExactly(Read.ANYTHING);
            assertThat(ObjectReads.ofRules(
                                    yaml("groups: [{rules: [{expr: up, annotations: {a: '" + template + "'}}]}]"),
                                    Set.of())
                            .reads())
                    .containsExactly(Read.all("up").with(Set.of()));
        });
    }

    private static String found(Usage usage) {
        boolean a = usage.isRead(JOB, "orders_total", "a");
        boolean b = usage.isRead(JOB, "orders_total", "b");
        return !usage.isRead(JOB, "orders_total") ? "-" : (a ? "a" : "") + (a && b ? " " : "") + (b ? "b" : "");
    }

    private static Usage dashboard(String yaml) {
        return Usage.of(ObjectReads.ofDashboard("dashboard", yaml(yaml).toString()));
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
