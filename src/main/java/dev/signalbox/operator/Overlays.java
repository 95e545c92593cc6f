package dev.signalbox.operator;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.stack.OverlayTrial;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.TrialJob;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.CollectorRollout.PlannedTrial;
import dev.signalbox.status.rollout.Overlay;
import dev.signalbox.status.rollout.OverlayMemory;
import dev.signalbox.status.rollout.OverlayPace;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.OverlayStep.Phase;
import dev.signalbox.status.rollout.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How new sampling files reach gateways: in place, at their pace, and tried where users wrote something else. */
final class Overlays {
    private final ConfigurationHistory history;
    private final Trials trials;
    private final Optional<String> image;
    private final OverlayPace pace;

    /** @param image our own, for trials; nothing: nothing is tried */
    Overlays(ConfigurationHistory history, Trials trials, Optional<String> image, OverlayPace pace) {
        this.history = history;
        this.trials = trials;
        this.image = image;
        this.pace = pace;
    }

    /**
     * What the wanted configuration of gateways is tried with: the sampling file that they would start with, which is the
     * wanted one unless users wrote something else of it meanwhile. What was learned makes no other trial.
     */
    Optional<PlannedTrial> trialOfBase(TelemetryStack stack, CollectorPlan plan, OverlayMemory memory) {
        ConfigurationFiles wanted = plan.gateway();
        Optional<String> stays = memory.live()
                .filter(live -> !live.structure().equals(plan.overlay().structure()))
                .flatMap(live -> history.sampling(wanted.collector()).filter(text -> isOf(text, live)));
        return image.map(own -> stays.map(live -> tried(stack, wanted, live, live, own))
                .orElseGet(() -> planned(
                        stack,
                        wanted,
                        plan.overlay().structure(),
                        () -> plan.trials().texts(plan.trials().gateway()),
                        own)));
    }

    /** Looks at it, once it is known which configurations gateways run. */
    OverlayRollout look(
            TelemetryStack stack,
            CollectorPlan plan,
            CollectorRollout gateways,
            ConfigurationHistory.Look known,
            OverlayMemory memory,
            Instant now) {
        ConfigurationFiles wanted = plan.gateway();
        CollectorName collector = wanted.collector();
        if (!gateways.runs().orElse(gateways.wanted()).sampled()) {
            return new OverlayRollout(Optional.empty(), collector, List.of(), true, !gateways.isSettled());
        }
        if (wanted.sampling().isEmpty()) {
            return new OverlayRollout(Optional.of(staying(memory)), collector, List.of(), true, true);
        }
        List<List<String>> bases = bases(wanted, gateways, known);
        Overlay overlay = overlay(plan);
        List<PlannedTrial> planned = image.stream()
                .flatMap(own -> bases.stream()
                        .map(base -> new ConfigurationFiles(collector, wanted.image(), base, Optional.empty()))
                        .map(base -> tried(stack, base, wanted.sampling().get(), overlay.structure(), own)))
                .toList();
        OverlayStep step = OverlayStep.next(
                overlay,
                attempt(overlay, bases),
                bases.isEmpty() ? OverlayMemory.NONE : remembered(memory, collector, overlay),
                () -> trial(planned),
                pace,
                now);
        return new OverlayRollout(Optional.of(step), collector, planned, step.moves(), true);
    }

    /**
     * A sampling file over a configuration of gateways.
     *
     * @param identity what tells the file from those that are tried apart from it
     */
    private static PlannedTrial tried(
            TelemetryStack stack, ConfigurationFiles base, String sampling, String identity, String own) {
        return planned(stack, base, identity, () -> List.of(OverlayTrial.of(base.base(), sampling)), own);
    }

    private static PlannedTrial planned(
            TelemetryStack stack,
            ConfigurationFiles base,
            String identity,
            Supplier<List<String>> configurations,
            String own) {
        String key = ContentHash.of(Stream.concat(Stream.of(base.image(), own, identity), base.base().stream())
                .toArray(String[]::new));
        return new PlannedTrial(
                TrialJob.name(stack, key),
                () -> new TrialJob(stack, key, configurations.get(), Map.of(), Map.of(), List.of(), own));
    }

    /** Gateways are about to do without one. */
    private static OverlayStep staying(OverlayMemory memory) {
        return new OverlayStep(
                Phase.GIVEN, false, false, Optional.empty(), memory, "the sampling file goes with the configuration");
    }

    private static Overlay overlay(CollectorPlan plan) {
        return new Overlay(
                plan.gateway().samplingHash().orElseThrow(),
                plan.overlay().structure(),
                plan.overlay().boosts());
    }

    /** A file that nobody remembers is of no known structure. */
    private OverlayMemory remembered(OverlayMemory memory, CollectorName collector, Overlay overlay) {
        return memory.live().isPresent()
                ? memory
                : new OverlayMemory(
                        history.sampling(collector)
                                .map(text -> isOf(text, overlay)
                                        ? overlay
                                        : new Overlay(ContentHash.of(text), "", Optional.empty())),
                        memory.changed(),
                        memory.refused());
    }

    /** All with which a gateway may start: what they have, and what they would go back to. */
    private List<List<String>> bases(
            ConfigurationFiles wanted, CollectorRollout gateways, ConfigurationHistory.Look known) {
        return Stream.of(
                        gateways.rollout().memory().running(),
                        gateways.rollout().memory().lastGood())
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .flatMap(hash -> hash.equals(gateways.wanted().hash())
                        ? Stream.of(wanted.base())
                        : known.find(wanted.collector(), hash).flatMap(history::base).stream())
                .toList();
    }

    private static String attempt(Overlay overlay, List<List<String>> bases) {
        return ContentHash.of(
                Stream.concat(Stream.of(overlay.structure()), bases.stream().flatMap(List::stream))
                        .toArray(String[]::new));
    }

    /** Of all of them: one that fails speaks for all. */
    private Trial trial(List<PlannedTrial> jobs) {
        List<Trial> all = jobs.stream().map(PlannedTrial::job).map(trials::of).toList();
        return all.stream()
                .filter(Trial.Failed.class::isInstance)
                .findFirst()
                .or(() -> all.stream().filter(Trial.Running.class::isInstance).findFirst())
                .or(() -> all.stream().findFirst())
                .orElseGet(Trial.Impossible::new);
    }

    private static boolean isOf(String text, Overlay overlay) {
        return ContentHash.of(text).equals(overlay.hash());
    }
}
