package dev.signalbox.compile.pipeline.gateway;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.PrometheusRemoteWrite;
import dev.signalbox.compile.pipeline.collector.extension.FileStorage;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import dev.signalbox.compile.pipeline.logs.ArchiveExit;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways from a gateway to the backends; none where the stack has no backend for a signal. What a backend does not take
 * waits on disk and is tried until it does: durability begins here.
 *
 * @param traces to the server of traces
 * @param metrics to the server of metrics
 * @param logs to Loki
 * @param archive to the bucket
 */
public record BackendExits(
        Optional<Instance<? extends Component.Exporter>> traces,
        Optional<Instance<? extends Component.Exporter>> metrics,
        Optional<Instance<? extends Component.Exporter>> logs,
        Optional<ArchiveExit> archive) {
    private static final Retry RETRY = Retry.forever(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final int CONSUMERS = 8;

    /** In bytes. */
    static final long LARGEST_BATCH = 4L << 20;

    /** A file gives room back only when it is compacted, which needs as much again. */
    private static final int VOLUME_FOR_EACH_QUEUED = 2;

    /** Where Loki takes OTLP. */
    private static final String LOKI_OTLP = "/otlp";

    /** Requests of remote write that wait in memory. */
    private static final int REMOTE_WRITE_QUEUE = 10_000;

    private static final Instance<FileStorage> STORAGE = Instance.of(
            new FileStorage(Template.text(CollectorPaths.QUEUE), true, true, true, Optional.empty()), "queue");

    static BackendExits of(TelemetryStack stack, Instance<MemoryLimiter> limiter) {
        Backends backends = stack.backends();
        long queues = Stream.of(backends.metrics(), backends.logs(), backends.traces(), backends.archive())
                .flatMap(Optional::stream)
                .count();
        long bytes = stack.collectors().gateway().queueBytes() / Math.max(1, queues) / VOLUME_FOR_EACH_QUEUED;
        SendingQueue queue = queue(bytes);
        return new BackendExits(
                backends.traces().map(endpoint -> Instance.of(overGrpc(endpoint, queue), "traces")),
                backends.metrics().map(metrics -> metrics(metrics, queue)),
                backends.logs()
                        .map(endpoint -> Instance.of(
                                overHttp(endpoint, endpoint.address() + LOKI_OTLP, BackendAccess.LOGS, queue), "logs")),
                backends.archive().map(bucket -> ArchiveExit.to(bucket, limiter, STORAGE, bytes)));
    }

    /** A queue on the gateway's volume; when it is full, senders wait and agents hold what they have. */
    static SendingQueue queue(long bytes) {
        return new SendingQueue(
                SendingQueue.Sizer.BYTES,
                bytes,
                CONSUMERS,
                true,
                Optional.of(STORAGE),
                Optional.of(new SendingQueue.Batch(
                        Duration.ofSeconds(1), SendingQueue.Sizer.BYTES, 1 << 20, LARGEST_BATCH)));
    }

    /** The way to the server of metrics for a collector that sends there by itself, with a queue of its own. */
    public static Instance<? extends Component.Exporter> metrics(Backends.Metrics metrics, SendingQueue queue) {
        return switch (metrics) {
            case Backends.Metrics.Otlp(Endpoint endpoint) ->
                Instance.of(overHttp(endpoint, endpoint.address(), BackendAccess.METRICS, queue), "metrics");
            case Backends.Metrics.RemoteWrite(Endpoint endpoint) ->
                Instance.of(
                        new PrometheusRemoteWrite(
                                BackendAccess.METRICS.http(endpoint, endpoint.address()),
                                new PrometheusRemoteWrite.Queue(true, REMOTE_WRITE_QUEUE, CONSUMERS),
                                Optional.of(RETRY),
                                new PrometheusRemoteWrite.Switch(false)),
                        "metrics");
        };
    }

    /** How a collector calls the server of profiles that takes OTLP over HTTP. */
    public static Http.Client profiles(Endpoint endpoint) {
        return BackendAccess.PROFILES.http(endpoint, endpoint.address());
    }

    private static OtlpHttpExporter overHttp(Endpoint endpoint, String url, BackendAccess access, SendingQueue queue) {
        Http.Client client = access.http(endpoint, url);
        return new OtlpHttpExporter(client, Optional.empty(), Optional.of(queue), Optional.of(RETRY));
    }

    private static OtlpExporter overGrpc(Endpoint endpoint, SendingQueue queue) {
        Grpc.Client client = BackendAccess.TRACES.grpc(endpoint);
        return new OtlpExporter(client, Optional.empty(), Optional.of(queue), Optional.of(RETRY));
    }
}
