package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How agents and gateways know each other. Each side has an authority of its own, in its own namespace, whose private key
 * never leaves it; what crosses is the authority's certificate, which is no secret. So a cluster-wide issuer, by which
 * anybody could become an agent, is not needed, and what is stolen from a node can't pass for a gateway.
 *
 * <p>The Secret of a side has {@code tls.crt}, {@code tls.key} and {@code ca.crt} of its own authority; cert-manager makes it
 * from {@link #certificates}, or the operator where there is no cert-manager. The ConfigMap of a side holds {@code ca.crt} of
 * the other, copied by the operator.
 */
public final class TransportSecurity {
    private TransportSecurity() {}

    /** Secret of one side: {@code signalbox-agent-tls}. */
    public static String secret(CollectorRole side) {
        return "signalbox-" + side.label() + "-tls";
    }

    /** ConfigMap of one side with what it knows its peers by: {@code signalbox-agent-peers}. */
    public static String peers(CollectorRole side) {
        return "signalbox-" + side.label() + "-peers";
    }

    /**
     * What one side knows its peers by.
     *
     * @param collector a collector of the side
     * @param authority {@code ca.crt} of the other side's Secret; PEM
     */
    public static ConfigMap peersOf(CollectorName collector, String authority) {
        return new ConfigMapBuilder()
                .withMetadata(collector.metadata(peers(collector.role())))
                .withData(Map.of(CollectorPaths.AUTHORITY, authority))
                .build();
    }

    /** The names that gateways are reached by, which their certificate must have; {@code *} stands for one of them. */
    public static List<String> gatewayNames(TelemetryStack stack) {
        CollectorName gateway = CollectorName.gateway(stack);
        return Stream.of(gateway.name(), "*." + gateway.headless())
                .map(host -> host + "." + gateway.namespace())
                .flatMap(host -> Stream.of(host, host + ".svc", host + ".svc.cluster.local"))
                .toList();
    }

    /** Orders to cert-manager for both sides. */
    static Stream<HasMetadata> certificates(TelemetryStack stack) {
        CollectorName agent = CollectorName.agent(stack);
        return Stream.concat(
                new IssuedCertificate(agent, "client auth", List.of(agent.name())).objects(),
                new IssuedCertificate(CollectorName.gateway(stack), "server auth", gatewayNames(stack)).objects());
    }

    /** Both files of its own and the authority of its peers, in one directory that changes at once. */
    static Mount mount(CollectorName collector) {
        return Mount.readOnly(
                new VolumeBuilder()
                        .withName("tls")
                        .withNewProjected()
                        .withSources(own(secret(collector.role())), theirs(peers(collector.role())))
                        .endProjected()
                        .build(),
                CollectorPaths.TLS);
    }

    private static VolumeProjection own(String secret) {
        return new VolumeProjectionBuilder()
                .withNewSecret()
                .withName(secret)
                .addNewItem()
                .withKey(CollectorPaths.CERTIFICATE)
                .withPath(CollectorPaths.CERTIFICATE)
                .endItem()
                .addNewItem()
                .withKey(CollectorPaths.PRIVATE_KEY)
                .withPath(CollectorPaths.PRIVATE_KEY)
                .endItem()
                .endSecret()
                .build();
    }

    private static VolumeProjection theirs(String configMap) {
        return new VolumeProjectionBuilder()
                .withNewConfigMap()
                .withName(configMap)
                .addNewItem()
                .withKey(CollectorPaths.AUTHORITY)
                .withPath(CollectorPaths.AUTHORITY)
                .endItem()
                .endConfigMap()
                .build();
    }
}
