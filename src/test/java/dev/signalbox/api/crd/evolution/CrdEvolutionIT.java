package dev.signalbox.api.crd.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.crd.Examples.Example;
import dev.signalbox.api.crd.Leaves;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.EmptyCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was written under the definitions of the previous release, in an API server that gets those of today, and the way back. */
@ExtendWith(EmptyCluster.class)
class CrdEvolutionIT {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Duration SERVED = Duration.ofSeconds(30);
    private static final List<JsonNode> BEFORE = PreviousRelease.definitions();
    private static final List<JsonNode> NOW = PreviousRelease.definitions(Path.of("crds"));

    /** A cluster has one, of a name that is given. */
    private static final String ONLY_ONE = "ObservabilityStack";

    /** A resource that was written. */
    private record Written(String source, String kind, Resource<GenericKubernetesResource> resource) {}

    @Test
    void whatWasWrittenBeforeIsReadTakenAndChangedAfterAndOnTheWayBack(ControlPlane cluster) {
        try (KubernetesClient client = cluster.client()) {
            serve(client, BEFORE, "before");
            List<Written> written = write(client, PreviousRelease.resources());
            assertThat(written).hasSizeGreaterThan(20);
            List<JsonNode> stored =
                    written.stream().map(one -> json(one.resource())).toList();

            serve(client, NOW, "now");
            for (int i = 0; i < written.size(); i++) {
                assertStays(written.get(i), stored.get(i), "now");
            }
            serve(client, BEFORE, "back");
            for (int i = 0; i < written.size(); i++) {
                assertStays(written.get(i), stored.get(i), "back");
            }

            // An object that is there is spared what its own values break; one that comes is not.
            serve(client, NOW, "again");
            written.forEach(one -> one.resource().delete());
            for (Example example : PreviousRelease.resources()) {
                assertThat(Leaves.missing(example.tree().get("spec"), taken(client, example.tree())))
                        .as(example.toString())
                        .isEmpty();
            }
        }
    }

    private static void assertStays(Written one, JsonNode stored, String label) {
        JsonNode live = json(one.resource());
        assertThat(Leaves.of(live.path("spec"))).as(one.source()).isEqualTo(Leaves.of(stored.path("spec")));
        assertThat(Leaves.of(live.path("status"))).as(one.source()).isEqualTo(Leaves.of(stored.path("status")));

        one.resource().edit(object -> {
            object.getMetadata().getLabels().put("label", label);
            return object;
        });
        JsonNode changed = json(one.resource());
        assertThat(changed.at("/metadata/labels/label").asText()).isEqualTo(label);
        assertThat(Leaves.of(changed.path("spec"))).as(one.source()).isEqualTo(Leaves.of(stored.path("spec")));
    }

    /** Returns when each is in force: the API server needs a moment, in which it still holds objects against what was before. */
    private static void serve(KubernetesClient client, List<JsonNode> definitions, String mark) {
        List<CustomResourceDefinition> marked = definitions.stream()
                .map(definition -> marked(definition.deepCopy(), mark))
                .map(definition -> JSON.convertValue(definition, CustomResourceDefinition.class))
                .toList();
        CustomResourceDefinitions.install(client, marked, "test");
        for (Example example : PreviousRelease.resources()) {
            ObjectNode tree = example.tree().deepCopy();
            ((ObjectNode) tree.get("spec")).put(mark, true);
            assertThat(Deadline.in(SERVED).until(() -> taken(client, tree).has(mark)))
                    .as("%s is served as it was %s", example.kind(), mark)
                    .isTrue();
        }
    }

    private static JsonNode marked(JsonNode definition, String mark) {
        definition.at("/spec/versions").forEach(version -> ((ObjectNode)
                        version.at("/schema/openAPIV3Schema/properties/spec/properties"))
                .putObject(mark)
                .put("type", "boolean"));
        return definition;
    }

    /** Each with what operators wrote, in a namespace of its own where it has one, and else with a name of its own. */
    private static List<Written> write(KubernetesClient client, List<Example> examples) {
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            GenericKubernetesResource object = object(example.tree());
            String own = "example-" + i;
            if (example.kind().equals(ONLY_ONE)) {
                if (written.stream().anyMatch(one -> one.kind().equals(ONLY_ONE))) {
                    continue;
                }
            } else if (isNamespaced(example.kind())) {
                client.resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(own)
                                .endMetadata()
                                .build())
                        .create();
                object.getMetadata().setNamespace(own);
            } else {
                object.getMetadata().setName(own);
            }
            object.getMetadata()
                    .setLabels(new HashMap<>(
                            Optional.ofNullable(object.getMetadata().getLabels())
                                    .orElse(Map.of())));
            object.getMetadata().getLabels().put("label", "before");
            Resource<GenericKubernetesResource> resource = client.resource(object);
            resource.create();
            if (example.tree().has("status")) {
                resource.updateStatus();
            }
            written.add(new Written(example.toString(), example.kind(), resource));
        }
        return written;
    }

    /** The spec that it would have. */
    private static JsonNode taken(KubernetesClient client, JsonNode tree) {
        GenericKubernetesResource object = object(tree);
        object.getMetadata().setName(object.getKind().equals(ONLY_ONE) ? "default" : "created-anew");
        if (isNamespaced(object.getKind())) {
            object.getMetadata().setNamespace("default");
        }
        Resource<GenericKubernetesResource> resource = client.resource(object);
        GenericKubernetesResource there = resource.get();
        if (there != null) {
            object.getMetadata().setResourceVersion(there.getMetadata().getResourceVersion());
        }
        GenericKubernetesResource taken = there == null
                ? resource.dryRun().create()
                : client.resource(object).dryRun().update();
        return JSON.convertValue(taken, JsonNode.class).path("spec");
    }

    private static boolean isNamespaced(String kind) {
        return NOW.stream()
                .filter(definition -> definition.at("/spec/names/kind").asText().equals(kind))
                .allMatch(definition -> definition.at("/spec/scope").asText().equals("Namespaced"));
    }

    private static GenericKubernetesResource object(JsonNode tree) {
        return JSON.convertValue(tree, GenericKubernetesResource.class);
    }

    private static JsonNode json(Resource<GenericKubernetesResource> resource) {
        return JSON.convertValue(resource.get(), JsonNode.class);
    }
}
