package dev.signalbox.operator.admission;

import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.WriteGate;
import dev.signalbox.operator.watched.Guardrails;
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
public final class GuardrailBindings {
    private static final Set<OutputKind> WRITTEN = Set.of(OutputKind.VALIDATING_ADMISSION_POLICY_BINDING);

    private final KubernetesClient client;
    private final LiveOutputs live;
    private final Applier applier;
    private final Guardrails guardrails;
    private boolean started;

    /** @param gate asked before each write */
    public GuardrailBindings(
            KubernetesClient client,
            Guardrails guardrails,
            LiveOutputs live,
            WriteGate gate,
            Consumer<Applier.Outcome> tally) {
        this.client = client;
        this.live = live;
        this.applier = new Applier(client, new Outputs(live, WRITTEN, "ObservabilityPolicy", _ -> {}), gate, tally);
        this.guardrails = guardrails;
    }

    /**
     * Writes what is to be held, and deletes what is not; nothing as long as the cluster serves no such thing.
     *
     * @return why it could not be written, by policy
     */
    public Map<String, String> hold() {
        if (!started && client.supports(ValidatingAdmissionPolicyBinding.class)) {
            live.watch(WRITTEN);
            started = true;
        }
        Map<String, String> troubles = new TreeMap<>();
        if (started && guardrails.areKnown()) {
            guardrails.all().forEach(policy -> {
                switch (applier.apply(
                        Owner.of(policy.resource()),
                        bindings(policy),
                        (_, name) -> !GuardrailAdmission.isBinding(name.name()))) {
                    case Delivery.Delivered _, Delivery.Kept _ -> {}
                    case Delivery.Contended(String output, String holders) ->
                        troubles.put(output, "it is somebody else's: " + holders);
                    case Delivery.Refused(String output, String message) -> troubles.put(output, message);
                }
            });
            applier.prune(guardrails::has);
        }
        return troubles;
    }

    private static List<HasMetadata> bindings(Guardrails.Held policy) {
        return policy.meant()
                .<List<HasMetadata>>map(meant -> List.copyOf(GuardrailAdmission.bindings(
                        meant, policy.resource().getSpec().namespaceSelector())))
                .orElse(List.of());
    }
}
