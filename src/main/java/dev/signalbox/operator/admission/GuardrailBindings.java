package dev.signalbox.operator.admission;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.WriteGate;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Holds the bindings by which the API server judges by policies. A policy that is wrong in itself has none. */
public final class GuardrailBindings implements AutoCloseable {
    private static final Set<OutputKind> WRITTEN = Set.of(OutputKind.VALIDATING_ADMISSION_POLICY_BINDING);

    private final KubernetesClient client;
    private final Outputs outputs;
    private final Applier applier;
    private final WatchedPolicies policies;
    private boolean started;

    /** @param gate asked before each write */
    public GuardrailBindings(KubernetesClient client, WriteGate gate, Consumer<Applier.Outcome> tally) {
        this.client = client;
        this.outputs = new Outputs(client, Set.of(), "ObservabilityPolicy", _ -> {});
        this.applier = new Applier(client, outputs, gate, tally);
        this.policies = new WatchedPolicies(client);
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
        if (started && policies.areKnown()) {
            policies.all().forEach(resource -> {
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
            applier.prune(policies::has);
        }
        return troubles;
    }

    private static List<HasMetadata> bindings(ObservabilityPolicy resource) {
        return PolicyReader.read(resource)
                .meant()
                .<List<HasMetadata>>map(policy -> List.copyOf(
                        GuardrailAdmission.bindings(policy, resource.getSpec().namespaceSelector())))
                .orElse(List.of());
    }

    @Override
    public void close() {
        policies.close();
        outputs.close();
    }
}
