package dev.signalbox.compile.pipeline.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a collector is told. What makes no sense (a pipeline without an end, a component that can't take a signal, a
 * connector that leads nowhere, processors in another order than {@link ProcessorStage}'s) is refused when it is made.
 *
 * @param telemetry what the collector says about itself
 * @param extensions those that no component refers to; the others are found
 * @param pipelines the ways through it, in any order
 */
public record CollectorConfiguration(
        Telemetry telemetry, List<Instance<? extends Component.Extension>> extensions, List<Pipeline> pipelines) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Checks that it makes sense. */
    public CollectorConfiguration {
        extensions = List.copyOf(extensions);
        pipelines = List.copyOf(pipelines);
        Wiring.check(pipelines);
        tree(CollectorVersion.PINNED, telemetry, extensions, pipelines);
    }

    /**
     * What a component takes in a file.
     *
     * @param component section and identifier: {@code processors/transform/service}
     */
    public record Weight(String component, int bytes) {}

    /** The whole file. Equal configurations give equal bytes. */
    public String text(CollectorVersion version) {
        return ManifestYaml.print(tree(version));
    }

    /** The whole as files to be started together, none larger than this as far as its components allow. */
    public List<String> texts(CollectorVersion version, int largestBytes) {
        return Spread.over(tree(version), largestBytes);
    }

    /** The component that takes the most. */
    public Weight heaviest(CollectorVersion version) {
        return Spread.heaviest(tree(version));
    }

    /** The file without the settings of some components, to be started together with {@link #overlay}. */
    public String base(CollectorVersion version, Collection<? extends Instance<?>> apart) {
        return ManifestYaml.print(without(apart, version));
    }

    /** The same over files none of which is larger than this, as far as its components allow. */
    public List<String> base(CollectorVersion version, Collection<? extends Instance<?>> apart, int largestBytes) {
        return Spread.over(without(apart, version), largestBytes);
    }

    /** The settings of some components alone, a file that changes while the other stays. */
    public String overlay(CollectorVersion version, Collection<? extends Instance<?>> apart) {
        ObjectNode tree = tree(version);
        ObjectNode overlay = NODES.objectNode();
        apart.forEach(instance -> overlay.withObjectProperty(
                        instance.component().type().kind().section())
                .set(instance.id(version), section(tree, instance).required(instance.id(version))));
        return ManifestYaml.print(overlay);
    }

    private ObjectNode without(Collection<? extends Instance<?>> apart, CollectorVersion version) {
        ObjectNode tree = tree(version);
        apart.forEach(instance -> section(tree, instance).remove(instance.id(version)));
        return tree;
    }

    private ObjectNode tree(CollectorVersion version) {
        Refusal.unless(version.isSupported(), "no version that is supported: %s", version);
        return tree(version, telemetry, extensions, pipelines);
    }

    private static ObjectNode section(ObjectNode tree, Instance<?> instance) {
        return (ObjectNode) tree.required(instance.component().type().kind().section());
    }

    private static ObjectNode tree(
            CollectorVersion version,
            Telemetry telemetry,
            List<Instance<? extends Component.Extension>> extensions,
            List<Pipeline> pipelines) {
        SettingsWriter writer = new SettingsWriter(version);
        ObjectNode tree = NODES.objectNode();
        pipelines.stream().flatMap(Wiring::components).distinct().forEach(instance -> put(tree, writer, instance));
        Set<Instance<? extends Component.Extension>> serving = serving(tree, writer, extensions);
        Wiring.checkReferences(writer.pipelines(), pipelines);
        ObjectNode service = tree.putObject("service");
        service.set("telemetry", writer.write(telemetry));
        if (!serving.isEmpty()) {
            service.set("extensions", NODES.arrayNode().addAll(sorted(serving, version)));
        }
        ObjectNode ways = service.putObject("pipelines");
        pipelines.forEach(pipeline -> ways.set(pipeline.id().toString(), way(pipeline, version)));
        return tree;
    }

    /** The extensions given, and those that others refer to, also among extensions. */
    private static Set<Instance<? extends Component.Extension>> serving(
            ObjectNode tree, SettingsWriter writer, List<Instance<? extends Component.Extension>> given) {
        Set<Instance<? extends Component.Extension>> serving = new LinkedHashSet<>();
        Deque<Instance<? extends Component.Extension>> open = new ArrayDeque<>(given);
        open.addAll(writer.extensions());
        while (!open.isEmpty()) {
            Instance<? extends Component.Extension> next = open.pop();
            if (serving.add(next)) {
                put(tree, writer, next);
                open.addAll(writer.extensions());
            }
        }
        return serving;
    }

    private static void put(ObjectNode tree, SettingsWriter writer, Instance<?> instance) {
        ComponentType type = instance.component().type();
        String id = instance.id(writer.version());
        JsonNode before =
                tree.withObjectProperty(type.kind().section()).replace(id, writer.write(instance.component()));
        Refusal.unless(
                before == null,
                "two of %s that differ are called %s",
                type.kind().section(),
                id);
    }

    private static JsonNode way(Pipeline pipeline, CollectorVersion version) {
        ObjectNode way = NODES.objectNode();
        way.set("receivers", NODES.arrayNode().addAll(sorted(pipeline.receivers(), version)));
        if (!pipeline.processors().isEmpty()) {
            way.set(
                    "processors",
                    NODES.arrayNode()
                            .addAll(pipeline.processors().stream()
                                    .map(step -> NODES.textNode(step.processor().id(version)))
                                    .toList()));
        }
        way.set("exporters", NODES.arrayNode().addAll(sorted(pipeline.exporters(), version)));
        return way;
    }

    private static List<JsonNode> sorted(Collection<? extends Instance<?>> instances, CollectorVersion version) {
        return instances.stream()
                .map(instance -> instance.id(version))
                .sorted()
                .<JsonNode>map(NODES::textNode)
                .toList();
    }
}
