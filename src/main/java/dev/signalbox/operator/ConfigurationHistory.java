package dev.signalbox.operator;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Configurations that collectors had before: kept while anything may still start with them. */
final class ConfigurationHistory {
    private static final int KEPT = 3;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{10}");

    private final KubernetesClient client;
    private final Outputs outputs;

    ConfigurationHistory(KubernetesClient client, Outputs outputs) {
        this.client = client;
        this.outputs = outputs;
    }

    /** Whether a configuration of that hash is still there. */
    boolean holds(Owner owner, CollectorName collector, String hash) {
        return configurations(owner, collector).containsKey(name(collector, hash));
    }

    /** What a collector runs with, as long as that is there; with the sampling file that goes with it. */
    Optional<ConfigurationFiles> read(ConfigurationFiles wanted, String hash) {
        CollectorName collector = wanted.collector();
        return base(collector, hash).map(base -> new ConfigurationFiles(collector, base, sampling(wanted)));
    }

    /** A configuration, as long as it is there. */
    Optional<String> base(CollectorName collector, String hash) {
        return text(collector, ConfigurationFiles.baseName(collector, hash), CollectorPaths.BASE_FILE);
    }

    /** The sampling file that is there. */
    Optional<String> sampling(ConfigurationFiles wanted) {
        return text(wanted.collector(), wanted.samplingName(), CollectorPaths.SAMPLING_FILE);
    }

    private Optional<String> text(CollectorName collector, String name, String file) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(collector.namespace())
                        .withName(name)
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get(file));
    }

    /**
     * Those that stay: the newest, those that are named, and all that a pod or a revision of the workload refers to.
     *
     * @param named hashes
     */
    Set<ResourceName> needed(Owner owner, CollectorName collector, Stream<String> named) {
        Map<ResourceName, Instant> all = configurations(owner, collector);
        Set<ResourceName> needed = Stream.concat(
                        all.entrySet().stream()
                                .sorted(Map.Entry.<ResourceName, Instant>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .limit(KEPT)
                                .map(Map.Entry::getKey),
                        named.map(hash -> name(collector, hash)))
                .collect(Collectors.toCollection(HashSet::new));
        if (!needed.containsAll(all.keySet())) {
            List<String> references = references(collector);
            all.keySet().stream()
                    .filter(name -> references.stream().anyMatch(text -> text.contains(name.name())))
                    .forEach(needed::add);
        }
        return Set.copyOf(needed);
    }

    private Map<ResourceName, Instant> configurations(Owner owner, CollectorName collector) {
        String before = collector.name() + "-";
        return outputs.changedAt(owner, OutputKind.CONFIG_MAP).entrySet().stream()
                .filter(output -> output.getKey().namespace().equals(collector.namespace()))
                .filter(output -> output.getKey().name().startsWith(before)
                        && HASH.matcher(output.getKey().name().substring(before.length()))
                                .matches())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> references(CollectorName collector) {
        Stream<String> pods = client
                .pods()
                .inNamespace(collector.namespace())
                .withLabel(OutputLabels.COLLECTOR, collector.name())
                .list()
                .getItems()
                .stream()
                .flatMap(ConfigurationHistory::configMaps);
        Stream<String> revisions = client
                .apps()
                .controllerRevisions()
                .inNamespace(collector.namespace())
                .withLabel(OutputLabels.COLLECTOR, collector.name())
                .list()
                .getItems()
                .stream()
                .map(ControllerRevision::getData)
                .map(client.getKubernetesSerialization()::asJson);
        return Stream.concat(pods, revisions).toList();
    }

    private static Stream<String> configMaps(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .map(Volume::getConfigMap)
                .filter(Objects::nonNull)
                .map(volume -> volume.getName());
    }

    private static ResourceName name(CollectorName collector, String hash) {
        return new ResourceName(collector.namespace(), ConfigurationFiles.baseName(collector, hash));
    }
}
