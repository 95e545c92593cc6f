package dev.signalbox.compile.pipeline.workload;

import static dev.signalbox.compile.pipeline.workload.TrafficRules.EGRESS;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.INGRESS;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.anyPod;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.apiServer;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.collectors;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.health;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.names;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.ofRole;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.port;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.scraping;

import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may speak with collectors of a stack, and with whom they may speak: a second layer, as not every network enforces it.
 * Health is open to all, because kubelets have no label.
 */
final class CollectorNetworkPolicies {
    private static final int KUBELET = 10250;

    private CollectorNetworkPolicies() {}

    /** @param scrapers namespaces from which collectors are scraped */
    static Stream<HasMetadata> ofStack(TelemetryStack stack, Set<String> scrapers) {
        return Stream.of(agents(stack, scrapers), gateways(stack, scrapers), cluster(stack, scrapers));
    }

    private static NetworkPolicy agents(TelemetryStack stack, Set<String> scrapers) {
        CollectorName agent = CollectorName.agent(stack);
        return new NetworkPolicyBuilder()
                .withMetadata(agent.metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.AGENT))
                .withPolicyTypes(INGRESS, EGRESS)
                .withIngress(
                        // Also of the node's own network, which no selector names.
                        new NetworkPolicyIngressRuleBuilder()
                                .withPorts(port(CollectorPort.OTLP_GRPC), port(CollectorPort.OTLP_HTTP))
                                .build(),
                        health(),
                        scraping(scrapers, CollectorPort.METRICS))
                .withEgress(
                        names(),
                        // What is scraped, at whichever port it serves metrics; gateways.
                        new NetworkPolicyEgressRuleBuilder().withTo(anyPod()).build(),
                        apiServer(KUBELET))
                .endSpec()
                .build();
    }

    /** Backends may be anywhere: egress is not closed. */
    private static NetworkPolicy gateways(TelemetryStack stack, Set<String> scrapers) {
        return new NetworkPolicyBuilder()
                .withMetadata(CollectorName.gateway(stack).metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.GATEWAY))
                .withPolicyTypes(INGRESS)
                .withIngress(
                        new NetworkPolicyIngressRuleBuilder()
                                .withFrom(collectors(stack.collectors().agent().namespace(), CollectorRole.AGENT))
                                .withPorts(port(CollectorPort.OTLP_GRPC))
                                .build(),
                        health(),
                        scraping(scrapers, CollectorPort.METRICS, CollectorPort.RELOADER))
                .endSpec()
                .build();
    }

    private static NetworkPolicy cluster(TelemetryStack stack, Set<String> scrapers) {
        return new NetworkPolicyBuilder()
                .withMetadata(CollectorName.cluster(stack).metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.CLUSTER_COLLECTOR))
                .withPolicyTypes(INGRESS)
                .withIngress(health(), scraping(scrapers, CollectorPort.METRICS))
                .endSpec()
                .build();
    }

    /** Asked by anybody in the cluster; asks the operator, wherever that is. */
    static NetworkPolicy headSampler(TelemetryStack stack, Set<String> scrapers) {
        return new NetworkPolicyBuilder()
                .withMetadata(CollectorName.headSampler(stack).metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.HEAD_SAMPLER))
                .withPolicyTypes(INGRESS, EGRESS)
                .withIngress(
                        new NetworkPolicyIngressRuleBuilder()
                                .withPorts(port(CollectorPort.SAMPLING), port(CollectorPort.SAMPLING_GRPC))
                                .build(),
                        health(),
                        scraping(scrapers, CollectorPort.METRICS))
                .withEgress(
                        names(),
                        new NetworkPolicyEgressRuleBuilder().withTo(anyPod()).build())
                .endSpec()
                .build();
    }

    /** Nobody and nowhere. */
    static NetworkPolicy trial(ObjectMeta metadata) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.TRIAL))
                .withPolicyTypes(INGRESS, EGRESS)
                .endSpec()
                .build();
    }
}
