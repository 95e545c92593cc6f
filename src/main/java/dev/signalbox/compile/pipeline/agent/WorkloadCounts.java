package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.WorkloadSeries;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.connector.Count;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import java.util.Map;

/** Spans and points by workload, counted where a resource still says which pod it is; records are counted where they are read. */
final class WorkloadCounts {
    static final Instance<Count> SPANS = Instance.of(
            Count.spans(Map.of(
                    WorkloadSeries.SPANS,
                    WorkloadSeries.counter(
                            "Server and consumer spans before sampling, by workload",
                            ConditionList.of(
                                    OttlContext.SPAN,
                                    ofKind(Symbol.SPAN_KIND_SERVER),
                                    ofKind(Symbol.SPAN_KIND_CONSUMER))))),
            "workload-spans");

    /** A scrape that fails leaves points too. */
    private static final Regex OF_THE_SCRAPE = new Regex("^(up|scrape_.*)$");

    static final Instance<Count> POINTS = Instance.of(
            new Count(
                    Map.of(),
                    Map.of(
                            WorkloadSeries.POINTS,
                            WorkloadSeries.counter(
                                    "Points taken in, by workload",
                                    ConditionList.of(
                                            OttlContext.DATAPOINT,
                                            Condition.not(
                                                    new Condition.Matches(
                                                            Path.of(OttlContext.METRIC, PathField.NAME),
                                                            OF_THE_SCRAPE))))),
                    Map.of()),
            "workload-points");

    private WorkloadCounts() {}

    private static Condition ofKind(Symbol kind) {
        return new Comparison(Path.of(OttlContext.SPAN, PathField.KIND), Operator.EQUAL, kind);
    }
}
