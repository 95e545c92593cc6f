package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.PointLabels;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.extension.FileStorage;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.PrometheusReceiver;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.logs.AgentLogs;
import dev.signalbox.compile.pipeline.logs.ContainerLogs;
import dev.signalbox.compile.pipeline.logs.LogCounts;
import dev.signalbox.compile.pipeline.metrics.AgentScrapes;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an agent is told. */
public final class AgentConfiguration {
    private static final int LARGEST_MESSAGE_MIB = 16;

    private final Instance<OtlpReceiver> pods = Instance.of(OtlpReceiver.of(
            Grpc.Server.of(CollectorService.listen(CollectorPort.OTLP_GRPC)).with(LARGEST_MESSAGE_MIB),
            Http.Server.of(CollectorService.listen(CollectorPort.OTLP_HTTP))));
    private final Instance<MemoryLimiter> limiter = Instance.of(CollectorService.MEMORY_LIMITER);
    private final Attribution attribution;
    private final GatewayExit exit;
    private final Instance<Routes.Forward> points = Instance.of(new Routes.Forward(), "labels");
    private final TelemetryStack stack;
    private final AgentDuties duties;
    private final Redactions redactions;

    private AgentConfiguration(TelemetryStack stack, AgentDuties duties) {
        this.stack = stack;
        this.duties = duties;
        this.attribution =
                Attribution.to(duties.services(), stack.collectors().agent().namespace());
        this.exit = GatewayExit.of(stack);
        this.redactions = Redactions.of(stack.redactions(), duties.byKey());
    }

    /** The configuration of a stack's agents; what has no backend is not taken in. */
    public static CollectorConfiguration of(TelemetryStack stack, AgentDuties duties) {
        return CollectorService.configuration(new AgentConfiguration(stack, duties).pipelines());
    }

    private List<Pipeline> pipelines() {
        Backends backends = stack.backends();
        List<Pipeline> pipelines = new ArrayList<>();
        List<Instance<? extends Component.Source>> counts = new ArrayList<>();
        boolean counted = backends.metrics().isPresent();
        if (backends.traces().isPresent()) {
            List<Instance<? extends Component.Sink>> exits = new ArrayList<>(List.of(exit.traces()));
            if (counted) {
                SpanCounts spans = new SpanCounts();
                pipelines.addAll(spans.pipelines(points));
                counts.add(spans.counted());
                counts.add(WorkloadCounts.SPANS);
                exits.add(spans.entrance());
                exits.add(WorkloadCounts.SPANS);
            }
            pipelines.addAll(redactions.masked(sent(Signal.TRACES), exits));
        }
        if (counted) {
            pipelines.addAll(metrics());
            counts.add(WorkloadCounts.POINTS);
        }
        if (backends.logs().isPresent() || backends.archive().isPresent()) {
            pipelines.addAll(logs(counted));
            if (counted) {
                counts.addAll(LogCounts.sources());
            }
        }
        if (!counts.isEmpty()) {
            pipelines.add(NodeSeries.sums(counts, points));
            pipelines.add(Pipeline.of(Signal.METRICS, "labelled")
                    .from(points)
                    .through(List.of(PointLabels.step()))
                    .to(exit.others()));
        }
        return pipelines;
    }

    private List<Pipeline> metrics() {
        MetricWays ways = new MetricWays(duties.services(), redactions);
        List<Pipeline> pipelines = new ArrayList<>(ways.pipelines(points));
        pipelines.add(sent(Signal.METRICS)
                .through(ways.dropping())
                .to(ways.entrance())
                .to(WorkloadCounts.POINTS));
        Pipeline scraped = Pipeline.of(Signal.METRICS, "scraped");
        for (Instance<PrometheusReceiver> scrapes : AgentScrapes.of(duties.scraped(), stack.scrapeInterval())) {
            scraped = scraped.from(scrapes);
        }
        if (!scraped.receivers().isEmpty()) {
            pipelines.add(scraped.through(ProcessorStage.MEMORY, limiter)
                    .through(attribution.scraped())
                    .through(ways.beginnings())
                    .through(ways.dropping())
                    .to(ways.entrance())
                    .to(WorkloadCounts.POINTS));
        }
        if (duties.nodes()) {
            pipelines.addAll(redactions.masked(
                    NodeMetrics.pipeline(stack.scrapeInterval(), limiter, attribution)
                            .through(ways.dropping()),
                    List.of(points)));
        }
        return pipelines;
    }

    private List<Pipeline> logs(boolean counted) {
        Instance<FileStorage> positions = Instance.of(
                new FileStorage(Template.text(CollectorPaths.CHECKPOINTS), true, false, true, Optional.empty()),
                "checkpoints");
        return AgentLogs.pipelines(
                duties.byKey(),
                stack.backends().archive().isPresent(),
                List.of(
                        new AgentLogs.Entrance(false, pods, limited(attribution.sent())),
                        new AgentLogs.Entrance(
                                true,
                                ContainerLogs.receiver(
                                        positions,
                                        List.of(
                                                stack.namespace(),
                                                stack.collectors().agent().namespace())),
                                limited(attribution.read()))),
                redactions,
                counted,
                exit.others());
    }

    private List<Pipeline.Step> limited(List<Pipeline.Step> steps) {
        return Stream.concat(Stream.of(new Pipeline.Step(ProcessorStage.MEMORY, limiter)), steps.stream())
                .toList();
    }

    /** What pods send over OTLP, and whose it is. */
    private Pipeline sent(Signal signal) {
        return Pipeline.of(signal, "sent")
                .from(pods)
                .through(ProcessorStage.MEMORY, limiter)
                .through(attribution.sent());
    }
}
