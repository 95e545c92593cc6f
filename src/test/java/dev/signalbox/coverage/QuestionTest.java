package dev.signalbox.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.WorkloadSeries;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked, judged by Prometheus itself. */
class QuestionTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final String WEB =
            "{k8s_namespace_name=\"shop\",signalbox_workload_kind=\"Deployment\",signalbox_workload_name=\"web\"}";
    private static final String NIGHTLY =
            "{k8s_namespace_name=\"shop\",signalbox_workload_kind=\"CronJob\",signalbox_workload_name=\"nightly\"}";

    /** One record of web at 10 m on one node, one at 50 m on another; one of nightly at 60 m. All are asked at 2 h and before. */
    private static final String SERIES = """
            rule_files: []
            evaluation_interval: 1m
            tests:
            - interval: 10m
              input_series:
              - {series: 'signalbox_workload_logs_total{k8s_namespace_name="shop",signalbox_workload_kind="Deployment",signalbox_workload_name="web",instance="a"}', values: '_ 1'}
              - {series: 'signalbox_workload_logs_total{k8s_namespace_name="shop",signalbox_workload_kind="Deployment",signalbox_workload_name="web",instance="b"}', values: '_ _ _ _ _ 7'}
              - {series: 'signalbox_workload_logs_total{k8s_namespace_name="shop",signalbox_workload_kind="CronJob",signalbox_workload_name="nightly",instance="a"}', values: '_ _ _ _ _ _ 1'}
              - {series: 'up{namespace="shop",pod="web-1",job="x"}', values: '0 0 1 0 0 0'}
              - {series: 'up{namespace="shop",pod="web-2",job="x"}', values: '0 0 0 0 0 0'}
              - {series: 'up{namespace="shop",pod="nightly-29384756-x7k2p",job="x"}', values: '1'}
              - {series: 'up{job="a target that is no pod"}', values: '1 1 1 1 1 1'}
              - {series: 'container_network_receive_bytes_total{namespace="shop",pod="web-1",interface="eth0"}', values: '0+600000x6'}
              - {series: 'k8s_pod_network_io_bytes_total{k8s_namespace_name="shop",k8s_pod_name="web-2",direction="receive"}', values: '0+1200000x6'}
              - {series: 'k8s_pod_network_io_bytes_total{k8s_namespace_name="shop",k8s_pod_name="web-2",direction="transmit"}', values: '0+9000000x6'}
              promql_expr_test:
            """;

    private record Expected(String labels, int value) {}

    @Test
    void tellsWhatTheSeriesSay(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("queries.yaml");
        Files.writeString(
                file,
                SERIES
                        + expect(Question.LOGS, HOUR, false, 59, new Expected(WEB, 2))
                        + expect(Question.LOGS, HOUR, false, 75, new Expected(WEB, 1), new Expected(NIGHTLY, 1))
                        + expect(Question.LOGS, HOUR, false, 115, new Expected(NIGHTLY, 1))
                        + expect(Question.LOGS, TWO_DAYS, true, 1000, new Expected(NIGHTLY, 1))
                        + expect(
                                Question.UP,
                                HOUR,
                                false,
                                50,
                                new Expected(pod("web-1"), 1),
                                new Expected(pod("web-2"), 0),
                                new Expected(pod("nightly-29384756-x7k2p"), 1))
                        + expect(Question.UP, TWO_DAYS, true, 1000, new Expected(pod("nightly-29384756-x7k2p"), 1))
                        + expect(
                                Question.TRAFFIC,
                                HOUR,
                                false,
                                60,
                                new Expected(pod("web-1"), 1000),
                                new Expected(pod("web-2"), 2000)));

        for (Promtool promtool : Promtool.ofEachVersion()) {
            Promtool.Verdict verdict = promtool.testRules(file);

            assertThat(verdict.accepted()).as(verdict.output()).isTrue();
        }
    }

    @Test
    void asksForWhatAgentsCount() {
        assertThat(List.of(Question.SPANS, Question.LOGS, Question.POINTS).stream()
                        .map(question -> question.query(HOUR, false)))
                .zipSatisfy(
                        List.of(WorkloadSeries.SPANS, WorkloadSeries.LOGS, WorkloadSeries.POINTS),
                        (query, metric) -> assertThat(query).contains(inPrometheus(metric) + "_total{"));
        assertThat(List.of(inPrometheus(WorkloadSeries.KIND), inPrometheus(WorkloadSeries.NAME)))
                .containsExactly(Question.KIND, Question.NAME);
    }

    private static String inPrometheus(String name) {
        return name.replace('.', '_');
    }

    private static String pod(String name) {
        return "{namespace=\"shop\",pod=\"%s\"}".formatted(name);
    }

    private static String expect(
            Question question, Duration window, boolean scheduled, int minute, Expected... expected) {
        return "  - {expr: '%s', eval_time: %dm, exp_samples: [%s]}%n"
                .formatted(
                        question.query(window, scheduled).replace("'", "''"),
                        minute,
                        List.of(expected).stream()
                                .map(sample -> "{labels: '%s', value: %d}".formatted(sample.labels(), sample.value()))
                                .collect(Collectors.joining(", ")));
    }
}
