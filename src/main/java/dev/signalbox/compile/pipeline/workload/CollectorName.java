package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Which collectors: those of one configuration, in one workload.
 *
 * @param role what they are there for
 * @param namespace where they run
 * @param of the namespace that they are there for, where a stack has some for each; nothing: they are there for all
 */
public record CollectorName(CollectorRole role, String namespace, Optional<String> of) {
    private static final int LONGEST = 63;

    CollectorName(CollectorRole role, String namespace) {
        this(role, namespace, Optional.empty());
    }

    public static CollectorName agent(TelemetryStack stack) {
        return new CollectorName(CollectorRole.AGENT, stack.collectors().agent().namespace());
    }

    public static CollectorName gateway(TelemetryStack stack) {
        return new CollectorName(CollectorRole.GATEWAY, stack.namespace());
    }

    public static CollectorName cluster(TelemetryStack stack) {
        return new CollectorName(CollectorRole.CLUSTER_COLLECTOR, stack.namespace());
    }

    public static CollectorName headSampler(TelemetryStack stack) {
        return new CollectorName(CollectorRole.HEAD_SAMPLER, stack.namespace());
    }

    /** What the observers of all namespaces have in common. */
    static CollectorName observers(TelemetryStack stack) {
        return new CollectorName(
                CollectorRole.OBSERVER, stack.collectors().agent().namespace());
    }

    /** @param observed the namespace of the pods */
    public static CollectorName observer(TelemetryStack stack, String observed) {
        return new CollectorName(
                CollectorRole.OBSERVER, stack.collectors().agent().namespace(), Optional.of(observed));
    }

    public static CollectorName profiler(TelemetryStack stack) {
        return new CollectorName(
                CollectorRole.PROFILER, stack.collectors().agent().namespace());
    }

    public static CollectorName tenant(String namespace) {
        return new CollectorName(CollectorRole.TENANT_COLLECTOR, namespace);
    }

    /**
     * {@code signalbox-gateway}, {@code signalbox-observer-shop}: the name of the workload and of most that belongs to it. In
     * place of one that no object can have there is a hash.
     */
    public String name() {
        String ofAll = "signalbox-" + role.label();
        return of.map(namespace -> ofAll + "-" + namespace)
                .map(name -> name.length() > LONGEST ? ofAll + "-" + ContentHash.of(of.get()) : name)
                .orElse(ofAll);
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
