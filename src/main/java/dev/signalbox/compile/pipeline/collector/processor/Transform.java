package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.OttlPrinter;
import dev.signalbox.compile.pipeline.ottl.Statement;
import java.util.List;

/**
 * Runs statements, group after group; a group runs over all its telemetry before the next begins.
 *
 * @param errorMode what becomes of a statement that fails
 * @param traceStatements for spans and their events
 * @param metricStatements for metrics and their points
 * @param logStatements for records
 */
public record Transform(
        ErrorMode errorMode, List<Group> traceStatements, List<Group> metricStatements, List<Group> logStatements)
        implements Component.Processor {

    /** Copies the groups. */
    public Transform {
        traceStatements = List.copyOf(traceStatements);
        metricStatements = List.copyOf(metricStatements);
        logStatements = List.copyOf(logStatements);
    }

    /** For traces only. */
    public static Transform traces(ErrorMode errorMode, Group... groups) {
        return new Transform(errorMode, List.of(groups), List.of(), List.of());
    }

    /** For metrics only. */
    public static Transform metrics(ErrorMode errorMode, Group... groups) {
        return new Transform(errorMode, List.of(), List.of(groups), List.of());
    }

    /** For logs only. */
    public static Transform logs(ErrorMode errorMode, Group... groups) {
        return new Transform(errorMode, List.of(), List.of(), List.of(groups));
    }

    @Override
    public ComponentType type() {
        return ComponentType.TRANSFORM;
    }

    /**
     * Statements on one context.
     *
     * @param context what they run on
     * @param conditions any must hold for the group to run on an item; none means always
     * @param statements in order; one that names a path which the context doesn't see is refused
     */
    public record Group(OttlContext context, ConditionList conditions, List<Statement> statements) implements Written {
        /** Checks every path. */
        public Group {
            statements = List.copyOf(statements);
            statements.forEach(OttlPrinter.in(context)::print);
            if (conditions.context() != context) {
                throw new IllegalArgumentException("must be conditions on " + context.keyword() + ", was "
                        + conditions.context().keyword());
            }
        }

        /** Statements that run always. */
        public static Group of(OttlContext context, Statement... statements) {
            return new Group(context, ConditionList.of(context), List.of(statements));
        }

        /** Context and statements as they are written; every version we write for knows qualified paths here. */
        @Override
        public Object written(CollectorVersion version) {
            OttlPrinter printer = OttlPrinter.in(context);
            return new Form(
                    context,
                    conditions.conditions().stream().map(printer::print).toList(),
                    statements.stream().map(printer::print).toList());
        }

        /** The form of a group in the file. */
        public record Form(OttlContext context, List<String> conditions, List<String> statements) {}
    }
}
