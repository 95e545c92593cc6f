package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.OttlPrinter;
import java.util.List;

/**
 * Drops what any condition holds for.
 *
 * @param errorMode what becomes of a condition that fails
 * @param traceConditions for resources, scopes, spans and events
 * @param metricConditions for resources, scopes, metrics and points
 * @param logConditions for resources, scopes and records
 */
public record Filter(
        ErrorMode errorMode, List<Drop> traceConditions, List<Drop> metricConditions, List<Drop> logConditions)
        implements Component.Processor {

    /** Copies the groups. */
    public Filter {
        traceConditions = List.copyOf(traceConditions);
        metricConditions = List.copyOf(metricConditions);
        logConditions = List.copyOf(logConditions);
    }

    /** For traces only. */
    public static Filter traces(ErrorMode errorMode, ConditionList... drops) {
        return new Filter(errorMode, drops(drops), List.of(), List.of());
    }

    /** For metrics only. */
    public static Filter metrics(ErrorMode errorMode, ConditionList... drops) {
        return new Filter(errorMode, List.of(), drops(drops), List.of());
    }

    /** For logs only. */
    public static Filter logs(ErrorMode errorMode, ConditionList... drops) {
        return new Filter(errorMode, List.of(), List.of(), drops(drops));
    }

    @Override
    public ComponentType type() {
        return ComponentType.FILTER;
    }

    private static List<Drop> drops(ConditionList... drops) {
        return List.of(drops).stream().map(Drop::new).toList();
    }

    /** @param conditions on one context, any of which drops it and what is below it */
    public record Drop(ConditionList conditions) implements Written {
        /** Every version we write for knows qualified paths here. */
        @Override
        public Object written(CollectorVersion version) {
            OttlPrinter printer = OttlPrinter.in(conditions.context());
            return new Form(
                    conditions.context(),
                    conditions.conditions().stream().map(printer::print).toList());
        }

        /** The form of a group in the file. */
        public record Form(OttlContext context, List<String> conditions) {}
    }
}
