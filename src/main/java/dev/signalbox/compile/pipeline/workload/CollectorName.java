package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/**
 * Which collectors: those of one configuration, in one workload.
 *
 * @param role what they are there for
 * @param namespace where they run
 * @param part 1, or more where one configuration has grown too large for all
 */
public record CollectorName(CollectorRole role, String namespace, int part) {

    public static CollectorName agent(TelemetryStack stack) {
        return new CollectorName(CollectorRole.AGENT, stack.collectors().agent().namespace(), 1);
    }

    /** @param part from 1 */
    public static CollectorName gateway(TelemetryStack stack, int part) {
        return new CollectorName(CollectorRole.GATEWAY, stack.namespace(), part);
    }

    public static CollectorName cluster(TelemetryStack stack) {
        return new CollectorName(CollectorRole.CLUSTER_COLLECTOR, stack.namespace(), 1);
    }

    public static CollectorName headSampler(TelemetryStack stack) {
        return new CollectorName(CollectorRole.HEAD_SAMPLER, stack.namespace(), 1);
    }

    /** Whose rights the observers of all namespaces have. */
    public static CollectorName observers(TelemetryStack stack) {
        return new CollectorName(
                CollectorRole.OBSERVER, stack.collectors().agent().namespace(), 1);
    }

    public static CollectorName profiler(TelemetryStack stack) {
        return new CollectorName(
                CollectorRole.PROFILER, stack.collectors().agent().namespace(), 1);
    }

    public static CollectorName tenant(String namespace) {
        return new CollectorName(CollectorRole.TENANT_COLLECTOR, namespace, 1);
    }

    /** {@code signalbox-gateway}, {@code signalbox-gateway-2}: the name of the workload and of most that belongs to it. */
    public String name() {
        String first = "signalbox-" + role.label();
        return part == 1 ? first : first + "-" + part;
    }

    /** Where others reach them: {@code signalbox-gateway.observability.svc}. */
    public String host() {
        return name() + "." + namespace + ".svc";
    }

    /** The Service that gives each of them a name of its own: {@code signalbox-gateway-headless}. */
    public String headless() {
        return name() + "-headless";
    }

    /** The object with the configuration that changes in place: {@code signalbox-gateway-sampling}. */
    public String sampling() {
        return name() + "-sampling";
    }

    /** Labels of objects and pods. */
    Map<String, String> labels() {
        return OutputLabels.ofCollector(role.label(), name());
    }

    /** Labels that no other tool touches, also where another operator makes the pods. */
    Map<String, String> selectorLabels() {
        return OutputLabels.selectingCollector(role.label(), name());
    }

    LabelSelector selector() {
        return new LabelSelectorBuilder().withMatchLabels(selectorLabels()).build();
    }

    ObjectMeta metadata() {
        return metadata(name());
    }

    /** Of an object of another name than the workload's. */
    ObjectMeta metadata(String object) {
        return new ObjectMetaBuilder()
                .withName(object)
                .withNamespace(namespace)
                .withLabels(labels())
                .build();
    }

    /** Of an object outside of namespaces. */
    ObjectMeta clusterMetadata(String object) {
        return new ObjectMetaBuilder().withName(object).withLabels(labels()).build();
    }
}
