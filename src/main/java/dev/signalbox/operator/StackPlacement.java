package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.pipeline.ebpf.Profilers.Profiler;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.workload.ApplyOrder;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.retention.RuntimeFiles;
import dev.signalbox.operator.routing.PublishedRouting;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.OverlayEvidence;
import dev.signalbox.status.OverlayReport;
import dev.signalbox.status.StackObservation;
import dev.signalbox.status.StackObservation.Gateways;
import dev.signalbox.status.StackObservation.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings what a stack becomes into the cluster, each collector with the revision that its rollout is at. */
final class StackPlacement {
    /** Of the stack itself. */
    private static final String OWN = "";

    private final StackPrerequisites prerequisites;
    private final CollectorRollouts rollouts;
    private final StackDelivery delivery;
    private final StuckPods stuckPods;
    private final Overlays overlays;
    private final Supplier<OverlayEvidence> evidence;
    private final RuntimeFiles files;
    private final PublishedRouting routing;

    /**
     * @param evidence what gateways say they run
     * @param files that servers read
     * @param routing told of what became of routes
     */
    StackPlacement(
            StackPrerequisites prerequisites,
            CollectorRollouts rollouts,
            StackDelivery delivery,
            StuckPods stuckPods,
            Overlays overlays,
            Supplier<OverlayEvidence> evidence,
            RuntimeFiles files,
            PublishedRouting routing) {
        this.prerequisites = prerequisites;
        this.rollouts = rollouts;
        this.delivery = delivery;
        this.stuckPods = stuckPods;
        this.overlays = overlays;
        this.evidence = evidence;
        this.files = files;
        this.routing = routing;
    }

