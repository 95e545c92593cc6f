package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may speak with collectors, and with whom they may speak: a second layer, as not every network enforces it. Health is
 * open to all, because kubelets have no label.
 */
final class CollectorNetworkPolicies {
    private static final String INGRESS = "Ingress";
    private static final String EGRESS = "Egress";
    private static final int DNS = 53;
    private static final int KUBELET = 10250;

    /** As policies see the API server: its Service's port, or behind it its own, which is one of these two. */
    private static final List<Integer> API_SERVER = List.of(443, 6443);

    /** Where clouds answer with a node's credentials. */
    private static final Map<String, List<String>> WORLD =
            Map.of("0.0.0.0/0", List.of("169.254.0.0/16"), "::/0", List.of("fe80::/10", "fd00:ec2::254/128"));

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
                        new NetworkPolicyEgressRuleBuilder()
                                .withPorts(Stream.concat(API_SERVER.stream(), Stream.of(KUBELET))
                                        .map(number -> port(number, CollectorPort.PROTOCOL))
                                        .toList())
                                .build())
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

    /** Its own namespace, names, and agents; never where a cloud gives away a node's credentials. */
    static NetworkPolicy tenant(
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
                        new NetworkPolicyEgressRuleBuilder()
                                .withPorts(API_SERVER.stream()
                                        .map(number -> port(number, CollectorPort.PROTOCOL))
                                        .toList())
                                .build())
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

    private static NetworkPolicyIngressRule health() {
        return new NetworkPolicyIngressRuleBuilder()
                .withPorts(port(CollectorPort.HEALTH))
                .build();
    }

    private static NetworkPolicyIngressRule scraping(
            Set<String> namespaces, CollectorPort port, CollectorPort... others) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(new TreeSet<>(namespaces)
                        .stream()
                                .map(namespace -> new NetworkPolicyPeerBuilder()
                                        .withNamespaceSelector(namespace(namespace))
                                        .build())
                                .toList())
                .withPorts(Stream.concat(Stream.of(port), Stream.of(others))
                        .map(CollectorNetworkPolicies::port)
                        .toList())
                .build();
    }

    /** To any server: a cache of names may be on the node, at a link-local address. */
    private static NetworkPolicyEgressRule names() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port(DNS, "UDP"), port(DNS, "TCP"))
                .build();
    }

    private static NetworkPolicyPeer collectors(String namespace, CollectorRole role) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(namespace(namespace))
                .withPodSelector(ofRole(role))
                .build();
    }

    private static NetworkPolicyPeer anyPod() {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelector())
                .build();
    }

    private static LabelSelector namespace(String name) {
        return new LabelSelectorBuilder()
                .addToMatchLabels("kubernetes.io/metadata.name", name)
                .build();
    }

    private static LabelSelector ofRole(CollectorRole role) {
        return new LabelSelectorBuilder()
                .addToMatchLabels(OutputLabels.ROLE, role.label())
                .build();
    }

    private static NetworkPolicyPort port(CollectorPort port) {
        return port(port.number(), CollectorPort.PROTOCOL);
    }

    private static NetworkPolicyPort port(int number, String protocol) {
        return new NetworkPolicyPortBuilder()
                .withPort(new IntOrString(number))
                .withProtocol(protocol)
                .build();
    }
}
