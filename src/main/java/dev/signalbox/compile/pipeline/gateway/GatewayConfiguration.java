package dev.signalbox.compile.pipeline.gateway;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.TailSampling;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.logs.GatewayLogs;
import dev.signalbox.compile.pipeline.sampling.GatewaySampling;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway is told. The part that follows sampling decisions is apart, so that it can change while the rest stays.
 *
 * @param whole everything
 * @param sampling the components whose settings are in the second file
 */
public record GatewayConfiguration(
        CollectorConfiguration whole, Set<Instance<? extends Component.Processor>> sampling) {
    /** Callers that were there before a gateway was added find it when they connect anew. */
    private static final Grpc.Keepalive MOVE_ON =
            new Grpc.Keepalive(new Grpc.ServerParameters(Duration.ofMinutes(5), Duration.ofSeconds(30)));

    private static final int LARGEST_MESSAGE_MIB = 16;
    private static final Duration RELOAD_CERTIFICATES = Duration.ofMinutes(10);

    /** The configuration of a stack's gateways. */
    public static GatewayConfiguration of(TelemetryStack stack, GatewaySampling sampling) {
        Instance<OtlpReceiver> agents = Instance.of(agents(), "agents");
        Instance<MemoryLimiter> limiter = Instance.of(CollectorService.MEMORY_LIMITER);
        Instance<Transform> labelling = Instance.of(sampling.labelling(), "sampling");
        Instance<TailSampling> decision = Instance.of(sampling.decision());
        BackendExits exits = BackendExits.of(stack, limiter);
        List<Pipeline> pipelines = new ArrayList<>();
        exits.traces().ifPresent(exit -> {
            Instance<Routes.Forward> sampled = Instance.of(new Routes.Forward(), "sampled");
            pipelines.add(Pipeline.of(Signal.TRACES, "")
                    .from(agents)
                    .through(ProcessorStage.MEMORY, limiter)
                    .through(ProcessorStage.SHAPING, labelling)
                    .through(ProcessorStage.SAMPLING, decision)
                    .to(sampled));
            pipelines.add(Pipeline.of(Signal.TRACES, "sampled")
                    .from(sampled)
                    .through(ProcessorStage.RELEASE, Instance.of(GatewaySampling.unlabelling(), "sampled"))
                    .to(exit));
            exits.metrics().ifPresent(counts -> pipelines.addAll(KeptCounts.pipelines(sampled, counts)));
        });
        exits.metrics()
                .ifPresent(exit -> pipelines.add(Pipeline.of(Signal.METRICS, "")
                        .from(agents)
                        .through(ProcessorStage.MEMORY, limiter)
                        .to(exit)));
        pipelines.addAll(GatewayLogs.pipelines(
                agents,
                List.of(new Pipeline.Step(ProcessorStage.MEMORY, limiter)),
                exits.logs().map(exit -> (Instance<? extends Component.Sink>) exit),
                exits.archive()));
        return new GatewayConfiguration(
                CollectorService.measuringSizes(pipelines),
                exits.traces().isPresent() ? Set.of(labelling, decision) : Set.of());
    }

    /** Only who holds a certificate of the stack's authority may send: what agents say is believed. */
    private static OtlpReceiver agents() {
        return OtlpReceiver.of(Grpc.Server.of(CollectorService.listen(CollectorPort.OTLP_GRPC))
                .with(new Tls.Server(
                        CollectorPaths.TLS + "/" + CollectorPaths.CERTIFICATE,
                        CollectorPaths.TLS + "/" + CollectorPaths.PRIVATE_KEY,
                        Optional.of(CollectorPaths.TLS + "/" + CollectorPaths.AUTHORITY),
                        true,
                        RELOAD_CERTIFICATES))
                .with(LARGEST_MESSAGE_MIB)
                .with(MOVE_ON));
    }
}