    /**
     * Does the next step, and tells what is there.
     *
     * @param others what is not deleted, because somebody else brings it
     */
    StackObservation place(
            ObservabilityStack stack,
            StackDraft draft,
            BiPredicate<OutputKind, ResourceName> others,
            Optional<ObservabilityStackStatus> before,
            Instant now) {
        try {
            return switch (draft) {
                case StackDraft.Wrong wrong -> kept(stack, wrong.compilation());
                case StackDraft.WithoutCollectors none -> {
                    files.leave(stack);
                    routing.written(
                            none.facts().serves(ServedKind.ALERTMANAGER_CONFIG),
                            delivery.deliver(Owner.of(stack), none.routing(), others));
                    yield observation(stack, none.compilation(), new Delivery.Delivered(Instant.EPOCH));
                }
                case StackDraft.WithCollectors collectors -> place(stack, collectors, others, before, now);
            };
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                prerequisites.forgetNamespaces();
            }
            throw e;
        }
    }

    private StackObservation place(
            ObservabilityStack resource,
            StackDraft.WithCollectors draft,
            BiPredicate<OutputKind, ResourceName> others,
            Optional<ObservabilityStackStatus> before,
            Instant now) {
        Owner owner = Owner.of(resource);
        RolloutRound round = rollouts.look(owner, draft, before, now);
        List<HasMetadata> manifests = StackCompiler.manifests(draft.parts(), draft.plan(), round::runs, draft.facts());
        Optional<Prerequisite> missing = prerequisites.missing(draft.parts().stack(), manifests);
        if (missing.isPresent()) {
            return kept(resource, new Compilation.Blocked(missing.get()));
        }
        TelemetryStack stack = draft.parts().stack();
        Optional<OverlayRollout> overlay = round.of(draft.plan().gateway().collector())
                .map(gateways ->
                        overlays.look(stack, draft.plan(), gateways, round.known(), OverlayReport.memory(before), now));
        SortedMap<String, List<HasMetadata>> tenants = new TreeMap<>(round.applied(manifests)
                .filter(manifest -> overlay.stream().allMatch(sampling -> sampling.allows(manifest)))
                .collect(Collectors.groupingBy(manifest -> tenant(manifest, stack))));
        List<HasMetadata> own = Objects.requireNonNullElse(tenants.remove(OWN), List.of());
        round.tenants()
                .forEach((namespace, rollout) ->
                        tenants.merge(namespace, round.trial(rollout).toList(), StackPlacement::joined));
        StackDelivery.Delivered delivered = delivery.deliver(
                owner,
                draft,
                joined(
                        own,
                        Stream.concat(round.ownTrials(), overlay.stream().flatMap(OverlayRollout::tried))
                                .toList()),
                tenants,
                draft.retention().objects(),
                (kind, name) -> others.test(kind, name)
                        || round.needs(kind, name)
                        || kind == OutputKind.CONFIG_MAP && draft.retention().keeps(name)
                        || overlay.filter(sampling -> sampling.needs(kind, name))
                                .isPresent(),
                now);
        files.write(resource, draft.retention(), delivered.files());
        routing.written(draft.facts().serves(ServedKind.ALERTMANAGER_CONFIG), delivered.routes());
        round.all().forEach(rollout -> rollout.leftBehind()
                .ifPresent(refused -> stuckPods.delete(rollout.wanted().collector(), refused)));
        return observation(resource, draft, round, overlay, delivered);
    }

    /** What has one tenant's namespace to do with alone, by that; empty for all else. */
    private static String tenant(HasMetadata manifest, TelemetryStack stack) {
        String namespace = Objects.requireNonNullElse(manifest.getMetadata().getNamespace(), OWN);
        return Set.of(stack.namespace(), stack.collectors().agent().namespace()).contains(namespace) ? OWN : namespace;
    }

    private static List<HasMetadata> joined(List<HasMetadata> some, List<HasMetadata> others) {
        return ApplyOrder.of(Stream.concat(some.stream(), others.stream()));
    }

    private static StackObservation kept(ObservabilityStack stack, Compilation compilation) {
        return observation(stack, compilation, new Delivery.Kept());
    }

    private static StackObservation observation(ObservabilityStack stack, Compilation compilation, Delivery delivery) {
        return StackObservation.of(stack.getMetadata().getGeneration(), compilation, delivery);
    }

    private StackObservation observation(
            ObservabilityStack stack,
            StackDraft.WithCollectors draft,
            RolloutRound round,
            Optional<OverlayRollout> overlay,
            StackDelivery.Delivered delivered) {
        if (!(delivered.own() instanceof Delivery.Delivered)) {
            return observation(stack, draft.compilation(), delivered.own()); // no step was made
        }
        CollectorPlan plan = draft.plan();
        SortedMap<String, Tenant> tenants = new TreeMap<>();
        plan.tenants().forEach(tenant -> {
            String namespace = tenant.files().collector().namespace();
            tenants.put(
                    namespace,
                    new Tenant(
                            round.tenants().get(namespace).observation(),
                            delivered.tenants().get(namespace),
                            tenant.services()));
        });
        return new StackObservation(
                stack.getMetadata().getGeneration(),
                draft.compilation(),
                delivered.own(),
                round.of(plan.agent().collector()).map(CollectorRollout::observation),
                round.of(plan.gateway().collector())
                        .map(gateways -> new Gateways(
                                gateways.observation(), overlay.flatMap(OverlayRollout::step), evidence.get())),
                others(plan, round),
                observers(plan, round),
                tenants);
    }

    private static SortedMap<String, StackObservation.Collectors> others(CollectorPlan plan, RolloutRound round) {
        SortedMap<String, StackObservation.Collectors> others = new TreeMap<>();
        Stream.of(plan.cluster(), plan.headSampler(), plan.watchers().profiler().map(Profiler::files))
                .flatMap(Optional::stream)
                .map(ConfigurationFiles::collector)
                .forEach(collector -> round.of(collector)
                        .ifPresent(rollout -> others.put(collector.role().label(), rollout.observation())));
        return others;
    }

    private static SortedMap<String, StackObservation.Collectors> observers(CollectorPlan plan, RolloutRound round) {
        SortedMap<String, StackObservation.Collectors> observers = new TreeMap<>();
        plan.watchers().observers().stream().map(ConfigurationFiles::collector).forEach(observer -> round.of(observer)
                .ifPresent(rollout -> observers.put(observer.of().orElseThrow(), rollout.observation())));
        return observers;
    }
}
