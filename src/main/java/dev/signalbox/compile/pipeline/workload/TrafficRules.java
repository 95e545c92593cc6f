package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parts of network policies that several have in common.
 */
final class TrafficRules {
    static final String INGRESS = "Ingress";
    static final String EGRESS = "Egress";
    private static final int DNS = 53;

    /** As policies see the API server: its Service's port, or behind it its own, which is one of these two. */
    private static final List<Integer> API_SERVER = List.of(443, 6443);

    private TrafficRules() {}

    /** Of collectors that ask the API server, and of these other ports. */
    static NetworkPolicyEgressRule apiServer(int... others) {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(
                        Stream.concat(API_SERVER.stream(), IntStream.of(others).boxed())
                                .map(number -> port(number, CollectorPort.PROTOCOL))
                                .toList())
                .build();
    }

    static NetworkPolicyIngressRule health() {
        return new NetworkPolicyIngressRuleBuilder()
                .withPorts(port(CollectorPort.HEALTH))
                .build();
    }

    static NetworkPolicyIngressRule scraping(Set<String> namespaces, CollectorPort port, CollectorPort... others) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(new TreeSet<>(namespaces)
                        .stream()
                                .map(namespace -> new NetworkPolicyPeerBuilder()
                                        .withNamespaceSelector(namespace(namespace))
                                        .build())
                                .toList())
                .withPorts(Stream.concat(Stream.of(port), Stream.of(others))
                        .map(TrafficRules::port)
                        .toList())
                .build();
    }

    /** To any server: a cache of names may be on the node, at a link-local address. */
    static NetworkPolicyEgressRule names() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port(DNS, "UDP"), port(DNS, "TCP"))
                .build();
    }

    static NetworkPolicyPeer collectors(String namespace, CollectorRole role) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(namespace(namespace))
                .withPodSelector(ofRole(role))
                .build();
    }

    static NetworkPolicyPeer anyPod() {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelector())
                .build();
    }

    static LabelSelector namespace(String name) {
        return new LabelSelectorBuilder()
                .addToMatchLabels("kubernetes.io/metadata.name", name)
                .build();
    }

    static LabelSelector ofRole(CollectorRole role) {
        return new LabelSelectorBuilder()
                .addToMatchLabels(OutputLabels.ROLE, role.label())
                .build();
    }

    static NetworkPolicyPort port(CollectorPort port) {
        return port(port.number(), CollectorPort.PROTOCOL);
    }

    static NetworkPolicyPort port(int number, String protocol) {
        return new NetworkPolicyPortBuilder()
                .withPort(new IntOrString(number))
                .withProtocol(protocol)
                .build();
    }
}
