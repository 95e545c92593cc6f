package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.MonitoredShop;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.grafana.PanelAnswers;
import dev.signalbox.testing.grafana.PanelQuery;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every query of the operator's own dashboard finds something on a Prometheus that scrapes an operator at work. */
@ExtendWith(LocalCluster.class)
class OperatorBoardIT {
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final String STACK = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityStack
            metadata: {name: default}
            spec:
              metrics: {queryUrl: "http://prometheus:9090"}
              dashboards: {target: None}
            """;

    @Test
    void allOfItsPanelsFindWhatItTellsOfItself(LocalCluster.Namespace namespace) {
        OperatedNamespace cluster = OperatedNamespace.of(namespace);
        try (RunningOperator operator = RunningOperator.start(namespace.kubeconfig(), cluster.settings());
                RunningPrometheus prometheus =
                        RunningPrometheus.start(PrometheusBinary.ofThisMachine(), scraping(operator));
                ScheduledExecutorService somebody = Executors.newSingleThreadScheduledExecutor()) {
            List<PanelQuery> asked = PanelAnswers.asked(MonitoredShop.of(STACK).dashboards().stream()
                    .filter(dashboard -> dashboard.path("uid").asText().equals("signalbox-operator")));
            assertThat(asked).hasSizeGreaterThan(10);
            // An operator at rest looks at nothing, and the mean of no durations is none.
            Future<?> _ = somebody.scheduleWithFixedDelay(
                    () -> cluster.apply(
                            "checkout", "description: as of " + Instant.now().getEpochSecond()),
                    0,
                    2,
                    TimeUnit.SECONDS);

            assertThat(PanelAnswers.missing(asked, prometheus, SOON))
                    .as("of %d queries, without data", asked.size())
                    .isEmpty();
        }
    }

    private static String scraping(RunningOperator operator) {
        return "[{job_name: operator, metrics_path: %s, static_configs: [{targets: ['%s']}]}]"
                .formatted(operator.metrics().getPath(), operator.metrics().getAuthority());
    }
}
