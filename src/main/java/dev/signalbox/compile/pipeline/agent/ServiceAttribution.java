package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.Shares;
import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.ServiceShares;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Replacement;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.workload.CollectorRole;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Statements that give a resource, of which the pod is known, its service. */
final class ServiceAttribution {
    private static final Path SERVICE = attribute(TelemetryAttributes.SERVICE);
    private static final Path NAME = attribute(TelemetryAttributes.SERVICE_NAME);
    private static final Path WATCHED = attribute(TelemetryAttributes.WATCHED_SERVICE);
    private static final Path NAMESPACE = attribute(TelemetryAttributes.NAMESPACE);
    private static final Path RESOURCE = Path.attributes(OttlContext.RESOURCE);

    private ServiceAttribution() {}

    /**
     * From the pod's namespace and labels to everything that is known of its service. Only a namespace's own services are
     * looked at, so what a resource costs does not grow with those of others.
     *
     * @return shares for one processor each, in their order
     */
    static List<List<Group>> ofPods(Collection<TelemetryService> services) {
        SortedMap<String, List<TelemetryService>> byNamespace = new TreeMap<>();
        services.forEach(service -> byNamespace
                .computeIfAbsent(service.resource().namespace(), _ -> new ArrayList<>())
                .add(service));
        int shares = ServiceShares.of(services.size());
        List<List<Group>> groups = IntStream.range(0, shares)
                .<List<Group>>mapToObj(_ -> new ArrayList<>())
                .toList();
        byNamespace.forEach((namespace, own) -> groups.get(Shares.of(namespace, shares))
                .add(new Group(
                        OttlContext.RESOURCE,
                        ConditionList.of(OttlContext.RESOURCE, Condition.equal(NAMESPACE, namespace)),
                        ofNamespace(own))));
        groups.getLast()
                .add(onEach(Stream.of(names(), owners(services), cleared()).flatMap(List::stream)));
        return groups.stream().filter(share -> !share.isEmpty()).toList();
    }

    /** From the name of a job of ours, which is the service's key; for what agents scrape. */
    static List<Group> ofJobs(Collection<TelemetryService> services) {
        return List.of(onEach(Stream.of(keys(), names(), owners(services)).flatMap(List::stream)));
    }

    /** A pod that is new, or on its node's own address, is known to nobody; its target's namespace is. */
    private static List<Statement> keys() {
        return List.of(
                new Edit.Set(SERVICE, NAME).always(),
                new Edit.Set(NAMESPACE, NAME).where(Condition.not(Condition.present(NAMESPACE))),
                new Edit.ReplacePattern(NAMESPACE, new Regex("/.*$"), Replacement.literal("")).always());
    }

    private static Group onEach(Stream<Statement> statements) {
        return Group.of(OttlContext.RESOURCE, statements.toArray(Statement[]::new));
    }

    /** The last that holds counts: of services that select a pod the first by name, before all what was measured for one. */
    private static List<Statement> ofNamespace(List<TelemetryService> services) {
        return Stream.concat(
                        SelectorShape.neighbours(services.reversed()).stream().map(ServiceAttribution::selected),
                        services.stream().filter(TelemetryService::spokenFor).map(ServiceAttribution::watched))
                .toList();
    }

    /** What only attribution needed. */
    private static List<Statement> cleared() {
        return List.of(
                new Edit.DeleteKey(RESOURCE, TelemetryAttributes.WATCHED_SERVICE).always(),
                new Edit.DeleteMatchingKeys(RESOURCE, Regex.startingWith(TelemetryAttributes.POD_LABEL_PREFIX))
                        .always());
    }

    /** Labels of pods that attribution asks for. */
    static Stream<String> podLabels(Collection<TelemetryService> services) {
        return Stream.concat(
                services.stream().flatMap(service -> service.pods().names().stream()),
                Stream.concat(
                        services.stream().anyMatch(service -> service.spokenFor() || service.observed())
                                ? Stream.of(OutputLabels.ROLE)
                                : Stream.<String>empty(),
                        services.stream().anyMatch(TelemetryService::observed)
                                ? Stream.of(OutputLabels.OBSERVES)
                                : Stream.<String>empty()));
    }

