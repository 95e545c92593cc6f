package dev.signalbox.operator.freeze;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.freeze.LiveWorkload;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What workloads of a service run and ran, by lists: it is asked for when a gate is closed or moved on, and not kept. */
final class WorkloadHistories {
    private static final String POD_SPEC = "/spec/template/spec";

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "Deployment",
                    "apps/v1",
                    "deployments",
                    new History("replicasets", POD_SPEC, "/metadata/annotations/deployment.kubernetes.io~1revision")),
            new Kind(
                    "StatefulSet",
                    "apps/v1",
                    "statefulsets",
                    new History("controllerrevisions", "/data" + POD_SPEC, "/revision")),
            new Kind(
                    "Rollout",
                    "argoproj.io/v1alpha1",
                    "rollouts",
                    new History("replicasets", POD_SPEC, "/metadata/annotations/rollout.argoproj.io~1revision")));

    private final PagedList lists;

    private record Kind(String name, String group, String plural, History history) {}

    /**
     * Where a controller keeps what there was.
     *
     * @param plural of {@code apps/v1}
     * @param spec where the spec of pods is in it
     * @param number which of two is the newer one
     */
    private record History(String plural, String spec, String number) {}

    private record Numbered(long number, JsonNode spec) {}

    WorkloadHistories(PagedList lists) {
        this.lists = lists;
    }

    /** The service's workloads that have pods of their own. */
    List<LiveWorkload> of(TelemetryService service) throws Unlisted {
        List<LiveWorkload> found = new ArrayList<>();
        String namespace = service.resource().namespace();
        for (Kind kind : KINDS) {
            List<JsonNode> selected = new ArrayList<>();
            each(kind.group(), namespace, kind.plural(), object -> {
                if (!object.at(POD_SPEC).isMissingNode()
                        && service.pods().selects(labels(object.at("/spec/template/metadata/labels")))) {
                    selected.add(object);
                }
            });
            if (!selected.isEmpty()) {
                Map<String, List<Numbered>> histories = histories(namespace, kind.history());
                selected.forEach(object -> found.add(workload(kind, object, histories)));
            }
        }
        return List.copyOf(found);
    }

    private static LiveWorkload workload(Kind kind, JsonNode object, Map<String, List<Numbered>> histories) {
        return new LiveWorkload(
                kind.name(),
                object.at("/metadata/name").asText(),
                object.at(POD_SPEC),
                histories.getOrDefault(object.at("/metadata/uid").asText(), List.of()).stream()
                        .sorted(Comparator.comparingLong(Numbered::number).reversed())
                        .map(Numbered::spec)
                        .toList());
    }

    /** By the workload's UID. */
    private Map<String, List<Numbered>> histories(String namespace, History history) throws Unlisted {
        Map<String, List<Numbered>> byOwner = new HashMap<>();
        each("apps/v1", namespace, history.plural(), object -> {
            JsonNode spec = object.at(history.spec());
            for (JsonNode owner : object.at("/metadata/ownerReferences")) {
                if (owner.path("controller").asBoolean() && !spec.isMissingNode()) {
                    byOwner.computeIfAbsent(owner.path("uid").asText(), _ -> new ArrayList<>())
                            .add(new Numbered(object.at(history.number()).asLong(), spec));
                }
            }
        });
        return byOwner;
    }

    private void each(String group, String namespace, String plural, Consumer<JsonNode> object) throws Unlisted {
        try {
            lists.each("apis/%s/namespaces/%s/%s".formatted(group, namespace, plural), "", false, object);
        } catch (Unlisted e) {
            if (!e.isNotServed()) {
                throw e;
            }
        }
    }

    private static Map<String, String> labels(JsonNode labels) {
        Map<String, String> read = new HashMap<>();
        labels.properties()
                .forEach(label -> read.put(label.getKey(), label.getValue().asText()));
        return read;
    }
}
