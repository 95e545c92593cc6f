package dev.signalbox.facts;

import java.util.Arrays;
import java.util.Optional;

/**
 * A way in which services speak of themselves, by the names that its series have in Prometheus. A service may speak in
 * several at once.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/general/metrics/">OpenTelemetry's conventions for metrics</a>
 */
public enum Convention {
    /** HTTP as OpenTelemetry measures it. */
    OPEN_TELEMETRY_HTTP("OpenTelemetryHTTP", Side.REQUESTS, "http_server_request_duration_seconds_count"),
    /** RPC likewise. */
    OPEN_TELEMETRY_RPC("OpenTelemetryRPC", Side.REQUESTS, "rpc_server_call_duration_seconds_count"),
    /** RPC as it was before the convention was stable. */
    OPEN_TELEMETRY_RPC_OLD("OpenTelemetryRPCOld", Side.REQUESTS, "rpc_server_duration_milliseconds_count"),
    /** Messages that are processed. */
    OPEN_TELEMETRY_MESSAGING("OpenTelemetryMessaging", Side.REQUESTS, "messaging_process_duration_seconds_count"),
    /** Micrometer, as Spring and Quarkus have it. */
    MICROMETER_HTTP("MicrometerHTTP", Side.REQUESTS, "http_server_requests_seconds_count"),
    /** The same where it has buckets, which it has not by itself. */
    MICROMETER_HTTP_HISTOGRAM("MicrometerHTTPHistogram", Side.REQUESTS, "http_server_requests_seconds_bucket"),
    /** What most Prometheus clients count. */
    PROMETHEUS_HTTP("PrometheusHTTP", Side.REQUESTS, "http_requests_total"),
    /** How long that took. */
    PROMETHEUS_HTTP_HISTOGRAM("PrometheusHTTPHistogram", Side.REQUESTS, "http_request_duration_seconds_bucket"),
    /** What agents make of spans before any is sampled away. */
    SPANS("Spans", Side.REQUESTS, "traces_span_metrics_duration_seconds_count"),

    OPEN_TELEMETRY_JVM("OpenTelemetryJVM", Side.RUNTIME, "jvm_thread_count"),
    MICROMETER_JVM("MicrometerJVM", Side.RUNTIME, "jvm_threads_live_threads"),
    OPEN_TELEMETRY_GO("OpenTelemetryGo", Side.RUNTIME, "go_goroutine_count"),
    PROMETHEUS_GO("PrometheusGo", Side.RUNTIME, "go_goroutines"),
    OPEN_TELEMETRY_NODEJS("OpenTelemetryNodeJS", Side.RUNTIME, "nodejs_eventloop_delay_p99_seconds"),
    PROMETHEUS_NODEJS("PrometheusNodeJS", Side.RUNTIME, "nodejs_eventloop_lag_p99_seconds"),
    OPEN_TELEMETRY_PYTHON("OpenTelemetryPython", Side.RUNTIME, "process_runtime_cpython_memory_bytes"),
    PROMETHEUS_PYTHON("PrometheusPython", Side.RUNTIME, "python_gc_collections_total"),

    /** What agents read of kubelets. */
    PODS("Pods", Side.PODS, "k8s_pod_cpu_usage"),
    /** What agents count of log records. */
    LOGS("Logs", Side.LOGS, "signalbox_logs_received_total");

    /** What it tells of a service. */
    public enum Side {
        REQUESTS,
        RUNTIME,
        PODS,
        LOGS
    }

    private final String word;
    private final Side side;
    private final String sign;

    Convention(String word, Side side, String sign) {
        this.word = word;
        this.side = side;
        this.sign = sign;
    }

    /** As resources say it. */
    public String word() {
        return word;
    }

    public Side side() {
        return side;
    }

    /** The metric by which it is known; where it is one of buckets, the last bucket is enough. */
    public String sign() {
        return sign;
    }

    /** The one that resources call so. */
    public static Optional<Convention> of(String word) {
        return Arrays.stream(values())
                .filter(convention -> convention.word.equals(word))
                .findFirst();
    }
}
