package dev.signalbox.compile.pipeline.collector.connector;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts items as sums since the last point, under names that we choose.
 *
 * @param spans what is counted of spans, by name of the metric
 * @param datapoints what is counted of points
 * @param logs what is counted of records
 */
public record Count(Map<String, Counter> spans, Map<String, Counter> datapoints, Map<String, Counter> logs)
        implements Component.Connector {

    /** Copies the maps, and refuses conditions on other items. */
    public Count {
        spans = checked(spans, OttlContext.SPAN);
        datapoints = checked(datapoints, OttlContext.DATAPOINT);
        logs = checked(logs, OttlContext.LOG);
    }

    /** Counts spans only. */
    public static Count spans(Map<String, Counter> counters) {
        return new Count(counters, Map.of(), Map.of());
    }

    /** Counts records only. */
    public static Count logs(Map<String, Counter> counters) {
        return new Count(Map.of(), Map.of(), counters);
    }

    @Override
    public ComponentType type() {
        return ComponentType.COUNT;
    }

    private static Map<String, Counter> checked(Map<String, Counter> counters, OttlContext context) {
        counters.forEach((name, counter) -> {
            if (counter.conditions().context() != context) {
                throw new IllegalArgumentException(name + ": must be conditions on " + context.keyword());
            }
        });
        return Map.copyOf(counters);
    }

    /**
     * A metric.
     *
     * @param description what it says of itself
     * @param conditions any must hold for an item to be counted; none means all items
     * @param attributes of an item or its resource that tell series apart
     */
    public record Counter(String description, ConditionList conditions, List<Attribute> attributes) {
        /** Copies the attributes. */
        public Counter {
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * An attribute that tells series apart.
     *
     * @param key its name
     * @param defaultValue where it is not; without one, such an item isn't counted
     */
    public record Attribute(String key, Optional<Template> defaultValue) {}
}
