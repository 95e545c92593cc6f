package dev.signalbox.operator;

import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where all collectors of a stack are at one look, and what that makes of their manifests. */
final class RolloutRound {
    private final List<CollectorRollout> own;
    private final SortedMap<String, CollectorRollout> tenants;
    private final Map<ResourceName, CollectorRollout> byName = new HashMap<>();
    private final Map<String, List<CollectorRollout>> byNamespace;
    private final TrialTurns trials;
    private final ConfigurationHistory.Look history;

    /**
     * @param own agents, gateways and the collector of the cluster, as far as they are ours to roll out
     * @param tenants by their namespaces
     */
    RolloutRound(
            List<CollectorRollout> own,
            Map<String, CollectorRollout> tenants,
            TrialTurns trials,
            ConfigurationHistory.Look history) {
        this.own = List.copyOf(own);
        this.tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        this.trials = trials;
        this.history = history;
        Stream.concat(own.stream(), tenants.values().stream())
                .forEach(rollout -> byName.put(rollout.workload(), rollout));
        this.byNamespace = all().collect(
                        Collectors.groupingBy(rollout -> rollout.workload().namespace()));
    }

    SortedMap<String, CollectorRollout> tenants() {
        return tenants;
    }

    Optional<CollectorRollout> of(CollectorName collector) {
        return Optional.ofNullable(byName.get(new ResourceName(collector.namespace(), collector.name())));
    }

    /** All of them. */
    Stream<CollectorRollout> all() {
        return byName.values().stream();
    }

    /** What collectors are to run with now; those that wait are not applied, whatever it is. */
    Revision runs(ConfigurationFiles files) {
        return of(files.collector()).flatMap(CollectorRollout::runs).orElseGet(files::revision);
    }

    /** What is applied now: with what is to be known at the next look, without what has to wait. */
    Stream<HasMetadata> applied(List<HasMetadata> manifests) {
        return manifests.stream().filter(manifest -> !waits(manifest)).map(this::noted);
    }

    /** Configurations that are there. */
    ConfigurationHistory.Look known() {
        return history;
    }

    /** What tries configurations of the stack's own collectors. */
    Stream<HasMetadata> ownTrials() {
        return own.stream().flatMap(this::trial);
    }

    /** What tries a configuration, when it has its turn. */
    Stream<HasMetadata> trial(CollectorRollout rollout) {
        return rollout.trial().stream()
                .filter(trial -> trials.jobs().contains(trial.job()))
                .flatMap(trial -> trial.made().get().objects().stream());
    }

    /** What is there is not deleted. */
    boolean needs(OutputKind kind, ResourceName name) {
        return in(name.namespace()).anyMatch(rollout -> rollout.needs(kind, name, history));
    }

    private Stream<CollectorRollout> in(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of()).stream();
    }

    private boolean waits(HasMetadata manifest) {
        return Optional.ofNullable(byName.get(ObjectNames.of(manifest)))
                .filter(rollout -> rollout.kind() == OutputKind.of(manifest) && rollout.isWithheld())
                .isPresent();
    }

    private HasMetadata noted(HasMetadata manifest) {
        return manifest instanceof ServiceAccount account
                ? Optional.ofNullable(byName.get(ObjectNames.of(manifest)))
                        .filter(CollectorRollout::isNoted)
                        .<HasMetadata>map(rollout -> new ServiceAccountBuilder(account)
                                .editMetadata()
                                .addToAnnotations(
                                        OutputAnnotations.ROLLOUT,
                                        RolloutNote.of(rollout.rollout().memory()))
                                .endMetadata()
                                .build())
                        .orElse(manifest)
                : manifest;
    }
}
