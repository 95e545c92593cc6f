package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.metrics.AgentScrapes;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.util.ArrayList;
import java.util.List;

/** What an agent is told. */
public final class AgentConfiguration {
    private static final int LARGEST_MESSAGE_MIB = 16;

    private final Instance<OtlpReceiver> pods = Instance.of(OtlpReceiver.of(
            Grpc.Server.of(CollectorService.listen(CollectorPort.OTLP_GRPC)).with(LARGEST_MESSAGE_MIB),
            Http.Server.of(CollectorService.listen(CollectorPort.OTLP_HTTP))));
    private final Instance<MemoryLimiter> limiter = Instance.of(CollectorService.MEMORY_LIMITER);
    private final Attribution attribution;
    private final GatewayExit exit;
    private final TelemetryStack stack;
    private final AgentDuties duties;

    private AgentConfiguration(TelemetryStack stack, AgentDuties duties) {
        this.stack = stack;
        this.duties = duties;
        this.attribution = Attribution.to(duties.services());
        this.exit = GatewayExit.of(stack);
    }

    /** The configuration of a stack's agents; what has no backend is not taken in. */
    public static CollectorConfiguration of(TelemetryStack stack, AgentDuties duties) {
        return CollectorService.configuration(new AgentConfiguration(stack, duties).pipelines());
    }

    private List<Pipeline> pipelines() {
        List<Pipeline> pipelines = new ArrayList<>();
        if (stack.backends().traces().isPresent()) {
            pipelines.addAll(traces());
        }
        if (stack.backends().metrics().isPresent()) {
            pipelines.addAll(metrics());
        }
        if (stack.backends().logs().isPresent()) {
            pipelines.add(sent(Signal.LOGS).to(exit.others()));
        }
        return pipelines;
    }

    private List<Pipeline> traces() {
        List<Pipeline> pipelines = new ArrayList<>();
        Pipeline traces = sent(Signal.TRACES).to(exit.traces());
        if (stack.backends().metrics().isPresent()) {
            SpanCounts counts = new SpanCounts();
            pipelines.addAll(counts.pipelines(exit.others()));
            traces = traces.to(counts.entrance());
        }
        pipelines.add(traces);
        return pipelines;
    }

    private List<Pipeline> metrics() {
        MetricWays ways = new MetricWays(duties.services());
        List<Pipeline> pipelines = new ArrayList<>(ways.pipelines(exit.others()));
        pipelines.add(sent(Signal.METRICS).through(ways.dropping()).to(ways.entrance()));
        AgentScrapes.of(duties.scraped(), stack.scrapeInterval())
                .ifPresent(scrapes -> pipelines.add(Pipeline.of(Signal.METRICS, "scraped")
                        .from(Instance.of(scrapes))
                        .through(ProcessorStage.MEMORY, limiter)
                        .through(attribution.scraped())
                        .through(ways.beginnings())
                        .through(ways.dropping())
                        .to(ways.entrance())));
        if (duties.nodes()) {
            pipelines.add(NodeMetrics.pipeline(stack.scrapeInterval(), limiter, attribution)
                    .through(ways.dropping())
                    .to(exit.others()));
        }
        return pipelines;
    }

    /** What pods send over OTLP, and whose it is. */
    private Pipeline sent(Signal signal) {
        return Pipeline.of(signal, "sent")
                .from(pods)
                .through(ProcessorStage.MEMORY, limiter)
                .through(attribution.sent());
    }
}
