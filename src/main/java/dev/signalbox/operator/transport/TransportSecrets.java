package dev.signalbox.operator.transport;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.TransportSecurity;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the Secrets of agents and gateways where nobody else does, and copies each side's authority to the other. A Secret
 * that is not ours is left alone, whoever made it.
 */
public final class TransportSecrets {
    /** For a Secret that somebody deleted or made; nothing tells of it, as no Secrets are watched. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final KubernetesClient client;
    private final WriteGate gate;
    private final SecureRandom random = new SecureRandom();
    private Kept kept = new Kept(List.of(), Instant.EPOCH, List.of());

    private record Side(CollectorName collector, Issuing.Purpose purpose, List<String> names) {}

    private record Kept(List<Side> sides, Instant until, List<HasMetadata> peers) {}

    /** @param gate asked before each write */
    public TransportSecrets(KubernetesClient client, WriteGate gate) {
        this.client = client;
        this.gate = gate;
    }

    /**
     * Does what is to be done.
     *
     * @param issued whether somebody else makes the certificates
     * @return what each side knows the other by; a side whose certificate is not there yet is not known
     */
    public synchronized List<HasMetadata> keep(TelemetryStack stack, Owner owner, boolean issued, Instant now) {
        CollectorName agent = CollectorName.agent(stack);
        Side agents = new Side(agent, Issuing.Purpose.CLIENT, List.of(agent.name()));
        Side gateways =
                new Side(CollectorName.gateway(stack), Issuing.Purpose.SERVER, TransportSecurity.gatewayNames(stack));
        List<Side> sides = List.of(agents, gateways);
        if (kept.sides().equals(sides) && now.isBefore(kept.until())) {
            return kept.peers();
        }
        Issuing issuing = new Issuing(now, random);
        Optional<String> ofAgents = authority(agents, owner, issued, issuing);
        Optional<String> ofGateways = authority(gateways, owner, issued, issuing);
        List<HasMetadata> peers = Stream.<HasMetadata>concat(
                        ofGateways.map(pem -> peers(agents, pem, issuing)).stream(),
                        ofAgents.map(pem -> peers(gateways, pem, issuing)).stream())
                .toList();
        kept = peers.size() == sides.size() ? new Kept(sides, now.plus(LOOK_AGAIN), peers) : kept;
        return peers;
    }

    private Optional<String> authority(Side side, Owner owner, boolean issued, Issuing issuing) {
        Optional<Secret> there = Optional.ofNullable(client.secrets()
                .inNamespace(side.collector().namespace())
                .withName(TransportSecurity.secret(side.collector().role()))
                .get());
        if (issued || there.filter(secret -> !isOurs(secret)).isPresent()) {
            return there.flatMap(secret -> CredentialsSecret.text(secret, CollectorPaths.AUTHORITY));
        }
        Optional<Credentials> before = there.flatMap(CredentialsSecret::read);
        Credentials credentials =
                issuing.renew(before, "signalbox-" + side.collector().role().label(), side.names(), side.purpose());
        if (!before.equals(Optional.of(credentials))) {
            gate.check();
            client.resource(secret(side.collector(), owner, credentials)).patch(Authorship.APPLY);
        }
        return Optional.of(credentials.authority());
    }

    private ConfigMap peers(Side side, String authority, Issuing issuing) {
        Optional<String> before = Optional.ofNullable(client.configMaps()
                        .inNamespace(side.collector().namespace())
                        .withName(TransportSecurity.peers(side.collector().role()))
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get(CollectorPaths.AUTHORITY));
        return TransportSecurity.peersOf(side.collector(), issuing.trusted(authority, before));
    }

    private static boolean isOurs(Secret secret) {
        return Optional.ofNullable(secret.getMetadata().getLabels())
                .map(labels -> labels.get(OutputLabels.MANAGED_BY))
                .filter(OutputLabels.SIGNALBOX::equals)
                .isPresent();
    }

    private static Secret secret(CollectorName collector, Owner owner, Credentials credentials) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(collector.namespace())
                .withName(TransportSecurity.secret(collector.role()))
                .withLabels(OutputLabels.ofCollector(collector.role().label(), collector.name()))
                .withOwnerReferences(owner.reference())
                .endMetadata()
                .withType(CredentialsSecret.TYPE)
                .withData(CredentialsSecret.data(credentials))
                .build();
    }
}
