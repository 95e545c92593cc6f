package dev.signalbox.compile.pipeline.ebpf;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.ebpf.ObserverConfiguration.Sampler;
import dev.signalbox.compile.pipeline.ebpf.ObserverConfiguration.Target;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.ObserverWorkload;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LabelSelection.Operator;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The observers of all namespaces that ask for any. */
public final class Observers {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private Observers() {}

    /**
     * What each is to run with, by namespace.
     *
     * @param services each once, sorted by their key
     * @param heads of each service
     */
    public static List<ConfigurationFiles> files(
            TelemetryStack stack, Collection<TelemetryService> services, Function<TelemetryService, Head> heads) {
        if (!listens(stack.backends())) {
            return List.of();
        }
        SortedMap<String, List<Target>> targets = services.stream()
                .filter(service -> service.observed() && canBeTold(service.pods()))
                .collect(Collectors.groupingBy(
                        service -> service.resource().namespace(),
                        TreeMap::new,
                        Collectors.mapping(service -> target(service, heads.apply(service)), Collectors.toList())));
        return targets.entrySet().stream()
                .map(namespace -> ObserverWorkload.files(
                        stack,
                        namespace.getKey(),
                        ObserverConfiguration.of(namespace.getValue()).text()))
                .toList();
    }

    static Stream<HasMetadata> objects(
            TelemetryStack stack, List<ConfigurationFiles> observers, Function<ConfigurationFiles, Revision> runs) {
        return observers.isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        ObserverWorkload.shared(stack, observers),
                        observers.stream()
                                .flatMap(files -> new ObserverWorkload(stack, files, runs.apply(files)).objects()));
    }

    /** What the owner of a service that asks for one should know. */
    public static List<Notice> remarks(TelemetryStack stack, TelemetryService service) {
        if (!listens(stack.backends())) {
            return List.of(
                    new Notice(
                            "NotWatched",
                            "the stack has no server of traces or metrics, so nobody looks at the service's pods; write e.g. spec.traces.otlpEndpoint in the ObservabilityStack"));
        }
        return canBeTold(service.pods())
                ? List.of()
                : List.of(
                        new Notice(
                                "SelectorNotObservable",
                                "spec.instrumentation.mode EBPF can't leave pods out by a label, so nobody looks at the service's pods; select them by matchLabels, In or Exists alone"));
    }

    private static boolean listens(Backends backends) {
        return backends.traces().isPresent() || backends.metrics().isPresent();
    }

    /** Patterns say what a label is, never what it is not. */
    private static boolean canBeTold(LabelSelection pods) {
        return pods.expressions().stream()
                .allMatch(
                        expression -> expression.operator() == Operator.IN || expression.operator() == Operator.EXISTS);
    }

    private static Target target(TelemetryService service, Head head) {
        Map<String, String> labels = new TreeMap<>();
        service.pods().labels().forEach((label, value) -> labels.put(label, Glob.of(value)));
        service.pods()
                .expressions()
                .forEach(expression -> labels.putIfAbsent(
                        expression.label(),
                        expression.operator() == Operator.IN ? Glob.oneOf(expression.values()) : Glob.ANYTHING));
        return new Target(Glob.of(service.resource().namespace()), labels, sampler(head));
    }

    private static Optional<Sampler> sampler(Head head) {
        return head.percent().compareTo(ALL) < 0
                ? Optional.of(new Sampler(
                        "parentbased_traceidratio",
                        head.percent().movePointLeft(2).stripTrailingZeros().toPlainString()))
                : Optional.empty();
    }
}
