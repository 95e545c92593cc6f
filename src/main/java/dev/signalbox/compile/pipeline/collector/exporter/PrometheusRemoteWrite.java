package dev.signalbox.compile.pipeline.collector.exporter;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import java.util.Optional;

/**
 * Prometheus' own protocol. Its queue is in memory only, and what is refused for good is dropped.
 *
 * @param client whom it calls, with the whole path
 * @param remoteWriteQueue what waits
 * @param retryOnFailure what is done when it is refused; empty means five minutes of tries
 * @param resourceToTelemetryConversion whether every attribute of the resource becomes a label
 */
public record PrometheusRemoteWrite(
        @Inlined Http.Client client,
        Queue remoteWriteQueue,
        Optional<Retry> retryOnFailure,
        Switch resourceToTelemetryConversion)
        implements Component.Exporter {

    @Override
    public ComponentType type() {
        return ComponentType.PROMETHEUS_REMOTE_WRITE;
    }

    /**
     * What waits.
     *
     * @param enabled whether anything does
     * @param queueSize requests
     * @param numConsumers requests under way at once
     */
    public record Queue(boolean enabled, int queueSize, int numConsumers) {}

    /** @param enabled whether it is done */
    public record Switch(boolean enabled) {}
}
