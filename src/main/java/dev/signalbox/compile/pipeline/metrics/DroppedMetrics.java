package dev.signalbox.compile.pipeline.metrics;

import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Metrics that services want dropped by name: one condition for each different list of patterns. */
public final class DroppedMetrics {
    private DroppedMetrics() {}

    /** What drops them; nothing where nobody wants it. */
    public static List<Pipeline.Step> of(Collection<TelemetryService> services) {
        TreeMap<String, Set<ServiceKey>> byPatterns = new TreeMap<>();
        services.stream()
                .filter(service -> !service.metrics().dropMetrics().isEmpty())
                .forEach(service -> byPatterns
                        .computeIfAbsent(whole(service.metrics().dropMetrics()), _ -> new TreeSet<>())
                        .add(service.key()));
        List<Condition> conditions = byPatterns.entrySet().stream()
                .map(same -> Condition.and(
                        ServiceCondition.anyOf(same.getValue()),
                        new Condition.Matches(Path.of(OttlContext.METRIC, PathField.NAME), new Regex(same.getKey()))))
                .toList();
        return conditions.isEmpty()
                ? List.of()
                : List.of(new Pipeline.Step(
                        ProcessorStage.FILTERING,
                        Instance.of(
                                Filter.metrics(ErrorMode.IGNORE, new ConditionList(OttlContext.METRIC, conditions)),
                                "dropped-metrics")));
    }

    /** Each pattern matches a whole name; groups of one don't reach into another. */
    private static String whole(Set<String> patterns) {
        return "^(?:(?:" + String.join(")|(?:", patterns) + "))$";
    }
}
