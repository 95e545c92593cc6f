package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of log records through a gateway: each to Loki or to the archive, never to both. */
public final class GatewayLogs {
    private GatewayLogs() {}

    /**
     * The pipelines; none where there is no way out.
     *
     * @param agents where records of {@link AgentLogs} come in
     * @param steps that come first: the memory limiter
     * @param loki the way to Loki
     * @param archive the way to the archive
     */
    public static List<Pipeline> pipelines(
            Instance<? extends Component.Source> agents,
            List<Pipeline.Step> steps,
            Optional<Instance<? extends Component.Sink>> loki,
            Optional<ArchiveExit> archive) {
        if (loki.isEmpty() && archive.isEmpty()) {
            return List.of();
        }
        Instance<Routes.Forward> routed = Instance.of(new Routes.Forward(), "routed-logs");
        List<Pipeline> pipelines = new ArrayList<>();
        pipelines.add(
                Pipeline.of(Signal.LOGS, "routed").from(agents).through(steps).to(routed));
        loki.ifPresent(exit -> pipelines.add(selected("hot", routed, LogFate.ARCHIVE.decided())
                .through(LokiLabels.steps())
                .to(exit)));
        archive.ifPresent(exit -> {
            pipelines.add(selected("archive", routed, Condition.not(LogFate.ARCHIVE.decided()))
                    .through(ProcessorStage.SHAPING, Instance.of(unrouting(), "unrouted"))
                    .to(exit.entrance()));
            pipelines.add(exit.pipeline());
        });
        return pipelines;
    }

    private static Pipeline selected(String name, Instance<Routes.Forward> from, Condition others) {
        return Pipeline.of(Signal.LOGS, name)
                .from(from)
                .through(
                        ProcessorStage.SELECTION,
                        Instance.of(Filter.logs(ErrorMode.SILENT, ConditionList.of(OttlContext.LOG, others)), name));
    }

    private static Transform unrouting() {
        Path record = Path.attributes(OttlContext.LOG);
        return Transform.logs(
                ErrorMode.SILENT,
                Transform.Group.of(
                        OttlContext.LOG,
                        new Edit.DeleteKey(record, TelemetryAttributes.ROUTE).always(),
                        new Edit.DeleteKey(record, Redactions.MASKED).always()));
    }
}
