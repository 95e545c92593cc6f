package dev.signalbox.operator;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.stack.OverlayTrial;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.TrialJob;
import dev.signalbox.model.pipeline.TelemetryStack;
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
     * wanted one unless users wrote something else of it meanwhile.
     */
    String trialOfBase(CollectorPlan plan, OverlayMemory memory) {
        return memory.live()
                .filter(live -> !live.structure().equals(plan.overlay().structure()))
                .flatMap(live -> history.sampling(plan.gateway()).filter(text -> isOf(text, live)))
                .map(live -> OverlayTrial.of(plan.gateway().base(), live))
                .orElseGet(plan.trials()::gatewayText);
    }

    /** Looks at it, once it is known which configurations gateways run. */
    OverlayRollout look(
            TelemetryStack stack, CollectorPlan plan, CollectorRollout gateways, OverlayMemory memory, Instant now) {
        ConfigurationFiles wanted = plan.gateway();
        ConfigurationFiles files = gateways.files();
        if (files.sampling().isEmpty()) {
            return new OverlayRollout(Optional.empty(), files, List.of(), true, !gateways.isSettled());
        }
        if (wanted.sampling().isEmpty()) {
            return new OverlayRollout(Optional.of(staying(memory)), files, List.of(), true, true);
        }
        List<String> bases = bases(wanted, gateways);
        Overlay overlay = overlay(plan);
        List<TrialJob> jobs = image.stream()
                .flatMap(own -> bases.stream()
                        .map(base -> OverlayTrial.of(base, wanted.sampling().get()))
                        .map(text -> new TrialJob(stack, text, Map.of(), Map.of(), own)))
                .toList();
        OverlayStep step = OverlayStep.next(
                overlay,
                attempt(overlay, bases),
                bases.isEmpty() ? OverlayMemory.NONE : remembered(memory, wanted, overlay),
                () -> trial(jobs),
                pace,
                now);
        Optional<String> text = step.moves()
                ? wanted.sampling()
                : history.sampling(wanted)
                        .filter(live -> isOf(live, step.memory().live().orElseThrow()));
        return new OverlayRollout(
                Optional.of(step),
                new ConfigurationFiles(files.collector(), files.base(), text.or(files::sampling)),
                jobs,
                text.isPresent(),
                true);
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
    private OverlayMemory remembered(OverlayMemory memory, ConfigurationFiles wanted, Overlay overlay) {
        return memory.live().isPresent()
                ? memory
                : new OverlayMemory(
                        history.sampling(wanted)
                                .map(text -> isOf(text, overlay)
                                        ? overlay
                                        : new Overlay(ContentHash.of(text), "", Optional.empty())),
                        memory.changed(),
                        memory.refused());
    }

    /** All with which a gateway may start: what they have, and what they would go back to. */
    private List<String> bases(ConfigurationFiles wanted, CollectorRollout gateways) {
        return Stream.of(
                        gateways.rollout().memory().running(),
                        gateways.rollout().memory().lastGood())
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .flatMap(hash -> hash.equals(wanted.hash())
                        ? Stream.of(wanted.base())
                        : history.base(wanted.collector(), hash).stream())
                .toList();
    }

    private static String attempt(Overlay overlay, List<String> bases) {
        return ContentHash.of(
                Stream.concat(Stream.of(overlay.structure()), bases.stream()).toArray(String[]::new));
    }

    /** Of all of them: one that fails speaks for all. */
    private Trial trial(List<TrialJob> jobs) {
        List<Trial> all = jobs.stream().map(trials::of).toList();
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
