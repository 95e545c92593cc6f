package dev.signalbox.operator.freeze;

import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.freeze.FreezeAdmission;
import dev.signalbox.freeze.Gates;
import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.WriteGate;
import dev.signalbox.operator.watched.Guardrails;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads policies, and holds what the API server needs for their freezes: a binding for each, and its gates. */
public final class GateKeeper {
    public static final Set<OutputKind> WRITTEN =
            Set.copyOf(EnumSet.of(OutputKind.FREEZE_GATE, OutputKind.VALIDATING_ADMISSION_POLICY_BINDING));

    /** Rights may be granted, and kinds served, later. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final WatchedResources watched;
    private final BooleanSupplier mayWrite;
    private final LiveOutputs live;
    private final Applier applier;
    private Instant askAgain = Instant.MIN;
    private boolean started;

    /**
     * @param mayWrite whether there are rights to what is written
     */
    public GateKeeper(
            KubernetesClient client,
            WatchedResources watched,
            LiveOutputs live,
            BooleanSupplier mayWrite,
            WriteGate writeGate,
            Consumer<Applier.Outcome> tally) {
        this.client = client;
        this.watched = watched;
        this.mayWrite = mayWrite;
        this.live = live;
        this.applier =
                new Applier(client, new Outputs(live, WRITTEN, "ObservabilityPolicy", _ -> {}), writeGate, tally);
    }

    /** All that it writes can be written, and is known. */
    boolean isReady(Instant now) {
        if (!started && !now.isBefore(askAgain)) {
            askAgain = now.plus(ASK_AGAIN);
            if (mayWrite.getAsBoolean()
                    && client.supports(FreezeGate.class)
                    && client.supports(ValidatingAdmissionPolicyBinding.class)) {
                live.watch(WRITTEN);
                started = true;
            }
        }
        return started && watched.guardrails().areKnown();
    }

    /** Those that can be read and say what to do. */
    List<Policy> policies() {
        return watched.guardrails().policies().stream()
                .filter(policy -> policy.freeze().isPresent())
                .toList();
    }

    /** Gates as they are in the cluster, by service. */
    Map<ResourceName, FreezeGateSpec> gates() {
        Map<ResourceName, FreezeGateSpec> gates = new TreeMap<>();
        Stream<FreezeGate> there = watched.namespaces().isEmpty()
                ? ours(client.resources(FreezeGate.class).inAnyNamespace())
                : watched.namespaces().stream()
                        .flatMap(namespace ->
                                ours(client.resources(FreezeGate.class).inNamespace(namespace)));
        there.forEach(gate -> gates.put(
                new ResourceName(
                        gate.getMetadata().getNamespace(), gate.getSpec().service()),
                gate.getSpec()));
        return gates;
    }

    private static Stream<FreezeGate> ours(
            AnyNamespaceOperation<FreezeGate, ? extends KubernetesResourceList<FreezeGate>, ?> gates) {
        return gates.withLabel(OutputLabels.MANAGED_BY, OutputLabels.SIGNALBOX).list().getItems().stream();
    }

    /** Labels of a namespace; none of one that is gone, or for which there are no policies. */
    Map<String, String> labels(String namespace) {
        return watched.namespaceLabels().of(namespace).orElse(Map.of());
    }

    /**
     * Writes what is to be held, and deletes what is not. Gates come before those of others go, so that nothing is open meanwhile.
     *
     * @param gates all that are closed, by service
     * @return why it could not be written, by policy
     */
    Map<String, String> hold(Map<ResourceName, FreezeGateSpec> gates) {
        Map<String, String> troubles = new TreeMap<>();
        List<Runnable> deletions = new ArrayList<>();
        watched.guardrails().all().forEach(policy -> {
            Owner owner = Owner.of(policy.resource());
            List<HasMetadata> manifests = manifests(policy, gates);
            trouble(applier.put(owner, manifests))
                    .ifPresentOrElse(
                            why -> troubles.put(owner.name().name(), why),
                            () -> deletions.add(() -> applier.deleteOthers(owner, manifests, GateKeeper::isAnothers)));
        });
        deletions.forEach(Runnable::run);
        applier.prune(watched.guardrails()::has);
        return troubles;
    }

    /** Of the same policies, and held by whoever writes guardrails; a gate is never one, whatever its service is called. */
    private static boolean isAnothers(OutputKind kind, ResourceName name) {
        return kind == OutputKind.VALIDATING_ADMISSION_POLICY_BINDING && GuardrailAdmission.isBinding(name.name());
    }

    private static List<HasMetadata> manifests(Guardrails.Held policy, Map<ResourceName, FreezeGateSpec> gates) {
        String name = policy.resource().getMetadata().getName();
        return policy.meant().flatMap(Policy::freeze).stream()
                .flatMap(terms -> Stream.concat(
                        Stream.of(FreezeAdmission.binding(
                                name, policy.resource().getSpec().namespaceSelector(), terms.enforcement())),
                        gates.entrySet().stream()
                                .filter(gate -> gate.getValue().policy().equals(name))
                                .map(gate -> Gates.manifest(gate.getKey(), gate.getValue()))))
                .map(HasMetadata.class::cast)
                .toList();
    }

    private static Optional<String> trouble(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Delivered _, Delivery.Kept _ -> Optional.empty();
            case Delivery.Contended(String output, String holders) ->
                Optional.of("%s is somebody else's: %s".formatted(output, holders));
            case Delivery.Refused(String output, String message) ->
                Optional.of("%s was refused: %s".formatted(output, message));
        };
    }
}
