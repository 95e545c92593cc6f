package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorBuilder;
import java.util.Optional;
import java.util.stream.Stream;

/** How Prometheus finds the collectors of the stack. */
final class CollectorMonitors {
    /** Name of the object, and the second half of the series' {@code job}. */
    static final String NAME = "signalbox-collectors";

    private CollectorMonitors() {}

    /** Where such objects are taken up. Only in namespaces that no tenant has: anybody can label a pod. */
    static Optional<HasMetadata> of(TelemetryStack stack, ClusterFacts facts) {
        return Optional.of(facts)
                .filter(all -> all.serves(ServedKind.POD_MONITOR))
                .map(all -> new PodMonitorBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withName(NAME)
                                .withNamespace(stack.namespace())
                                .withLabels(OutputLabels.with(all.rules().labels()))
                                .build())
                        .withNewSpec()
                        .withNewNamespaceSelector()
                        .withMatchNames(
                                stack.namespace(), stack.collectors().agent().namespace())
                        .endNamespaceSelector()
                        .withNewSelector()
                        .addNewMatchExpression()
                        .withKey(OutputLabels.ROLE)
                        .withOperator("In")
                        .withValues(Stream.of(
                                        CollectorRole.AGENT,
                                        CollectorRole.GATEWAY,
                                        CollectorRole.CLUSTER_COLLECTOR,
                                        CollectorRole.HEAD_SAMPLER)
                                .map(CollectorRole::label)
                                .toList())
                        .endMatchExpression()
                        .endSelector()
                        .addNewPodMetricsEndpoint()
                        .withPort(CollectorPort.METRICS.label())
                        .withInterval(PrometheusDuration.print(stack.scrapeInterval()))
                        .endPodMetricsEndpoint()
                        .endSpec()
                        .build());
    }
}
