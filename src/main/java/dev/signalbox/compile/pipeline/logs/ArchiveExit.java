package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.AwsS3;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue.Batch;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue.Sizer;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import dev.signalbox.model.pipeline.Backends.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way from a gateway to the bucket: large compressed objects, each of one service and day.
 *
 * <p>The S3 exporter can't do this alone. It parts services before its own queue, whose batches put them together again under
 * the name of the first, and what a bucket refuses it gives up. So a queue before it, of an exporter that sends to this very
 * collector, makes the batches, keeps them on disk and tries again; the S3 exporter parts them and answers for each.
 *
 * @param entrance where records come in
 * @param pipeline from the queue to the bucket
 */
public record ArchiveExit(Instance<? extends Component.Sink> entrance, Pipeline pipeline) {
    /** Of this process only; no other pod reaches it. */
    private static final String LOOPBACK = "127.0.0.1:4320";

    /** How the first part of objects' names is known to the exporter. */
    private static final String PREFIX = "signalbox.archive";

    /** Within a day by the hour; two objects of an hour are told apart by who wrote them and a random number. */
    private static final String PARTITION = "%Y-%m-%d/%H";

    private static final long LARGE = 16L << 20;
    /** Bytes of the largest object, before it is compressed. */
    public static final long LARGEST = 24L << 20;

    /** Of the exporter that has the queue. */
    public static final String NAME = "archive";

    private static final int LARGEST_MESSAGE_MIB = 32;
    private static final Duration LATEST = Duration.ofMinutes(5);
    private static final Duration UPLOAD = Duration.ofMinutes(2);
    private static final int UPLOADS_AT_ONCE = 2;

    /**
     * The way to a bucket.
     *
     * @param limiter the collector's own
     * @param storage of the queue
     * @param queueBytes at most in it
     */
    public static ArchiveExit to(
            Bucket bucket,
            Instance<MemoryLimiter> limiter,
            Instance<? extends Component.Storage> storage,
            long queueBytes) {
        return to(bucket, limiter, storage, queueBytes, Instance.of(exporter(bucket), "archive"));
    }

    /** The same with another end. */
    static ArchiveExit to(
            Bucket bucket,
            Instance<MemoryLimiter> limiter,
            Instance<? extends Component.Storage> storage,
            long queueBytes,
            Instance<? extends Component.Exporter> end) {
        Grpc.Client self = Grpc.Client.of(Template.text(LOOPBACK), Tls.Client.none());
        OtlpExporter queue = new OtlpExporter(
                self,
                Optional.of(UPLOAD),
                Optional.of(new SendingQueue(
                        Sizer.BYTES,
                        Math.max(queueBytes, LARGEST),
                        UPLOADS_AT_ONCE,
                        true,
                        Optional.of(storage),
                        Optional.of(new Batch(LATEST, Sizer.BYTES, LARGE, LARGEST)))),
                Optional.of(Retry.forever(Duration.ofSeconds(5), Duration.ofMinutes(5))));
        OtlpReceiver received =
                OtlpReceiver.of(Grpc.Server.of(Template.text(LOOPBACK)).with(LARGEST_MESSAGE_MIB));
        return new ArchiveExit(
                Instance.of(queue, NAME),
                Pipeline.of(Signal.LOGS, "objects")
                        .from(Instance.of(received, "archive"))
                        .through(ProcessorStage.MEMORY, limiter)
                        .through(ProcessorStage.SHAPING, Instance.of(named(bucket), "archive"))
                        .to(end));
    }

    /** Objects of a service begin with {@code <prefix>/<namespace>/<service>}. */
    private static Transform named(Bucket bucket) {
        List<Value> parts = Stream.concat(
                        Stream.of(bucket.prefix())
                                .filter(prefix -> !prefix.isEmpty())
                                .<Value>map(Value::text),
                        Stream.of(Path.attribute(OttlContext.RESOURCE, TelemetryAttributes.SERVICE)))
                .toList();
        return Transform.logs(
                ErrorMode.SILENT,
                Transform.Group.of(
                        OttlContext.RESOURCE,
                        new Edit.Set(Path.attribute(OttlContext.RESOURCE, PREFIX), new Converter.Concat(parts, "/"))
                                .always()));
    }

    private static AwsS3 exporter(Bucket bucket) {
        return new AwsS3(
                new AwsS3.Uploader(
                        bucket.region(),
                        bucket.name(),
                        bucket.prefix(),
                        PARTITION,
                        Template.env(CollectorVariable.POD_NAME.variable(), "_"),
                        bucket.endpoint(),
                        bucket.endpoint().isPresent(),
                        Http.Compression.GZIP),
                AwsS3.Marshaler.OTLP_JSON,
                Optional.of(new AwsS3.ByResource(PREFIX)),
                Optional.empty(),
                Optional.empty());
    }
}
