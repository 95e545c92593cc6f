package dev.signalbox.compile.pipeline.collector;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.OttlPrinter;
import java.util.List;

/**
 * Conditions of which any is enough, in one context.
 *
 * @param context what they are evaluated on; a path that it doesn't see is refused
 * @param conditions any of them
 */
public record ConditionList(OttlContext context, List<Condition> conditions) implements Written {
    /** Since when conditions of tail sampling and counts may name their own context. */
    private static final CollectorVersion QUALIFIED_SINCE = CollectorVersion.release(153);

    /** Checks every path. */
    public ConditionList {
        conditions = List.copyOf(conditions);
        conditions.forEach(OttlPrinter.in(context)::print);
    }

    /** Any of some conditions. */
    public static ConditionList of(OttlContext context, Condition... conditions) {
        return new ConditionList(context, List.of(conditions));
    }

    @Override
    public Object written(CollectorVersion version) {
        OttlPrinter printer =
                version.isAtLeast(QUALIFIED_SINCE) ? OttlPrinter.in(context) : OttlPrinter.bareIn(context);
        return conditions.stream().map(printer::print).toList();
    }
}
