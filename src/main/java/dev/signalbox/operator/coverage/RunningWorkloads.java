package dev.signalbox.operator.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.coverage.Inventory;
import dev.signalbox.coverage.PodOwner;
import dev.signalbox.coverage.Workload;
import dev.signalbox.coverage.WorkloadName;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds all workloads that count, by paged lists: what is needed of an object is kept, the object is not. */
final class RunningWorkloads {
    /** Our own collectors watch; they are not to be watched by themselves. */
    private static final String NOT_OURS =
            "labelSelector=" + PagedList.encoded(OutputLabels.MANAGED_BY + "!=" + OutputLabels.SIGNALBOX);

    /** Pods that have ended are nobody's telemetry. */
    private static final String NOT_ENDED =
            "fieldSelector=" + PagedList.encoded("status.phase!=Succeeded,status.phase!=Failed");

    private static final List<Kind> KINDS = List.of(
            new Kind("Deployment", "apps/v1", "deployments"),
            new Kind("StatefulSet", "apps/v1", "statefulsets"),
            new Kind("DaemonSet", "apps/v1", "daemonsets"),
            new Kind("CronJob", "batch/v1", "cronjobs"),
            new Kind("Rollout", "argoproj.io/v1alpha1", "rollouts"));

    private final PagedList lists;
    private final Set<String> watched;

    private record Kind(String name, String group, String plural) {
        String in(Optional<String> namespace) {
            return "apis/" + group + "/"
                    + namespace.map(name -> "namespaces/" + name + "/").orElse("") + plural;
        }
    }

    /** @param watched namespaces; empty for all */
    RunningWorkloads(PagedList lists, Set<String> watched) {
        this.lists = lists;
        this.watched = Set.copyOf(watched);
    }

    /** All that counts. */
    Inventory inventory(ExpectedCoverage expected) throws Unlisted {
        Set<String> namespaces = namespaces(expected);
        Map<WorkloadName, Workload> found = new TreeMap<>();
        Set<WorkloadName> known = new HashSet<>();
        for (Kind kind : KINDS) {
            each(kind, object -> {
                Workload workload = workload(kind.name(), object);
                known.add(workload.name());
                if (counts(workload.name(), namespaces, expected)) {
                    found.put(workload.name(), workload);
                }
            });
        }
        List<Inventory.Pod> pods = pods(found, known, namespaces, expected);
        return new Inventory(List.copyOf(found.values()), pods);
    }

    /** Pods, and into {@code found} those that no workload made, by their owner. */
    private List<Inventory.Pod> pods(
            Map<WorkloadName, Workload> found,
            Set<WorkloadName> known,
            Set<String> namespaces,
            ExpectedCoverage expected)
            throws Unlisted {
        Map<String, Set<String>> scheduled = known.stream()
                .filter(name -> name.kind().equals("CronJob"))
                .collect(Collectors.groupingBy(
                        WorkloadName::namespace, Collectors.mapping(WorkloadName::name, Collectors.toSet())));
        Set<String> ours = KINDS.stream().map(Kind::name).collect(Collectors.toSet());
        List<Inventory.Pod> pods = new ArrayList<>();
        for (Optional<String> scope : scopes()) {
            lists.each(
                    "api/v1/" + scope.map(name -> "namespaces/" + name + "/").orElse("") + "pods",
                    NOT_OURS + "&" + NOT_ENDED,
                    true,
                    object -> owner(object, scheduled).ifPresent(owner -> {
                        // A kind that was listed and has no such object: left out, or being deleted.
                        if (!found.containsKey(owner)
                                && !ours.contains(owner.kind())
                                && counts(owner, namespaces, expected)) {
                            found.put(owner, Workload.running(owner, labels(object.path("metadata"))));
                        }
                        if (found.containsKey(owner)) {
                            pods.add(new Inventory.Pod(
                                    object.at("/metadata/name").asText(),
                                    owner,
                                    Instant.parse(object.at("/metadata/creationTimestamp")
                                            .asText())));
                        }
                    }));
        }
        return pods;
    }

    private static Optional<WorkloadName> owner(JsonNode pod, Map<String, Set<String>> scheduled) {
        JsonNode metadata = pod.path("metadata");
        String namespace = metadata.path("namespace").asText();
        Optional<PodOwner.Controller> controller = Optional.empty();
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                controller = Optional.of(new PodOwner.Controller(
                        owner.path("kind").asText(), owner.path("name").asText()));
            }
        }
        return PodOwner.of(
                namespace,
                metadata.path("name").asText(),
                labels(metadata),
                controller,
                scheduled.getOrDefault(namespace, Set.of()));
    }

    private void each(Kind kind, Consumer<JsonNode> object) throws Unlisted {
        for (Optional<String> scope : scopes()) {
            try {
                lists.each(kind.in(scope), NOT_OURS, false, object);
            } catch (Unlisted e) {
                if (!e.isNotServed()) {
                    throw e;
                }
            }
        }
    }

    private static boolean counts(WorkloadName name, Set<String> namespaces, ExpectedCoverage expected) {
        return namespaces.contains(name.namespace()) && !expected.excludes(name.kind(), name.namespace(), name.name());
    }

    /** Who watches some namespaces may not list them. */
    private Set<String> namespaces(ExpectedCoverage expected) throws Unlisted {
        Set<String> selected = new HashSet<>();
        Consumer<JsonNode> take = object -> {
            if (expected.namespaces().selects(labels(object.path("metadata")))) {
                selected.add(object.at("/metadata/name").asText());
            }
        };
        if (watched.isEmpty()) {
            lists.each("api/v1/namespaces", "", true, take);
        }
        for (String name : watched) {
            take.accept(lists.one("api/v1/namespaces/" + name));
        }
        return selected;
    }

    private List<Optional<String>> scopes() {
        return watched.isEmpty()
                ? List.of(Optional.empty())
                : watched.stream().sorted().map(Optional::of).toList();
    }

    private static Workload workload(String kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        WorkloadName name = new WorkloadName(
                metadata.path("namespace").asText(), kind, metadata.path("name").asText());
        JsonNode spec = object.path("spec");
        if (kind.equals("CronJob")) {
            return Workload.scheduled(
                    name,
                    labels(spec.at("/jobTemplate/spec/template/metadata")),
                    spec.path("suspend").asBoolean(),
                    spec.path("schedule").asText());
        }
        boolean none = kind.equals("DaemonSet")
                ? object.at("/status/desiredNumberScheduled").asInt(1) == 0
                : spec.path("replicas").asInt(1) == 0;
        return new Workload(name, labels(spec.at("/template/metadata")), none, Optional.empty());
    }

    private static Map<String, String> labels(JsonNode metadata) {
        Map<String, String> labels = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
