package dev.signalbox.compile.pipeline.workload;

/** Ports that collectors listen on; configurations and objects both take them from here. */
public enum CollectorPort {
    OTLP_GRPC("otlp-grpc", 4317),
    OTLP_HTTP("otlp-http", 4318),

    /** Head sampling strategies over HTTP, asked for by SDKs. */
    SAMPLING("sampling", 5778),

    /** Head sampling strategies over gRPC: what {@code OTEL_TRACES_SAMPLER_ARG} names. */
    SAMPLING_GRPC("sampling-grpc", 14250),

    /** The collector's own metrics, for Prometheus. */
    METRICS("metrics", 8888),

    /** What a gateway's sampling file has become, told by the container beside it. */
    RELOADER("reloader", 8889),

    /** Answers 200 when all components run. */
    HEALTH("health", 13133);

    /** The one protocol of all of them. */
    static final String PROTOCOL = "TCP";

    private final String label;
    private final int number;

    CollectorPort(String label, int number) {
        this.label = label;
        this.number = number;
    }

    /** Its name in containers and Services. */
    public String label() {
        return label;
    }

    public int number() {
        return number;
    }
}
