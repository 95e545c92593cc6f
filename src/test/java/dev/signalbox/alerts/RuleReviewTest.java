package dev.signalbox.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.model.Violation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReviewTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "(1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[5m]))) > 0.9 ; node_cpu_seconds_total",
                "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05 and node_filesystem_readonly == 0 ; node_filesystem_avail_bytes, node_filesystem_readonly, node_filesystem_size_bytes",
                "sum by (pod) (container_memory_working_set_bytes) / sum by (pod) (kube_pod_container_resource_limits{resource=\"memory\"}) > 0.95 ; container_memory_working_set_bytes",
                "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.03 unless on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_labels{label_quiet=\"true\"} == 1 ; kubelet_volume_stats_available_bytes, kubelet_volume_stats_capacity_bytes",
                "{__name__=\"node_load15\"} > 16 ; node_load15",
                "instance:node_cpu_utilisation:rate5m > 0.9 ; instance:node_cpu_utilisation:rate5m",
                "busy > 0.9 ; node_cpu_seconds_total",
                "busier > 0.9 ; node_cpu_seconds_total",
                "system_memory_usage_bytes > 1e9 or k8s_pod_memory_working_set_bytes > 1e9 ; k8s_pod_memory_working_set_bytes, system_memory_usage_bytes",
            })
    void aPageOnCausesIsToldWithWhatItReads(String expr, String metrics) throws IOException {
        assertThat(review(expr, "severity: critical").causes()).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("spec.groups[0].rules[2]");
            assertThat(violation.message())
                    .isEqualTo("must not page on causes, was alert Told with severity \"critical\", which reads "
                            + metrics + " and nothing that users feel");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "rate(http_requests_total{code=~\"5..\"}[5m]) > 1 and on (pod) container_memory_working_set_bytes > 1e9",
                "up == 0",
                "absent(up{job=\"node\"})",
                "{__name__=~\"node_memory_.*\"} > 1",
                "kube_node_status_capacity{resource=\"pods\"} > 100",
                "node_up > 1",
                "errors:ratio > 0.1",
                "cyclic > 1",
                "vector(1)",
                "not promql",
            })
    void whatReadsAnythingElseMayPage(String expr) throws IOException {
        assertThat(review(expr, "severity: critical").causes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "severity: critical, true",
        "severity: page, true",
        "severity: P1, true",
        "priority: p2, true",
        "signalbox_severity: page, true",
        "severity: warning, false",
        "severity: '{{ $labels.severity }}', false",
        "team: critical, false",
    })
    void onlyWhatWakesSomebodyIsToldAndNeedsARunbook(String labels, boolean pages) throws IOException {
        RuleReview review = review("node_load15 > 16", labels);

        assertThat(review.causes()).hasSize(pages ? 1 : 0);
        assertThat(review.withoutRunbook())
                .extracting(Violation::path)
                .isEqualTo(pages ? List.of("spec.groups[0].rules[2].annotations.runbook_url") : List.of());
    }

    @Test
    void aLabelIsToldWhereverItIsMatchedGroupedBySetOrWritten() throws IOException {
        RuleReview review =
                review("sum by (user_id) (rate(a_total{email!=\"\"}[5m])) > 1", "severity: warning, tenant: a");

        assertThat(review.labels())
                .containsEntry("user_id", List.of("spec.groups[0].rules[2]"))
                .containsEntry("email", List.of("spec.groups[0].rules[2]"))
                .containsEntry("tenant", List.of("spec.groups[0].rules[2]"))
                .containsEntry("mode", List.of("spec.groups[0].rules[0]"))
                .doesNotContainKey("__name__");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "a{namespace=\"shop\"} > 1 ; plain ; ",
                "a > 1 ; plain ; expr",
                "a{namespace=~\"shop|bank\"} > 1 ; plain ; expr",
                "label_replace(a{namespace=\"shop\"}, \"namespace\", \"b\", \"\", \"\") > 1 ; plain ; expr",
                "a{namespace=\"shop\"} > 1 ; {{ query `up` | first | value }} ; annotations.summary",
                "a{namespace=\"shop\"} > 1 ; {{ with \"up\" | query }}{{ . }}{{ end }} ; annotations.summary",
                "a{namespace=\"shop\"} > 1 ; say \"hi {{ query \"up\" }}\" ; annotations.summary",
                "a{namespace=\"shop\"} > 1 ; {{ '\"' }}{{ query `up` }}{{ '\"' }} ; annotations.summary",
                "a{namespace=\"shop\"} > 1 ; {{/* \" */}}{{ printf `%s` $value | query }} ; annotations.summary",
                "a{namespace=\"shop\"} > 1 ; the query {{ $value }} is slow ; ",
                "a{namespace=\"shop\"} > 1 ; {{ \"query\" }} ; ",
                "a{namespace=\"shop\"} > 1 ; {{ $labels.query_name }} ; ",
            })
    void whatReadsOtherNamespacesIsTold(String expr, String summary, String where) throws IOException {
        RuleReview review = reviewed("    - {alert: Told, expr: '%s', annotations: {summary: '%s'}}\n"
                .formatted(expr, summary.replace("'", "''")));

        assertThat(review.unconfined())
                .extracting(violation -> violation.path().replace("spec.groups[0].rules[0].", ""))
                .isEqualTo(where == null ? List.of() : List.of(where));
    }

    private static RuleReview review(String expr, String labels) throws IOException {
        return reviewed("""
                    - {record: busy, expr: '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))'}
                    - {record: busier, expr: 'max_over_time(busy[1h]) * on () group_left () kube_node_info'}
                    - {alert: Told, expr: '%s', labels: {%s}}
                    - {record: 'errors:ratio', expr: 'sum(rate(e_total[5m]))'}
                    - {record: cyclic, expr: 'cyclic + rate(e_total[5m])'}
                """.formatted(expr, labels));
    }

    private static RuleReview reviewed(String rules) throws IOException {
        JsonNode spec = YAML.readTree("groups:\n- name: some\n  rules:\n" + rules);
        List<WrittenRule> written = WrittenRule.of(spec);
        return RuleReview.of("shop", written, RuleReview.metrics(written));
    }
}
