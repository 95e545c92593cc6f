package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.ProfilerWorkload;
import dev.signalbox.compile.pipeline.workload.TrialJob;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.CollectorRollout.PlannedTrial;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.status.OverlayReport;
import dev.signalbox.status.StackStatusReport;
import dev.signalbox.status.rollout.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Looks at the rollouts of all collectors. What is known of agents and gateways is in the status of their stack; of the others,
 * which may be thousands, on the account of each: the one object of a collector that is there before its first configuration
 * is, and that nobody else writes to.
 */
final class CollectorRollouts {
    private final Outputs outputs;
    private final ConfigurationHistory history;
    private final Trials trials;
    private final Overlays overlays;
    private final Optional<String> image;

    /** @param image our own, for trials; nothing: nothing is tried */
    CollectorRollouts(
            Outputs outputs, ConfigurationHistory history, Trials trials, Overlays overlays, Optional<String> image) {
        this.outputs = outputs;
        this.history = history;
        this.trials = trials;
        this.overlays = overlays;
        this.image = image;
    }

    /** One look at all of them. */
    RolloutRound look(
            Owner owner, StackDraft.WithCollectors draft, Optional<ObservabilityStackStatus> before, Instant now) {
        return new Looking(draft, owner, now).round(before);
    }

    private final class Looking {
        private final TelemetryStack stack;
        private final CollectorPlan plan;
        private final ConfigurationHistory.Look known;
        private final Instant now;

        Looking(StackDraft.WithCollectors draft, Owner owner, Instant now) {
            this.stack = draft.parts().stack();
            this.plan = draft.plan();
            this.known = history.look(owner);
            this.now = now;
        }

        RolloutRound round(Optional<ObservabilityStackStatus> before) {
            List<CollectorRollout> own = new ArrayList<>();
            CollectorPlan.Trials tried = plan.trials();
            if (stack.collectors().output() == Output.NATIVE) {
                own.add(look(
                        OutputKind.DAEMON_SET,
                        plan.agent(),
                        StackStatusReport.agents(before),
                        trial(plan.agent(), tried::agent)));
                own.add(look(
                        OutputKind.STATEFUL_SET,
                        plan.gateway(),
                        StackStatusReport.gateways(before),
                        overlays.trialOfBase(stack, plan, OverlayReport.memory(before))));
            }
            plan.cluster()
                    .ifPresent(files -> own.add(
                            noted(files, trial(files, () -> tried.cluster().orElseThrow()))));
            plan.headSampler().ifPresent(files -> own.add(noted(files, Optional.empty())));
            plan.watchers()
                    .observers()
                    .forEach(files -> own.add(noted(OutputKind.DAEMON_SET, files, Optional.empty())));
            plan.watchers()
                    .profiler()
                    .ifPresent(profiler -> own.add(noted(
                            OutputKind.DAEMON_SET,
                            profiler.files(),
                            trial(profiler.files(), profiler::keeping, ProfilerWorkload.PROFILES))));
            Map<String, CollectorRollout> tenants = new TreeMap<>();
            plan.tenants()
                    .forEach(tenant -> tenants.put(
                            tenant.files().collector().namespace(),
                            noted(tenant.files(), trial(tenant.files(), tenant::configuration))));
            return new RolloutRound(
                    own,
                    tenants,
                    TrialTurns.of(
                            TrialTurns.jobs(own.stream()), TrialTurns.jobs(tenants.values().stream()), trials::goesOn),
                    known);
        }

        /** A Deployment. */
        private CollectorRollout noted(ConfigurationFiles files, Optional<PlannedTrial> trial) {
            return noted(OutputKind.DEPLOYMENT, files, trial);
        }

        private CollectorRollout noted(OutputKind kind, ConfigurationFiles files, Optional<PlannedTrial> trial) {
            return look(kind, files, memory(files.collector()), trial);
        }

        private CollectorRollout look(
                OutputKind kind, ConfigurationFiles files, Memory memory, Optional<PlannedTrial> trial) {
            return CollectorRollout.look(files.revision(), kind, memory, trial, trials::of, outputs, known, now);
        }

        private Memory memory(CollectorName collector) {
            return RolloutNote.memory(outputs.note(
                    OutputKind.SERVICE_ACCOUNT,
                    new ResourceName(collector.namespace(), collector.name()),
                    OutputAnnotations.ROLLOUT));
        }

        private Optional<PlannedTrial> trial(
                ConfigurationFiles files, Supplier<CollectorConfiguration> configuration, String... arguments) {
            return image.map(own -> {
                String key = files.trialKey(own);
                return new PlannedTrial(
                        TrialJob.name(stack, key),
                        () -> new TrialJob(
                                stack,
                                key,
                                plan.trials().texts(configuration.get()),
                                Map.of(),
                                Map.of(),
                                List.of(arguments),
                                own));
            });
        }
    }
}
