package dev.signalbox.compile.pipeline.collector;

import static dev.signalbox.compile.pipeline.collector.ComponentKind.CONNECTOR;
import static dev.signalbox.compile.pipeline.collector.ComponentKind.EXPORTER;
import static dev.signalbox.compile.pipeline.collector.ComponentKind.EXTENSION;
import static dev.signalbox.compile.pipeline.collector.ComponentKind.PROCESSOR;
import static dev.signalbox.compile.pipeline.collector.ComponentKind.RECEIVER;
import static dev.signalbox.compile.pipeline.collector.Signal.LOGS;
import static dev.signalbox.compile.pipeline.collector.Signal.METRICS;
import static dev.signalbox.compile.pipeline.collector.Signal.PROFILES;
import static dev.signalbox.compile.pipeline.collector.Signal.TRACES;

import java.util.EnumSet;
import java.util.Set;

/**
 * The components that we use: what each is called in which version, and which signals it takes. Names are those of the
 * components' {@code metadata.yaml}; an old name goes on working for some releases, a new one is unknown before its own.
 */
public enum ComponentType {
    /** OTLP over gRPC and HTTP. */
    OTLP_RECEIVER(RECEIVER, "otlp", TRACES, METRICS, LOGS, PROFILES),
    /** Stacks of all processes of a node; in a distribution of its own. */
    PROFILING(RECEIVER, "profiling", PROFILES),
    /** Scrapes. */
    PROMETHEUS_RECEIVER(RECEIVER, "prometheus", METRICS),
    /** Lines of files. */
    FILE_LOG(RECEIVER, "filelog", 149, "file_log", LOGS),
    /** The state of a cluster. */
    K8S_CLUSTER(RECEIVER, "k8s_cluster", METRICS),
    /** Pods and volumes of a node. */
    KUBELET_STATS(RECEIVER, "kubeletstats", 152, "kubelet_stats", METRICS),
    /** A node. */
    HOST_METRICS(RECEIVER, "hostmetrics", 151, "host_metrics", METRICS),
    /** Probes over HTTP. */
    HTTP_CHECK(RECEIVER, "httpcheck", 152, "http_check", METRICS),
    /** PostgreSQL. */
    POSTGRESQL(RECEIVER, "postgresql", METRICS),
    /** MySQL and MariaDB. */
    MYSQL(RECEIVER, "mysql", METRICS),
    /** Redis. */
    REDIS(RECEIVER, "redis", METRICS),
    /** MongoDB. */
    MONGODB(RECEIVER, "mongodb", METRICS),
    /** Brokers, topics and consumer groups of Kafka. */
    KAFKA_METRICS(RECEIVER, "kafkametrics", 152, "kafka_metrics", METRICS),
    /** RabbitMQ. */
    RABBITMQ(RECEIVER, "rabbitmq", METRICS),
    /** Elasticsearch. */
    ELASTICSEARCH(RECEIVER, "elasticsearch", METRICS),
    /** nginx. */
    NGINX(RECEIVER, "nginx", METRICS),
    /** HAProxy. */
    HAPROXY(RECEIVER, "haproxy", METRICS),

    /** Refuses telemetry before memory runs out. */
    MEMORY_LIMITER(PROCESSOR, "memory_limiter", TRACES, METRICS, LOGS, PROFILES),
    /** Says which pod telemetry is from. */
    K8S_ATTRIBUTES(PROCESSOR, "k8sattributes", 146, "k8s_attributes", TRACES, METRICS, LOGS, PROFILES),
    /** Says where the collector itself runs. */
    RESOURCE_DETECTION(PROCESSOR, "resourcedetection", 153, "resource_detection", TRACES, METRICS, LOGS),
    /** Sets attributes of resources. */
    RESOURCE(PROCESSOR, "resource", TRACES, METRICS, LOGS),
    /** Sets attributes of items. */
    ATTRIBUTES(PROCESSOR, "attributes", TRACES, METRICS, LOGS),
    /** Runs statements. */
    TRANSFORM(PROCESSOR, "transform", TRACES, METRICS, LOGS, PROFILES),
    /** Drops what a condition holds for. */
    FILTER(PROCESSOR, "filter", TRACES, METRICS, LOGS, PROFILES),
    /** Masks values and removes keys. */
    REDACTION(PROCESSOR, "redaction", TRACES, METRICS, LOGS),
    /** Moves attributes of items to their resource. */
    GROUP_BY_ATTRS(PROCESSOR, "groupbyattrs", TRACES, METRICS, LOGS),
    /** Puts together what came apart. */
    BATCH(PROCESSOR, "batch", TRACES, METRICS, LOGS),
    /** When counters began. */
    METRIC_START_TIME(PROCESSOR, "metricstarttime", 155, "metric_start_time", METRICS),
    /** Counters since the last point. */
    CUMULATIVE_TO_DELTA(PROCESSOR, "cumulativetodelta", METRICS),
    /** Counters since the start. */
    DELTA_TO_CUMULATIVE(PROCESSOR, "deltatocumulative", METRICS),
    /** Decides on whole traces. */
    TAIL_SAMPLING(PROCESSOR, "tail_sampling", TRACES),
    /** Decides on a hash. */
    PROBABILISTIC_SAMPLER(PROCESSOR, "probabilistic_sampler", TRACES, LOGS),

