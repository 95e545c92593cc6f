package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorBuilder;
import java.util.stream.Stream;

/** How Prometheus finds the collectors of the stack. */
final class CollectorMonitors {
    /** Name of the object, and the second half of the series' {@code job}. */
    static final String NAME = "signalbox-collectors";

    /** The same of those beside gateways: whether a collector can be scraped is not for them to say. */
    private static final String RELOADERS = "signalbox-reloaders";

    private CollectorMonitors() {}

    /** Where such objects are taken up. Only in namespaces that no tenant has: anybody can label a pod. */
    static Stream<HasMetadata> of(TelemetryStack stack, ClusterFacts facts) {
        if (!facts.serves(ServedKind.POD_MONITOR)) {
            return Stream.empty();
        }
        HasMetadata collectors = monitor(
                stack,
                facts,
                NAME,
                CollectorPort.METRICS,
                CollectorRole.AGENT,
                CollectorRole.GATEWAY,
                CollectorRole.CLUSTER_COLLECTOR,
                CollectorRole.HEAD_SAMPLER,
                CollectorRole.PROFILER);
        return facts.signalbox().image().isPresent() && stack.collectors().output() == Output.NATIVE
                ? Stream.of(collectors, monitor(stack, facts, RELOADERS, CollectorPort.RELOADER, CollectorRole.GATEWAY))
                : Stream.of(collectors);
    }

    private static HasMetadata monitor(
            TelemetryStack stack, ClusterFacts facts, String name, CollectorPort port, CollectorRole... roles) {
        return new PodMonitorBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(name)
                        .withNamespace(stack.namespace())
                        .withLabels(OutputLabels.with(facts.rules().labels()))
                        .build())
                .withNewSpec()
                .withNewNamespaceSelector()
                .withMatchNames(stack.namespace(), stack.collectors().agent().namespace())
                .endNamespaceSelector()
                .withNewSelector()
                .addNewMatchExpression()
                .withKey(OutputLabels.ROLE)
                .withOperator("In")
                .withValues(Stream.of(roles).map(CollectorRole::label).toList())
                .endMatchExpression()
                .endSelector()
                .addNewPodMetricsEndpoint()
                .withPort(port.label())
                .withInterval(PrometheusDuration.print(stack.scrapeInterval()))
                .endPodMetricsEndpoint()
                .endSpec()
                .build();
    }
}
