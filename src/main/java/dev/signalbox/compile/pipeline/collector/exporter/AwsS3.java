package dev.signalbox.compile.pipeline.collector.exporter;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Key;
import dev.signalbox.compile.pipeline.collector.Since;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import java.util.Optional;

/**
 * Objects in S3; each request is one, so the queue's batches say how large they are.
 *
 * @param uploader where they go
 * @param marshaler how telemetry is written
 * @param resourceAttrsToS3 where attributes of the resource choose
 * @param sendingQueue what waits; empty means a thousand requests in memory
 * @param retryOnFailure what is done when it is refused; empty means the collector's own, and nothing before 0.152
 */
public record AwsS3(
        @Key("s3uploader") Uploader uploader,
        Marshaler marshaler,
        @Key("resource_attrs_to_s3") Optional<ByResource> resourceAttrsToS3,
        Optional<SendingQueue> sendingQueue,
        @Since(152) Optional<Retry> retryOnFailure)
        implements Component.Exporter {

    @Override
    public ComponentType type() {
        return ComponentType.AWS_S3;
    }

    /**
     * Where objects go.
     *
     * @param region of the bucket
     * @param bucket its name
     * @param prefix of every object
     * @param partitionFormat what of the time is in the name, in the form of {@code strftime}
     * @param filePrefix of the last part of the name, such as who wrote it
     * @param endpoint of another store with the same protocol
     * @param forcePathStyle whether the bucket is in the path, as other stores want
     * @param compression of each object
     */
    public record Uploader(
            String region,
            @Key("s3_bucket") String bucket,
            @Key("s3_prefix") String prefix,
            @Key("s3_partition_format") String partitionFormat,
            Template filePrefix,
            Optional<String> endpoint,
            @Key("s3_force_path_style") boolean forcePathStyle,
            Http.Compression compression) {}

    /** @param prefix the attribute of a resource that is the prefix of its objects */
    public record ByResource(@Key("s3_prefix") String prefix) {}

    /** How telemetry is written. */
    public enum Marshaler {
        /** As JSON, one request a line. */
        OTLP_JSON,
        /** As Protobuf. */
        OTLP_PROTO,
        /** Bodies of records alone. */
        BODY
    }
}
