package dev.signalbox.compile.pipeline.gateway;

import dev.signalbox.compile.pipeline.CumulativeSums;
import dev.signalbox.compile.pipeline.PointLabels;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.connector.Count;
import dev.signalbox.compile.pipeline.collector.connector.Count.Counter;
import dev.signalbox.compile.pipeline.collector.processor.AttributeAction;
import dev.signalbox.compile.pipeline.collector.processor.Batch;
import dev.signalbox.compile.pipeline.collector.processor.GroupByAttrs;
import dev.signalbox.compile.pipeline.collector.processor.Resource;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.sampling.GatewaySampling;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many spans a gateway keeps of each service, and how many of them in traces that a rule kept: behind the sampler, whose
 * own counts are by policy and not by service.
 *
 * <p>A series is a service's at a gateway, so that each has one writer. All spans of a service become one resource before
 * they are counted, or several points of one series would have one time. What only scopes can tell, which policy kept a
 * trace, goes into their names for that: scopes of one name are put together whatever their attributes.
 */
final class KeptCounts {
    /** Spans behind the sampler, by service. */
    static final String KEPT = "signalbox.spans.kept";

    /** Those of them in traces that a rule kept. */
    static final String KEPT_BY_KEEP = "signalbox.spans.kept_by_keep";

    private static final String INSTANCE = "service.instance.id";
    private static final String BY_RULE = "keep";
    private static final Path SCOPE_NAME = Path.of(OttlContext.SCOPE, PathField.NAME);
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private static final List<String> IDENTITY = List.of(
            TelemetryAttributes.SERVICE,
            TelemetryAttributes.TEAM,
            TelemetryAttributes.SERVICE_NAME,
            TelemetryAttributes.SERVICE_NAMESPACE,
            TelemetryAttributes.ENVIRONMENT);

    private KeptCounts() {}

    /** From spans as the sampler leaves them to sums at the exit. */
    static List<Pipeline> pipelines(
            Instance<? extends Component.Source> sampled, Instance<? extends Component.Sink> exit) {
        Instance<Count> count = Instance.of(counts(), "kept");
        return List.of(
                Pipeline.of(Signal.TRACES, "kept")
                        .from(sampled)
                        .through(ProcessorStage.SHAPING, Instance.of(new Batch(TOGETHER), "kept"))
                        .through(ProcessorStage.SHAPING, Instance.of(bare(), "kept"))
                        .through(ProcessorStage.SHAPING, Instance.of(replica(), "kept"))
                        .through(ProcessorStage.SHAPING, Instance.of(new GroupByAttrs(List.of()), "kept"))
                        .to(count),
                Pipeline.of(Signal.METRICS, "kept")
                        .from(count)
                        .through(ProcessorStage.SHAPING, Instance.of(new Batch(TOGETHER), "kept"))
                        .through(CumulativeSums.steps("kept"))
                        .through(List.of(PointLabels.step()))
                        .to(exit));
    }

    private static Transform bare() {
        return Transform.traces(
                ErrorMode.SILENT,
                Transform.Group.of(
                        OttlContext.RESOURCE,
                        new Edit.KeepKeys(Path.attributes(OttlContext.RESOURCE), IDENTITY).always()),
                Transform.Group.of(
                        OttlContext.SCOPE,
                        new Edit.Set(SCOPE_NAME, Value.text("")).always(),
                        new Edit.Set(Path.of(OttlContext.SCOPE, PathField.VERSION), Value.text("")).always(),
                        new Edit.Set(SCOPE_NAME, Value.text(BY_RULE)).where(GatewaySampling.keptByRule())));
    }

    private static Resource replica() {
        return new Resource(
                List.of(AttributeAction.upsert(INSTANCE, Template.env(CollectorVariable.POD_NAME.variable()))));
    }

    private static Count counts() {
        return Count.spans(Map.of(
                KEPT,
                new Counter("Spans after sampling", ConditionList.of(OttlContext.SPAN), List.of()),
                KEPT_BY_KEEP,
                new Counter(
                        "Spans after sampling, of traces that a keep rule decided",
                        ConditionList.of(OttlContext.SPAN, Condition.equal(SCOPE_NAME, BY_RULE)),
                        List.of())));
    }
}
