package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.workload.ApplyOrder;
import dev.signalbox.compile.pipeline.workload.CollectorRole;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.TransportSecurity;
import dev.signalbox.compile.pipeline.workload.TrialJob;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.transport.TransportSecrets;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.OverlayEvidence;
import dev.signalbox.status.OverlayReport;
import dev.signalbox.status.StackObservation;
import dev.signalbox.status.StackStatusReport;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.OverlayMemory;
import dev.signalbox.status.rollout.Trial;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings what a stack becomes into the cluster, each collector with the configuration that its rollout is at. */
final class StackPlacement {
    private final Applier applier;
    private final Outputs outputs;
    private final ConfigurationHistory history;
    private final StackPrerequisites prerequisites;
    private final TransportSecrets secrets;
    private final Trials trials;
    private final Optional<String> image;
    private final Overlays overlays;
    private final Supplier<OverlayEvidence> evidence;

    /**
     * @param image our own, for trials; nothing: nothing is tried
     * @param evidence what gateways say they run
     */
    StackPlacement(
            Applier applier,
            Outputs outputs,
            ConfigurationHistory history,
            StackPrerequisites prerequisites,
            TransportSecrets secrets,
            Trials trials,
            Optional<String> image,
            Overlays overlays,
            Supplier<OverlayEvidence> evidence) {
        this.applier = applier;
        this.outputs = outputs;
        this.history = history;
        this.prerequisites = prerequisites;
        this.secrets = secrets;
        this.trials = trials;
        this.image = image;
        this.overlays = overlays;
        this.evidence = evidence;
    }

