package dev.signalbox.compile.pipeline.metrics;

import dev.signalbox.compile.pipeline.CumulativeSums;
import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.processor.Batch;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.Temporality.CumulativeToDelta;
import dev.signalbox.compile.pipeline.collector.processor.Temporality.InitialValue;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.MetricCollection.GaugeMerge;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Labels that are dropped such that nothing is lost: points that look the same without them are added up. Sums over time
 * can't be added as they come (a user who appears late, an application that starts again), so they become increases
 * first, are added, and become sums again. That holds state, so only services that ask for it go this way.
 */
public final class MergedLabels {
    private static final Path TYPE = Path.of(OttlContext.METRIC, PathField.TYPE);
    private static final Condition MONOTONIC =
            new Comparison(Path.of(OttlContext.METRIC, PathField.IS_MONOTONIC), Operator.EQUAL, new Value.Truth(true));
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** What is merged alike. */
    private record Rule(Set<String> labels, Optional<GaugeMerge> gauges) implements Comparable<Rule> {
        private static final Comparator<Rule> ORDER = Comparator.comparing(Rule::toString);

        @Override
        public int compareTo(Rule other) {
            return ORDER.compare(this, other);
        }
    }

    private final TreeMap<Rule, Set<ServiceKey>> services = new TreeMap<>();

    private MergedLabels(Collection<TelemetryService> declared) {
        declared.stream()
                .filter(service -> !service.metrics().dropLabels().isEmpty())
                .forEach(service -> services.computeIfAbsent(
                                new Rule(
                                        service.metrics().dropLabels(),
                                        service.metrics().mergeGauges()),
                                _ -> new TreeSet<>())
                        .add(service.key()));
    }

    /** The labels of all services that drop any. */
    public static MergedLabels of(Collection<TelemetryService> declared) {
        return new MergedLabels(declared);
    }

    /** Nobody drops any. */
    public boolean none() {
        return services.isEmpty();
    }

    /** Lets through what has labels to drop. */
    public Pipeline.Step selecting() {
        return filter("merged-only", Condition.not(concerned()));
    }

    /** Lets through all else. */
    public Pipeline.Step passing() {
        return filter("unmerged-only", concerned());
    }

    /** What drops the labels and merges the points. */
    public List<Pipeline.Step> merging() {
        return Stream.concat(
                        Stream.of(
                                shaping(Instance.of(new Batch(TOGETHER), "merged")),
                                shaping(Instance.of(
                                        new CumulativeToDelta(CumulativeSums.STALE, InitialValue.KEEP), "merged")),
                                shaping(Instance.of(
                                        Transform.metrics(ErrorMode.SILENT, dropping(), adding()), "merged"))),
                        CumulativeSums.steps("merged").stream())
                .toList();
    }

    private Condition concerned() {
        return ServiceCondition.anyOf(
                services.values().stream().flatMap(Set::stream).toList());
    }

    private Group dropping() {
        List<Statement> statements = new ArrayList<>();
        services.forEach((rule, keys) ->
                statements.add(new Edit.DeleteMatchingKeys(Path.attributes(OttlContext.DATAPOINT), names(rule.labels()))
                        .where(Condition.and(ServiceCondition.anyOf(keys), mergeable(rule)))));
        return Group.of(OttlContext.DATAPOINT, statements.toArray(Statement[]::new));
    }

    /** What can't be merged keeps its labels: quantiles never can, gauges only as their owner says. */
    private static Condition mergeable(Rule rule) {
        List<Condition> types = new ArrayList<>(sums());
        rule.gauges().ifPresent(_ -> types.add(is(Symbol.METRIC_DATA_TYPE_GAUGE)));
        return new Condition.Or(types);
    }

    private Group adding() {
        List<Statement> statements = new ArrayList<>();
        statements.add(
                new Edit.AggregateOnAttributes(Edit.Aggregation.SUM, Optional.empty()).where(new Condition.Or(sums())));
        for (GaugeMerge merge : GaugeMerge.values()) {
            Set<ServiceKey> keys = services.entrySet().stream()
                    .filter(same -> same.getKey().gauges().filter(merge::equals).isPresent())
                    .flatMap(same -> same.getValue().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!keys.isEmpty()) {
                statements.add(new Edit.AggregateOnAttributes(aggregation(merge), Optional.empty())
                        .where(Condition.and(is(Symbol.METRIC_DATA_TYPE_GAUGE), ServiceCondition.anyOf(keys))));
            }
        }
        return Group.of(OttlContext.METRIC, statements.toArray(Statement[]::new));
    }

    private static Edit.Aggregation aggregation(GaugeMerge merge) {
        return switch (merge) {
            case MAX -> Edit.Aggregation.MAX;
            case MEAN -> Edit.Aggregation.MEAN;
        };
    }

    private static List<Condition> sums() {
        return List.of(
                Condition.and(is(Symbol.METRIC_DATA_TYPE_SUM), MONOTONIC),
                is(Symbol.METRIC_DATA_TYPE_HISTOGRAM),
                is(Symbol.METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM));
    }

    private static Condition is(Symbol type) {
        return new Comparison(TYPE, Operator.EQUAL, type);
    }

    /** Labels have underscores where the attributes that they are made of may have any sign: {@code user.id}. */
    private static Regex names(Set<String> labels) {
        return new Regex(labels.stream()
                .map(label -> label.replace("_", "[^a-zA-Z0-9]"))
                .collect(Collectors.joining("|", "^(?:", ")$")));
    }

    private static Pipeline.Step filter(String name, Condition dropped) {
        return new Pipeline.Step(
                ProcessorStage.SELECTION,
                Instance.of(Filter.metrics(ErrorMode.IGNORE, ConditionList.of(OttlContext.RESOURCE, dropped)), name));
    }

    private static Pipeline.Step shaping(Instance<? extends Component.Processor> processor) {
        return new Pipeline.Step(ProcessorStage.SHAPING, processor);
    }
}