    /**
     * What a tenant's collector sends is the service's that it measured for, or whose browsers it listens to. It says which,
     * and can't say more than it may: which namespace it is of follows from its connection, as for any pod, and a statement
     * names one service of that very namespace. So a pod that calls itself such a collector claims no more than its
     * namespace could claim by giving the pod that service's own labels.
     */
    private static Statement watched(TelemetryService service) {
        return new Edit.Set(SERVICE, Value.text(service.key().toString()))
                .where(Condition.and(
                        Condition.equal(podLabel(OutputLabels.ROLE), CollectorRole.TENANT_COLLECTOR.label()),
                        Condition.equal(WATCHED, service.service())));
    }

    /** Services that select alike are told by the name that their pods have as a label: one statement holds their names. */
    private static Statement selected(List<TelemetryService> alike) {
        TelemetryService first = alike.getFirst();
        if (alike.size() == 1) {
            return new Edit.Set(SERVICE, Value.text(first.key().toString())).where(new Condition.And(selects(first)));
        }
        SelectorShape shape = SelectorShape.of(first);
        Path name = podLabel(shape.named().getFirst());
        List<Condition> all = new ArrayList<>();
        all.add(new Condition.Matches(
                name,
                Regex.oneOf(
                        alike.stream().map(TelemetryService::service).sorted().toList())));
        shape.named().stream()
                .skip(1)
                .forEach(label -> all.add(new Condition.Comparison(podLabel(label), Condition.Operator.EQUAL, name)));
        all.addAll(holds(shape.others(), shape.expressions()));
        return new Edit.Set(
                        SERVICE,
                        new Converter.Concat(List.of(Value.text(first.resource().namespace()), name), "/"))
                .where(new Condition.And(all));
    }

    private static List<Condition> selects(TelemetryService service) {
        return holds(service.pods().labels(), service.pods().expressions());
    }

    private static List<Condition> holds(Map<String, String> labels, List<LabelSelection.Expression> expressions) {
        return Stream.concat(
                        labels.entrySet().stream()
                                .map(label -> Condition.equal(podLabel(label.getKey()), label.getValue())),
                        expressions.stream().map(ServiceAttribution::condition))
                .toList();
    }

    private static Condition condition(LabelSelection.Expression expression) {
        Path label = podLabel(expression.label());
        return switch (expression.operator()) {
            case IN -> Condition.oneOf(label, expression.values());
            case NOT_IN -> Condition.not(Condition.oneOf(label, expression.values()));
            case EXISTS -> Condition.present(label);
            case DOES_NOT_EXIST -> Condition.not(Condition.present(label));
        };
    }

    /**
     * What senders say of their name counts only where nobody claims their pods; of their namespace never, also not by a name
     * that is both: servers would make it another's {@code job}.
     */
    private static List<Statement> names() {
        return List.of(
                new Edit.Set(NAME, SERVICE).where(ServiceCondition.known()),
                new Edit.ReplacePattern(NAME, new Regex("^[^/]*/"), Replacement.literal(""))
                        .where(ServiceCondition.known()),
                new Edit.ReplacePattern(NAME, new Regex("/"), Replacement.literal("_"))
                        .where(Condition.not(Condition.present(NAMESPACE))),
                new Edit.DeleteKey(RESOURCE, TelemetryAttributes.SERVICE_NAMESPACE).always(),
                new Edit.Set(attribute(TelemetryAttributes.SERVICE_NAMESPACE), NAMESPACE).always());
    }

    private static List<Statement> owners(Collection<TelemetryService> services) {
        return Stream.concat(
                        said(services, TelemetryAttributes.TEAM, service -> service.owner()
                                .team()),
                        said(services, TelemetryAttributes.ENVIRONMENT, service -> service.owner()
                                .environment()))
                .toList();
    }

    /** One statement for each different value, however many services have it. */
    private static Stream<Statement> said(
            Collection<TelemetryService> services,
            String attribute,
            Function<TelemetryService, Optional<String>> said) {
        SortedMap<String, List<ServiceKey>> byValue = new TreeMap<>();
        services.forEach(
                service -> said.apply(service).ifPresent(value -> byValue.computeIfAbsent(value, _ -> new ArrayList<>())
                        .add(service.key())));
        return byValue.entrySet().stream().map(same -> new Edit.Set(attribute(attribute), Value.text(same.getKey()))
                .where(ServiceCondition.anyOf(same.getValue())));
    }

    static String podLabelAttribute(String label) {
        return TelemetryAttributes.POD_LABEL_PREFIX + label;
    }

    private static Path podLabel(String label) {
        return attribute(podLabelAttribute(label));
    }

    private static Path attribute(String name) {
        return Path.attribute(OttlContext.RESOURCE, name);
    }
}
