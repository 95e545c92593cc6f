package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.CumulativeSums;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.WorkloadSeries;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.processor.Batch;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import java.time.Duration;
import java.util.List;

/**
 * Series that an agent makes itself. Each is a service's on a node, so that it has one writer: pods of a service on a node
 * are added up, and rules sum the nodes away.
 */
final class NodeSeries {
    private static final String INSTANCE = "service.instance.id";
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** What a series may still know of where it is from. */
    private static final List<String> KEPT = List.of(
            TelemetryAttributes.SERVICE,
            TelemetryAttributes.TEAM,
            TelemetryAttributes.SERVICE_NAME,
            TelemetryAttributes.SERVICE_NAMESPACE,
            TelemetryAttributes.ENVIRONMENT,
            TelemetryAttributes.NODE);

    private NodeSeries() {}

    /** Leaves a resource no more than what tells such series apart. */
    static Transform.Group identity() {
        Path resource = Path.attributes(OttlContext.RESOURCE);
        return Transform.Group.of(
                OttlContext.RESOURCE,
                new Edit.KeepKeys(resource, KEPT).always(),
                new Edit.Set(resource.at(INSTANCE), resource.at(TelemetryAttributes.NODE)).always());
    }

    /** From counts since the last point, of any resource, to sums since the start at the exit. */
    static Pipeline sums(List<Instance<? extends Component.Source>> counts, Instance<? extends Component.Sink> exit) {
        Pipeline sums = Pipeline.of(Signal.METRICS, "counts");
        for (Instance<? extends Component.Source> count : counts) {
            sums = sums.from(count);
        }
        return sums.through(ProcessorStage.SHAPING, Instance.of(new Batch(TOGETHER), "counts"))
                .through(
                        ProcessorStage.SHAPING,
                        Instance.of(Transform.metrics(ErrorMode.SILENT, identity(), WorkloadSeries.named()), "counts"))
                .through(CumulativeSums.steps("counts"))
                .to(exit);
    }
}