    /** Counts items. */
    COUNT(CONNECTOR, "count", TRACES, METRICS, LOGS),
    /** Rates, errors and durations of spans. */
    SPAN_METRICS(CONNECTOR, "spanmetrics", 151, "span_metrics", TRACES),
    /** Joins and splits pipelines of one signal. */
    FORWARD(CONNECTOR, "forward", TRACES, METRICS, LOGS),
    /** Chooses pipelines of one signal. */
    ROUTING(CONNECTOR, "routing", TRACES, METRICS, LOGS),

    /** OTLP over gRPC. */
    OTLP_EXPORTER(EXPORTER, "otlp", 144, "otlp_grpc", TRACES, METRICS, LOGS, PROFILES),
    /** OTLP over HTTP. */
    OTLP_HTTP(EXPORTER, "otlphttp", 144, "otlp_http", TRACES, METRICS, LOGS, PROFILES),
    /** Prometheus' own protocol. */
    PROMETHEUS_REMOTE_WRITE(EXPORTER, "prometheusremotewrite", 154, "prometheus_remote_write", METRICS),
    /** OTLP over gRPC to one of many, by trace or another key. */
    LOAD_BALANCING(EXPORTER, "loadbalancing", 153, "load_balancing", TRACES, METRICS, LOGS),
    /** Objects in S3. */
    AWS_S3(EXPORTER, "awss3", TRACES, METRICS, LOGS),
    /** The collector's own log. */
    DEBUG(EXPORTER, "debug", TRACES, METRICS, LOGS),
    /** A file. */
    FILE(EXPORTER, "file", TRACES, METRICS, LOGS),
    /** Nowhere. */
    NOP(EXPORTER, "nop", TRACES, METRICS, LOGS, PROFILES),

    /** Says whether the collector is well. */
    HEALTH_CHECK(EXTENSION, "health_check"),
    /** Keeps queues and positions in files. */
    FILE_STORAGE(EXTENSION, "file_storage"),
    /** Serves head sampling strategies. */
    JAEGER_REMOTE_SAMPLING(EXTENSION, "jaegerremotesampling"),
    /** A name and a password. */
    BASIC_AUTH(EXTENSION, "basicauth"),
    /** A token. */
    BEARER_TOKEN_AUTH(EXTENSION, "bearertokenauth"),
    /** Headers of requests. */
    HEADERS_SETTER(EXTENSION, "headers_setter");

    private final ComponentKind kind;
    private final String before;
    private final CollectorVersion renamed;
    private final String since;
    private final Set<Signal> signals;

    ComponentType(ComponentKind kind, String name, Signal... signals) {
        this(kind, name, 0, name, signals);
    }

    /** @param release the minor version that brought the new name */
    ComponentType(ComponentKind kind, String before, int release, String since, Signal... signals) {
        this.kind = kind;
        this.before = before;
        this.renamed = CollectorVersion.release(release);
        this.since = since;
        this.signals = signals.length == 0 ? Set.of() : EnumSet.of(signals[0], signals);
    }

    /** What it is. */
    public ComponentKind kind() {
        return kind;
    }

    /** What it is called in a version. */
    public String name(CollectorVersion version) {
        return version.isAtLeast(renamed) ? since : before;
    }

    /** Whether it may stand in a pipeline of the signal; a connector at its end. */
    boolean takes(Signal signal) {
        return signals.contains(signal);
    }

    /** Whether a connector that ends a pipeline of one signal may begin one of another. */
    boolean connects(Signal from, Signal to) {
        return takes(from)
                && switch (this) {
                    case COUNT, SPAN_METRICS -> to == METRICS;
                    default -> from == to;
                };
    }
}
