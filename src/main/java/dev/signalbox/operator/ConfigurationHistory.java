package dev.signalbox.operator;

import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.CollectorRole;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Outputs.Seen;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Configurations that collectors have in the cluster: kept while anything may still start with them. */
final class ConfigurationHistory {
    private static final int KEPT = 3;

    /** As {@link Revision#baseNames} makes them: collector, hash, and of several objects which. */
    private static final Pattern NAME = Pattern.compile("(.+)-([0-9a-f]{10})(?:-[0-9]+of([0-9]+))?");

    private final KubernetesClient client;
    private final Outputs outputs;

    ConfigurationHistory(KubernetesClient client, Outputs outputs) {
        this.client = client;
        this.outputs = outputs;
    }

    /** The files of a configuration, as long as all of them are there. */
    Optional<List<String>> base(Revision revision) {
        List<String> files = revision.baseNames().stream()
                .flatMap(name -> data(revision.collector(), name).stream())
                .flatMap(data -> data.values().stream())
                .toList();
        return Optional.of(files).filter(all -> all.size() == revision.parts());
    }

    /** The sampling file that is there. */
    Optional<String> sampling(CollectorName collector) {
        return data(collector, collector.sampling()).map(data -> data.get(CollectorPaths.SAMPLING_FILE));
    }

    private Optional<Map<String, String>> data(CollectorName collector, String name) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(collector.namespace())
                        .withName(name)
                        .get())
                .map(ConfigMap::getData);
    }

    /** What there is now, read once for all collectors of an owner. */
    Look look(Owner owner) {
        Map<ResourceName, Map<String, Stored>> byCollector = new HashMap<>();
        outputs.seen(owner, OutputKind.CONFIG_MAP).forEach(seen -> {
            Matcher name = NAME.matcher(seen.name().name());
            if (name.matches()) {
                byCollector
                        .computeIfAbsent(new ResourceName(seen.name().namespace(), name.group(1)), _ -> new HashMap<>())
                        .merge(name.group(2), Stored.of(seen, name.group(3)), Stored::and);
            }
        });
        return new Look(byCollector);
    }

    /**
     * A configuration of one hash.
     *
     * @param parts that it should have
     * @param objects those that are there
     */
    private record Stored(
            Optional<String> image, boolean sampled, int parts, Instant changedAt, List<ResourceName> objects) {
        static Stored of(Seen seen, String parts) {
            return new Stored(
                    Optional.ofNullable(seen.notes().get(OutputAnnotations.IMAGE)),
                    seen.notes().containsKey(OutputAnnotations.SAMPLED),
                    parts == null ? 1 : Integer.parseInt(parts),
                    seen.changedAt(),
                    List.of(seen.name()));
        }

        Stored and(Stored other) {
            return new Stored(
                    image,
                    sampled,
                    parts,
                    changedAt,
                    Stream.concat(objects.stream(), other.objects().stream()).toList());
        }
    }

    /** What there was at one moment. */
    final class Look {
        private final Map<ResourceName, Map<String, Stored>> byCollector;
        private final Map<ResourceName, Set<ResourceName>> needed = new HashMap<>();

        private Look(Map<ResourceName, Map<String, Stored>> byCollector) {
            this.byCollector = byCollector;
        }

        /** What a hash stands for, where all of it is still there. */
        Optional<Revision> find(CollectorName collector, String hash) {
            return Optional.ofNullable(of(collector).get(hash))
                    .filter(stored -> stored.objects().size() == stored.parts())
                    .flatMap(stored -> stored.image()
                            .map(image -> new Revision(collector, image, hash, stored.parts(), stored.sampled())));
        }

        /**
         * Whether an object with a configuration stays: the newest do, those that are named, and all that a pod or a revision
         * of the workload refers to.
         *
         * @param named hashes
         */
        boolean needs(CollectorName collector, ResourceName object, Set<String> named) {
            return needed.computeIfAbsent(key(collector), _ -> needed(collector, named))
                    .contains(object);
        }

        private Set<ResourceName> needed(CollectorName collector, Set<String> named) {
            Map<String, Stored> all = of(collector);
            Set<String> hashes = Stream.concat(
                            all.entrySet().stream()
                                    .sorted(Comparator.<Map.Entry<String, Stored>, Instant>comparing(
                                                    one -> one.getValue().changedAt())
                                            .reversed()
                                            .thenComparing(Map.Entry::getKey))
                                    .limit(KEPT)
                                    .map(Map.Entry::getKey),
                            named.stream())
                    .collect(Collectors.toSet());
            List<String> references = hashes.containsAll(all.keySet()) ? List.of() : references(collector);
            return all.entrySet().stream()
                    .filter(one -> hashes.contains(one.getKey())
                            || references.stream()
                                    .anyMatch(text -> text.contains(collector.name() + "-" + one.getKey())))
                    .flatMap(one -> one.getValue().objects().stream())
                    .collect(Collectors.toSet());
        }

        private Map<String, Stored> of(CollectorName collector) {
            return byCollector.getOrDefault(key(collector), Map.of());
        }

        private static ResourceName key(CollectorName collector) {
            return new ResourceName(collector.namespace(), collector.name());
        }
    }

    private List<String> references(CollectorName collector) {
        Stream<String> pods = pods(client, collector).flatMap(ConfigurationHistory::configMaps);
        Stream<String> revisions = collector.role() == CollectorRole.TENANT_COLLECTOR
                        || collector.role() == CollectorRole.CLUSTER_COLLECTOR
                ? Stream.empty() // nothing starts a pod from what a Deployment had before
                : client
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

    static Stream<Pod> pods(KubernetesClient client, CollectorName collector) {
        return client
                .pods()
                .inNamespace(collector.namespace())
                .withLabel(OutputLabels.COLLECTOR, collector.name())
                .list()
                .getItems()
                .stream();
    }

    /** Names of those that a pod mounts, alone or side by side. */
    static Stream<String> configMaps(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .flatMap(volume -> Stream.concat(
                        Stream.ofNullable(volume.getConfigMap()).map(source -> source.getName()),
                        Stream.ofNullable(volume.getProjected())
                                .flatMap(projected -> projected.getSources().stream())
                                .flatMap(source -> Stream.ofNullable(source.getConfigMap()))
                                .map(source -> source.getName())));
    }
}
