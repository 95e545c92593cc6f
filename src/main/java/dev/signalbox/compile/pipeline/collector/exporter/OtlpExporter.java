package dev.signalbox.compile.pipeline.collector.exporter;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import java.time.Duration;
import java.util.Optional;

/**
 * OTLP over gRPC.
 *
 * @param client whom it calls
 * @param timeout of a request; empty means 5 s
 * @param sendingQueue what waits; empty means a thousand requests in memory
 * @param retryOnFailure what is done when it is refused; empty means five minutes of tries
 */
public record OtlpExporter(
        @Inlined Grpc.Client client,
        Optional<Duration> timeout,
        Optional<SendingQueue> sendingQueue,
        Optional<Retry> retryOnFailure)
        implements Component.Exporter {

    @Override
    public ComponentType type() {
        return ComponentType.OTLP_EXPORTER;
    }
}
