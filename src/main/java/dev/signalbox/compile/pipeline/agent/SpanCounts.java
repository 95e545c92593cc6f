package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.CumulativeSums;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Count;
import dev.signalbox.compile.pipeline.collector.connector.Count.Counter;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.connector.SpanMetrics;
import dev.signalbox.compile.pipeline.collector.processor.Batch;
import dev.signalbox.compile.pipeline.collector.processor.GroupByAttrs;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Metrics made of spans before any is sampled away: how many there are, how many failed, how
 * many begin a trace, how long they took. A series is
 * a service's on a node, so that each has one writer; pods of a service on a node are added up before they are counted.
 */
final class SpanCounts {
    /** Spans that an agent took in, by service. */
    static final String RECEIVED = "signalbox.spans.received";

    /** Those of them with status ERROR. */
    static final String ERRORS = "signalbox.spans.errors";

    /** Those that are the root of a trace: so many traces begin in a service. */
    static final String ROOTS = "signalbox.spans.roots";

    private static final Duration FLUSH = Duration.ofSeconds(15);
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final int MOST_SERIES_OF_A_SERVICE = 2_000;

    private final Instance<Routes.Forward> entrance = Instance.of(new Routes.Forward(), "counted-spans");
    private final Instance<Count> count = Instance.of(counts(), "spans");
    private final Instance<SpanMetrics> spanMetrics = Instance.of(spanMetrics());

    /** Where spans come in. */
    Instance<? extends Component.Sink> entrance() {
        return entrance;
    }

    /** Where the points of the counts come from. */
    Instance<? extends Component.Source> counted() {
        return count;
    }

    /** From spans to counts, and to metrics at the exit. */
    List<Pipeline> pipelines(Instance<? extends Component.Sink> exit) {
        return List.of(
                Pipeline.of(Signal.TRACES, "counted")
                        .from(entrance)
                        .through(ProcessorStage.SHAPING, Instance.of(new Batch(TOGETHER), "counted"))
                        .through(ProcessorStage.SHAPING, Instance.of(byNode(), "by-node"))
                        .through(ProcessorStage.SHAPING, Instance.of(new GroupByAttrs(List.of()), "by-node"))
                        .to(count)
                        .to(spanMetrics),
                Pipeline.of(Signal.METRICS, "span-metrics").from(spanMetrics).to(exit));
    }

    private static Transform byNode() {
        return Transform.traces(ErrorMode.SILENT, NodeSeries.identity());
    }

    private static Count counts() {
        Condition failed = new Comparison(
                Path.of(OttlContext.SPAN, PathField.STATUS_CODE), Operator.EQUAL, Symbol.STATUS_CODE_ERROR);
        return Count.spans(Map.of(
                RECEIVED,
                new Counter("Spans before sampling", ConditionList.of(OttlContext.SPAN), List.of()),
                ERRORS,
                new Counter(
                        "Spans with status ERROR before sampling",
                        ConditionList.of(OttlContext.SPAN, failed),
                        List.of()),
                ROOTS,
                new Counter(
                        "Root spans before sampling",
                        ConditionList.of(OttlContext.SPAN, new Condition.IsRootSpan()),
                        List.of())));
    }

    private static SpanMetrics spanMetrics() {
        return new SpanMetrics(
                "traces.span.metrics",
                List.of(),
                List.of(),
                new SpanMetrics.Histogram(
                        SpanMetrics.Unit.SECONDS,
                        new SpanMetrics.Bounds(Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
                                .map(Duration::ofMillis)
                                .toList())),
                SpanMetrics.Temporality.CUMULATIVE,
                FLUSH,
                CumulativeSums.STALE,
                MOST_SERIES_OF_A_SERVICE,
                List.of());
    }
}