    /** Does the next step, and tells what is there. */
    StackObservation place(
            ObservabilityStack stack, StackDraft draft, Optional<ObservabilityStackStatus> before, Instant now) {
        try {
            return switch (draft) {
                case StackDraft.Wrong wrong -> kept(stack, wrong.compilation());
                case StackDraft.WithoutCollectors none ->
                    observation(stack, none.compilation(), applier.apply(Owner.of(stack), List.of()));
                case StackDraft.WithCollectors collectors -> place(stack, collectors, before, now);
            };
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                prerequisites.forgetNamespaces();
            }
            throw e;
        }
    }

    private StackObservation place(
            ObservabilityStack stack,
            StackDraft.WithCollectors draft,
            Optional<ObservabilityStackStatus> before,
            Instant now) {
        List<HasMetadata> wanted = StackCompiler.manifests(draft.parts(), draft.plan(), draft.facts());
        Optional<Prerequisite> missing = prerequisites.missing(draft.parts().stack(), wanted);
        if (missing.isPresent()) {
            return kept(stack, new Compilation.Blocked(missing.get()));
        }
        if (draft.parts().stack().collectors().output() == Output.OPEN_TELEMETRY_COLLECTOR) {
            return observation(
                    stack, draft.compilation(), deliver(Owner.of(stack), draft, wanted, (_, _) -> false, now));
        }
        return roll(stack, draft, before, now);
    }

    private StackObservation roll(
            ObservabilityStack resource,
            StackDraft.WithCollectors draft,
            Optional<ObservabilityStackStatus> before,
            Instant now) {
        Owner owner = Owner.of(resource);
        TelemetryStack stack = draft.parts().stack();
        Optional<TrialJob> ofAgents = trial(stack, draft.plan().trials()::agentText);
        OverlayMemory sampling = OverlayReport.memory(before);
        Optional<TrialJob> ofGateways = trial(stack, () -> overlays.trialOfBase(draft.plan(), sampling));
        CollectorRollout agents = look(
                owner, OutputKind.DAEMON_SET, draft.plan().agent(), StackStatusReport.agents(before), ofAgents, now);
        CollectorRollout gateways = look(
                owner,
                OutputKind.STATEFUL_SET,
                draft.plan().gateway(),
                StackStatusReport.gateways(before),
                ofGateways,
                now);
        OverlayRollout overlay = overlays.look(stack, draft.plan(), gateways, sampling, now);
        Set<OutputKind> withheld = Stream.of(agents, gateways)
                .filter(CollectorRollout::isWithheld)
                .map(CollectorRollout::kind)
                .collect(Collectors.toSet());
        Stream<HasMetadata> workloads =
                StackCompiler.manifests(
                                draft.parts(), draft.plan().with(agents.files(), overlay.files()), draft.facts())
                        .stream()
                        .filter(manifest -> !withheld.contains(OutputKind.of(manifest)) && overlay.allows(manifest));
        Stream<HasMetadata> tried = Stream.concat(
                        ofAgents.filter(_ -> agents.rollout().tries()).stream(),
                        ofGateways.filter(_ -> gateways.rollout().tries()).stream())
                .flatMap(job -> job.objects().stream());
        Delivery delivery = deliver(
                owner,
                draft,
                ApplyOrder.of(Stream.of(workloads, tried, overlay.tried())
                        .flatMap(objects -> objects)
                        .distinct()),
                (kind, name) -> agents.needs(kind, name) || gateways.needs(kind, name) || overlay.needs(kind, name),
                now);
        if (!(delivery instanceof Delivery.Delivered)) {
            return observation(resource, draft.compilation(), delivery); // no step was made
        }
        return new StackObservation(
                resource.getMetadata().getGeneration(),
                draft.compilation(),
                delivery,
                Optional.of(agents.observation()),
                Optional.of(new StackObservation.Gateways(gateways.observation(), overlay.step(), evidence.get())));
    }

    private Optional<TrialJob> trial(TelemetryStack stack, Supplier<String> configuration) {
        return image.map(own -> new TrialJob(stack, configuration.get(), Map.of(), Map.of(), own));
    }

    private CollectorRollout look(
            Owner owner,
            OutputKind kind,
            ConfigurationFiles wanted,
            Memory memory,
            Optional<TrialJob> job,
            Instant now) {
        Supplier<Trial> trial = () -> job.<Trial>map(trials::of).orElseGet(Trial.Impossible::new);
        return CollectorRollout.look(owner, kind, wanted, memory, trial, outputs, history, now);
    }

    /** The agents' namespace comes first, as it has to be there before certificates can be. */
    private Delivery deliver(
            Owner owner,
            StackDraft.WithCollectors draft,
            List<HasMetadata> manifests,
            BiPredicate<OutputKind, ResourceName> needed,
            Instant now) {
        TelemetryStack stack = draft.parts().stack();
        List<HasMetadata> ours = withoutForeignNamespace(stack, manifests);
        Delivery namespace = applier.apply(
                owner,
                ours.stream()
                        .filter(manifest -> OutputKind.of(manifest) == OutputKind.NAMESPACE)
                        .toList(),
                (_, _) -> true);
        if (!(namespace instanceof Delivery.Delivered)) {
            return namespace;
        }
        List<HasMetadata> peers = secrets.keep(stack, owner, draft.facts().serves(ServedKind.CERTIFICATE), now);
        return applier.apply(
                owner,
                ApplyOrder.of(Stream.concat(ours.stream(), peers.stream())),
                (kind, name) -> needed.test(kind, name) || isOfPeers(kind, name));
    }

    /** What is known of peers stays while it can't be asked for. */
    private static boolean isOfPeers(OutputKind kind, ResourceName name) {
        return kind == OutputKind.CONFIG_MAP
                && Stream.of(CollectorRole.AGENT, CollectorRole.GATEWAY)
                        .map(TransportSecurity::peers)
                        .anyMatch(name.name()::equals);
    }

    /** A namespace of the agents that is there already is its owner's. */
    private List<HasMetadata> withoutForeignNamespace(TelemetryStack stack, List<HasMetadata> manifests) {
        String agents = stack.collectors().agent().namespace();
        return outputs.isThere(OutputKind.NAMESPACE, agents) || !prerequisites.isThere(agents)
                ? manifests
                : manifests.stream()
                        .filter(manifest -> OutputKind.of(manifest) != OutputKind.NAMESPACE)
                        .toList();
    }

    private static StackObservation kept(ObservabilityStack stack, Compilation compilation) {
        return observation(stack, compilation, new Delivery.Kept());
    }

    private static StackObservation observation(ObservabilityStack stack, Compilation compilation, Delivery delivery) {
        return new StackObservation(
                stack.getMetadata().getGeneration(), compilation, delivery, Optional.empty(), Optional.empty());
    }
}
