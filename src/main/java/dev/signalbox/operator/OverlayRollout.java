package dev.signalbox.operator;

import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.CollectorRollout.PlannedTrial;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.status.rollout.OverlayStep;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sampling file of gateways, and what they are to have of it now.
 *
 * @param step where it is; nothing: they have none
 * @param gateways whose
 * @param trials of what is wanted, with each configuration in use
 * @param isWritten whether what is wanted is to be written; else it is left as it is
 * @param kept whether one that is not wanted any more stays for those who may still start with it
 */
record OverlayRollout(
        Optional<OverlayStep> step,
        CollectorName gateways,
        List<PlannedTrial> trials,
        boolean isWritten,
        boolean kept) {

    /** Everything that is to be tried now. */
    Stream<HasMetadata> tried() {
        return step.filter(OverlayStep::tries).isPresent()
                ? trials.stream().flatMap(trial -> trial.made().get().objects().stream())
                : Stream.empty();
    }

    /** What is there of it is not deleted. */
    boolean needs(OutputKind kind, ResourceName name) {
        return kind == OutputKind.CONFIG_MAP && (kept || !isWritten) && isIt(name.namespace(), name.name());
    }

    /** Whether a manifest is to be applied. */
    boolean allows(HasMetadata manifest) {
        return isWritten
                || OutputKind.of(manifest) != OutputKind.CONFIG_MAP
                || !isIt(
                        manifest.getMetadata().getNamespace(),
                        manifest.getMetadata().getName());
    }

    private boolean isIt(String namespace, String name) {
        return name.equals(gateways.sampling()) && namespace.equals(gateways.namespace());
    }
}
