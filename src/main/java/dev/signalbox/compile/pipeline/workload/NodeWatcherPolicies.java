package dev.signalbox.compile.pipeline.workload;

import static dev.signalbox.compile.pipeline.workload.TrafficRules.EGRESS;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.INGRESS;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.apiServer;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.health;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.names;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.ofRole;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.port;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.scraping;

import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.Set;

/**
 * Who may speak with those that look at pods through the kernel, and with whom they may speak.
 */
final class NodeWatcherPolicies {
    private NodeWatcherPolicies() {}

    /** Pods of their namespace, from the API server; the agent. */
    static NetworkPolicy observers(TelemetryStack stack) {
        return new NetworkPolicyBuilder()
                .withMetadata(CollectorName.observers(stack).metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.OBSERVER))
                .withPolicyTypes(INGRESS, EGRESS)
                .withEgress(
                        names(),
                        new NetworkPolicyEgressRuleBuilder()
                                .withTo(new NetworkPolicyPeerBuilder()
                                        .withPodSelector(ofRole(CollectorRole.AGENT))
                                        .build())
                                .withPorts(port(CollectorPort.OTLP_HTTP))
                                .build(),
                        apiServer())
                .endSpec()
                .build();
    }

    /** The server of profiles may be anywhere: egress is not closed. */
    static NetworkPolicy profiler(TelemetryStack stack, Set<String> scrapers) {
        return new NetworkPolicyBuilder()
                .withMetadata(CollectorName.profiler(stack).metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.PROFILER))
                .withPolicyTypes(INGRESS)
                .withIngress(health(), scraping(scrapers, CollectorPort.METRICS))
                .endSpec()
                .build();
    }
}
