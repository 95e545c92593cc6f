package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.LoadBalancing;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.Duration;
import java.util.Optional;

/**
 * The ways from an agent to its gateways. All spans of a trace go to one gateway, which decides on the whole of it; metrics
 * and logs go to any.
 *
 * @param traces by trace where there may be several gateways
 * @param others to any gateway
 */
public record GatewayExit(
        Instance<? extends Component.Exporter> traces, Instance<? extends Component.Exporter> others) {
    /** An agent holds little: durability begins at the gateway. */
    private static final SendingQueue QUEUE = new SendingQueue(
            SendingQueue.Sizer.BYTES,
            64 << 20,
            4,
            true,
            Optional.empty(),
            Optional.of(new SendingQueue.Batch(Duration.ofSeconds(1), SendingQueue.Sizer.BYTES, 512 << 10, 3 << 20)));

    private static final Retry RETRY = Retry.forever(Duration.ofSeconds(1), Duration.ofSeconds(15));
    private static final Duration RELOAD_CERTIFICATES = Duration.ofMinutes(10);
    private static final Duration ASK_API_SERVER = Duration.ofSeconds(5);

    /** The exits of a stack's agents. */
    static GatewayExit of(TelemetryStack stack) {
        CollectorName gateway = CollectorName.gateway(stack);
        Instance<OtlpExporter> any = Instance.of(
                new OtlpExporter(
                        Grpc.Client.of(
                                Template.text(gateway.host() + ":" + CollectorPort.OTLP_GRPC.number()), mutualTls()),
                        Optional.empty(),
                        Optional.of(QUEUE),
                        Optional.of(RETRY)),
                "gateway");
        return new GatewayExit(
                stack.collectors().gateway().replicas().balanced() ? Instance.of(balanced(gateway), "gateway") : any,
                any);
    }

    /** The queue is before the choice, so that what was for a gateway that is gone finds another. */
    private static LoadBalancing balanced(CollectorName gateway) {
        return new LoadBalancing(
                LoadBalancing.RoutingKey.TRACE_ID,
                new LoadBalancing.Protocol(new OtlpExporter(
                        Grpc.Client.resolved(mutualTls()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Retry.never()))),
                new LoadBalancing.Resolver.Kubernetes(
                        gateway.headless() + "." + gateway.namespace(),
                        java.util.List.of(CollectorPort.OTLP_GRPC.number()),
                        ASK_API_SERVER,
                        true),
                Optional.of(QUEUE),
                Optional.of(RETRY));
    }

    private static Tls.Client mutualTls() {
        return Tls.Client.mutual(
                CollectorPaths.TLS + "/" + CollectorPaths.AUTHORITY,
                CollectorPaths.TLS + "/" + CollectorPaths.CERTIFICATE,
                CollectorPaths.TLS + "/" + CollectorPaths.PRIVATE_KEY,
                RELOAD_CERTIFICATES);
    }
}
