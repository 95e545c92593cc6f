package dev.signalbox.cli.quickstart;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.time.Duration;
import java.util.List;

/** Keeps the rules that a Prometheus evaluates the same as those in the cluster, for as long as it is open. */
final class RuleSync implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String namespace;
    private final LocalPrometheus prometheus;
    private final Thread thread;

    RuleSync(KubernetesClient client, String namespace, LocalPrometheus prometheus) {
        this.client = client;
        this.namespace = namespace;
        this.prometheus = prometheus;
        this.thread = Thread.ofVirtual().name("rule-sync").start(this::run);
    }

    private void run() {
        RuleFiles files = new RuleFiles(prometheus.rules());
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<PrometheusRule> rules = client.resources(PrometheusRule.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems();
                if (files.write(rules)) {
                    prometheus.reload();
                }
                Thread.sleep(PERIOD);
            } catch (InterruptedException e) {
                return;
            } catch (KubernetesClientException | QuickstartFailure e) {
                // The next round tries again; what stays wrong shows in the steps that wait for its effect.
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
