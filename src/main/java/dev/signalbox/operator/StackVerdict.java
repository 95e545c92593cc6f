package dev.signalbox.operator;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.InCollectors;
import dev.signalbox.status.Reason;
import dev.signalbox.status.StackObservation;
import dev.signalbox.status.TenantFields;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.Rollout.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a look at the stack means for those who have a part in it. Messages don't change from step to step. */
final class StackVerdict {
    private static final String SEE = "; see the status of ObservabilityStack default";

    private StackVerdict() {}

    static StackOutcome outcome(StackDraft draft, StackObservation observation, StackOutcome before) {
        return switch (draft) {
            case StackDraft.Wrong _ ->
                before.with(held(Reason.INVALID.text(), "the stack is not accepted, so collectors stay as they are"));
            case StackDraft.WithoutCollectors none ->
                StackOutcome.without(
                        new InCollectors.Blocked(
                                Reason.NO_BACKENDS.text(),
                                "the stack names no server of metrics, logs or traces, so there are no collectors"),
                        Optional.of(new StackOutcome.Monitors(true, none.stack().scrapeInterval(), none.facts())));
            case StackDraft.WithCollectors collectors ->
                StackOutcome.of(collectors, inCollectors(observation), atTenants(observation), before.running());
        };
    }

    private static Map<ResourceName, InCollectors> atTenants(StackObservation observation) {
        Map<ResourceName, InCollectors> verdicts = new HashMap<>();
        observation.tenants().values().forEach(tenant -> {
            InCollectors verdict = TenantFields.verdict(tenant);
            if (!(verdict instanceof InCollectors.Running)) {
                tenant.services().forEach(service -> verdicts.put(service, verdict));
            }
        });
        return Map.copyOf(verdicts);
    }

    private static InCollectors inCollectors(StackObservation observation) {
        if (observation.compilation() instanceof Compilation.Blocked(Prerequisite missing)) {
            return switch (missing) {
                case Prerequisite.Support(String reason, String message) -> held(reason, message);
                case Prerequisite.Kind(var kind) ->
                    held(Reason.KIND_NOT_SERVED.text(), "the cluster does not serve " + kind);
                case Prerequisite.Reference reference ->
                    held(
                            Reason.REFERENCE_NOT_FOUND.text(),
                            reference.violation().message());
            };
        }
        return switch (observation.delivery()) {
            case Delivery.Delivered _, Delivery.Kept _ -> rolled(observation);
            case Delivery.Contended _ -> held(Reason.CONTENDED.text(), "an object that collectors need is not ours");
            case Delivery.Refused _ -> held(Reason.REFUSED.text(), "the API server refuses what collectors need");
        };
    }

    private static InCollectors rolled(StackObservation observation) {
        Phase worst = Stream.concat(
                        observation.agents().stream(),
                        observation.gateways().map(StackObservation.Gateways::collectors).stream())
                .map(collectors -> collectors.rollout().phase())
                .max(Phase::compareTo)
                .orElse(Phase.SETTLED);
        Optional<OverlayStep.Phase> sampling = observation
                .gateways()
                .flatMap(StackObservation.Gateways::overlay)
                .map(OverlayStep::phase);
        return switch (worst) {
            case SETTLED, DEGRADED -> sampling.map(StackVerdict::sampled).orElseGet(InCollectors.Running::new);
            case ROLLING, TRYING -> new InCollectors.Awaited("collectors are being given the configuration" + SEE);
            case FAILED -> held(Reason.ROLLOUT_FAILED.text(), "collectors did not become ready with the configuration");
            case REJECTED ->
                held(Reason.CONFIGURATION_REJECTED.text(), "collectors do not start with the configuration");
        };
    }

    /** That gateways were given it has to do: whether they took it up is told on the stack. */
    private static InCollectors sampled(OverlayStep.Phase phase) {
        return switch (phase) {
            case GIVEN, NUMBERS_WAIT -> new InCollectors.Running();
            case STRUCTURE_WAITS, TRYING ->
                new InCollectors.Awaited("gateways are being given the sampling file" + SEE);
            case REJECTED -> held(Reason.CONFIGURATION_REJECTED.text(), "gateways do not start with the sampling file");
        };
    }

    private static InCollectors held(String reason, String message) {
        return new InCollectors.Held(reason, message + SEE);
    }
}
