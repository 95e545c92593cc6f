package dev.signalbox.compile.pipeline.collector;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that pipelines begin, end and meet as they may. */
final class Wiring {
    private Wiring() {}

    /** All that a pipeline names. */
    static Stream<Instance<?>> components(Pipeline pipeline) {
        return Stream.of(
                        pipeline.receivers().stream(),
                        pipeline.processors().stream().map(Pipeline.Step::processor),
                        pipeline.exporters().stream())
                .flatMap(part -> part);
    }

    static void check(List<Pipeline> pipelines) {
        Refusal.unless(!pipelines.isEmpty(), "must have at least one pipeline");
        Refusal.unless(
                pipelines.stream().map(Pipeline::id).distinct().count() == pipelines.size(),
                "two pipelines have one name in %s",
                pipelines.stream().map(Pipeline::id).toList());
        pipelines.forEach(Wiring::check);
        pipelines.forEach(ProcessorOrder::check);
        connectors(pipelines).forEach(connector -> check(connector, pipelines));
        checkCycles(pipelines);
    }

    /** Settings may name only pipelines that there are. */
    static void checkReferences(Set<PipelineId> referred, List<Pipeline> pipelines) {
        Set<PipelineId> known = pipelines.stream().map(Pipeline::id).collect(Collectors.toSet());
        referred.forEach(id -> Refusal.unless(known.contains(id), "no pipeline %s", id));
    }

    private static void check(Pipeline pipeline) {
        PipelineId id = pipeline.id();
        Refusal.unless(!pipeline.receivers().isEmpty(), "%s: must begin somewhere", id);
        Refusal.unless(!pipeline.exporters().isEmpty(), "%s: must end somewhere", id);
        checkOnce(id, pipeline.receivers());
        checkOnce(
                id, pipeline.processors().stream().map(Pipeline.Step::processor).toList());
        checkOnce(id, pipeline.exporters());
        components(pipeline)
                .filter(instance -> instance.component().type().kind() != ComponentKind.CONNECTOR)
                .forEach(instance -> Refusal.unless(
                        instance.component().type().takes(id.signal()),
                        "%s: %s takes no %s",
                        id,
                        instance.component().type(),
                        id.signal()));
    }

    private static void checkOnce(PipelineId id, Collection<? extends Instance<?>> instances) {
        Refusal.unless(new HashSet<>(instances).size() == instances.size(), "%s: names a component twice", id);
    }

    private static Set<Instance<?>> connectors(List<Pipeline> pipelines) {
        return pipelines.stream()
                .flatMap(Wiring::components)
                .filter(instance -> instance.component() instanceof Component.Connector)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Each pipeline that a connector ends leads on into one at least, and each that it begins is led to. */
    private static void check(Instance<?> connector, List<Pipeline> pipelines) {
        ComponentType type = connector.component().type();
        List<Pipeline> ended = pipelines.stream()
                .filter(pipeline -> pipeline.exporters().contains(connector))
                .toList();
        List<Pipeline> begun = pipelines.stream()
                .filter(pipeline -> pipeline.receivers().contains(connector))
                .toList();
        ended.forEach(from -> Refusal.unless(
                begun.stream().anyMatch(to -> connects(type, from, to)), "%s: %s leads nowhere", from.id(), type));
        begun.forEach(to -> Refusal.unless(
                ended.stream().anyMatch(from -> connects(type, from, to)), "%s: nothing leads to %s", to.id(), type));
    }

    private static boolean connects(ComponentType type, Pipeline from, Pipeline to) {
        return type.connects(from.id().signal(), to.id().signal());
    }

    private static void checkCycles(List<Pipeline> pipelines) {
        Map<PipelineId, List<Pipeline>> next = new LinkedHashMap<>();
        pipelines.forEach(from -> next.put(
                from.id(),
                pipelines.stream()
                        .filter(to -> from.exporters().stream()
                                .anyMatch(end -> to.receivers().contains(end)
                                        && connects(end.component().type(), from, to)))
                        .toList()));
        pipelines.forEach(start -> walk(start.id(), next, new LinkedHashSet<>()));
    }

    private static void walk(PipelineId id, Map<PipelineId, List<Pipeline>> next, Set<PipelineId> passed) {
        Refusal.unless(passed.add(id), "pipelines go round in a circle: %s, %s", passed, id);
        next.get(id).forEach(pipeline -> walk(pipeline.id(), next, passed));
        passed.remove(id);
    }
}
