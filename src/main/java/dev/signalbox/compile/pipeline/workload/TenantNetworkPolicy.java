package dev.signalbox.compile.pipeline.workload;

import static dev.signalbox.compile.pipeline.workload.TrafficRules.EGRESS;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.INGRESS;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.collectors;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.health;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.names;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.ofRole;
import static dev.signalbox.compile.pipeline.workload.TrafficRules.port;

import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * With whom the collector of a tenant's namespace may speak.
 */
final class TenantNetworkPolicy {
    /** Where clouds answer with a node's credentials. */
    private static final Map<String, List<String>> WORLD =
            Map.of("0.0.0.0/0", List.of("169.254.0.0/16"), "::/0", List.of("fe80::/10", "fd00:ec2::254/128"));

    private TenantNetworkPolicy() {}

    /** Its own namespace, names, and agents; never where a cloud gives away a node's credentials. */
    static NetworkPolicy of(
            TelemetryStack stack, CollectorName name, TenantEgress egress, List<BrowserEntrance> browsers) {
        return new NetworkPolicyBuilder()
                .withMetadata(name.metadata())
                .withNewSpec()
                .withPodSelector(ofRole(CollectorRole.TENANT_COLLECTOR))
                .withPolicyTypes(INGRESS, EGRESS)
                .withIngress(Stream.concat(Stream.of(health()), fromAnywhere(browsers))
                        .toList())
                .withEgress(Stream.concat(
                                Stream.of(
                                        new NetworkPolicyEgressRuleBuilder()
                                                .withTo(new NetworkPolicyPeerBuilder()
                                                        .withPodSelector(new LabelSelector())
                                                        .build())
                                                .build(),
                                        names(),
                                        new NetworkPolicyEgressRuleBuilder()
                                                .withTo(collectors(
                                                        stack.collectors()
                                                                .agent()
                                                                .namespace(),
                                                        CollectorRole.AGENT))
                                                .withPorts(port(CollectorPort.OTLP_GRPC), port(CollectorPort.OTLP_HTTP))
                                                .build()),
                                outside(egress))
                        .toList())
                .endSpec()
                .build();
    }

    /** An Ingress may be of any namespace, or of the node's own network. */
    private static Stream<NetworkPolicyIngressRule> fromAnywhere(List<BrowserEntrance> browsers) {
        return browsers.isEmpty()
                ? Stream.empty()
                : Stream.of(new NetworkPolicyIngressRuleBuilder()
                        .withPorts(browsers.stream()
                                .map(browser -> port(browser.number(), CollectorPort.PROTOCOL))
                                .toList())
                        .build());
    }

    private static Stream<NetworkPolicyEgressRule> outside(TenantEgress egress) {
        return egress.outsidePorts().isEmpty()
                ? Stream.empty()
                : Stream.of(new NetworkPolicyEgressRuleBuilder()
                        .withTo(Stream.of("0.0.0.0/0", "::/0")
                                .map(network -> except(network, egress.refused()))
                                .toList())
                        .withPorts(egress.outsidePorts().stream()
                                .map(number -> port(number, CollectorPort.PROTOCOL))
                                .toList())
                        .build());
    }

    private static NetworkPolicyPeer except(String network, Set<String> refused) {
        Collection<String> closed = new TreeSet<>(WORLD.get(network));
        refused.stream()
                .filter(one -> one.contains(":") == network.contains(":"))
                .forEach(closed::add);
        return new NetworkPolicyPeerBuilder()
                .withNewIpBlock()
                .withCidr(network)
                .withExcept(List.copyOf(closed))
                .endIpBlock()
                .build();
    }
}
