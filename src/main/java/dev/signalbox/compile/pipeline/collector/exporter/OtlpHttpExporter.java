package dev.signalbox.compile.pipeline.collector.exporter;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import java.util.Optional;

/**
 * OTLP over HTTP.
 *
 * @param client whom it calls; {@code /v1/traces} and the like are added to the URL
 * @param encoding empty means Protobuf
 * @param sendingQueue what waits; empty means a thousand requests in memory
 * @param retryOnFailure what is done when it is refused; empty means five minutes of tries
 */
public record OtlpHttpExporter(
        @Inlined Http.Client client,
        Optional<Encoding> encoding,
        Optional<SendingQueue> sendingQueue,
        Optional<Retry> retryOnFailure)
        implements Component.Exporter {

    /** How telemetry is written. */
    public enum Encoding {
        /** As Protobuf. */
        PROTO,
        /** As JSON. */
        JSON
    }

    @Override
    public ComponentType type() {
        return ComponentType.OTLP_HTTP;
    }
}
