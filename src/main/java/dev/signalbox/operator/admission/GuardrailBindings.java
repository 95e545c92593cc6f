package dev.signalbox.operator.admission;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.InformerRetry;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.WriteGate;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Holds the bindings by which the API server judges by policies. A policy that is wrong in itself has none. */
public final class GuardrailBindings implements AutoCloseable {
    private static final Set<OutputKind> WRITTEN = Set.of(OutputKind.VALIDATING_ADMISSION_POLICY_BINDING);

    private final KubernetesClient client;
    private final Outputs outputs;
    private final Applier applier;
    private final SharedIndexInformer<ObservabilityPolicy> policies;
    private boolean started;

    /** @param gate asked before each write */
    public GuardrailBindings(KubernetesClient client, WriteGate gate, Consumer<Applier.Outcome> tally) {
        this.client = client;
        this.outputs = new Outputs(client, Set.of(), "ObservabilityPolicy", _ -> {});
        this.applier = new Applier(client, outputs, gate, tally);
        this.policies = client.resources(ObservabilityPolicy.class)
                .runnableInformer(0)
                .exceptionHandler(InformerRetry.INSTANCE);
    }

    /**
     * Writes what is to be held, and deletes what is not; nothing as long as the cluster serves no such thing.
     *
     * @return why it could not be written, by policy
     */
    public Map<String, String> hold() {
        if (!started && client.supports(ValidatingAdmissionPolicyBinding.class)) {
            outputs.watch(WRITTEN);
            policies.start();
            started = true;
        }
        Map<String, String> troubles = new TreeMap<>();
        if (started && policies.hasSynced()) {
            resources().forEach(resource -> {
                switch (applier.apply(
                        Owner.of(resource),
                        bindings(resource),
                        (_, name) -> !GuardrailAdmission.isBinding(name.name()))) {
                    case Delivery.Delivered _, Delivery.Kept _ -> {}
                    case Delivery.Contended(String output, String holders) ->
                        troubles.put(output, "it is somebody else's: " + holders);
                    case Delivery.Refused(String output, String message) -> troubles.put(output, message);
                }
            });
            applier.prune(owner ->
                    resources().anyMatch(policy -> policy.getMetadata().getUid().equals(owner.uid())));
        }
        return troubles;
    }

    private Stream<ObservabilityPolicy> resources() {
        return policies.getStore().list().stream().filter(policy -> !policy.isMarkedForDeletion());
    }

    private static List<HasMetadata> bindings(ObservabilityPolicy resource) {
        return PolicyReader.read(resource) instanceof Reading.Read<Policy>(Policy policy)
                ? List.copyOf(
                        GuardrailAdmission.bindings(policy, resource.getSpec().namespaceSelector()))
                : List.of();
    }

    @Override
    public void close() {
        policies.close();
        outputs.close();
    }
}
