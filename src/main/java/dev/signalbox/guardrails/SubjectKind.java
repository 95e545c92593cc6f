package dev.signalbox.guardrails;

/** Kinds of objects that are judged. */
public enum SubjectKind {
    SERVICE_OBSERVABILITY("ServiceObservability"),
    SLO("SLO"),
    SAMPLING_POLICY("SamplingPolicy"),
    PROMETHEUS_RULE("PrometheusRule");

    private final String kind;

    SubjectKind(String kind) {
        this.kind = kind;
    }

    /** As in a manifest. */
    public String kind() {
        return kind;
    }
}
