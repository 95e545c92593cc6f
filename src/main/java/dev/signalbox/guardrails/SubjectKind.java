package dev.signalbox.guardrails;

/** Kinds of objects that are judged. */
public enum SubjectKind {
    SERVICE_OBSERVABILITY("signalbox.dev/v1alpha1", "ServiceObservability"),
    SLO("signalbox.dev/v1alpha1", "SLO"),
    SAMPLING_POLICY("signalbox.dev/v1alpha1", "SamplingPolicy"),
    PROMETHEUS_RULE("monitoring.coreos.com/v1", "PrometheusRule"),
    VM_RULE("operator.victoriametrics.com/v1beta1", "VMRule");

    private final String apiVersion;
    private final String kind;

    SubjectKind(String apiVersion, String kind) {
        this.apiVersion = apiVersion;
        this.kind = kind;
    }

    /** {@code group/version}. */
    public String apiVersion() {
        return apiVersion;
    }

    /** As in a manifest. */
    public String kind() {
        return kind;
    }
}
