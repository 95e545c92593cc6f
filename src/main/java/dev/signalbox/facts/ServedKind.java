package dev.signalbox.facts;

/**
 * A kind that an API server serves.
 *
 * @param apiVersion {@code group/version}, as in a manifest
 * @param kind as in a manifest
 */
public record ServedKind(String apiVersion, String kind) implements Comparable<ServedKind> {
    public static final ServedKind PROMETHEUS_RULE = new ServedKind("monitoring.coreos.com/v1", "PrometheusRule");
    public static final ServedKind VM_RULE = new ServedKind("operator.victoriametrics.com/v1beta1", "VMRule");

    public static final ServedKind POD_MONITOR = new ServedKind("monitoring.coreos.com/v1", "PodMonitor");

    /** Served with {@link #POD_MONITOR}. */
    public static final ServedKind SERVICE_MONITOR = new ServedKind("monitoring.coreos.com/v1", "ServiceMonitor");

    /** Of cert-manager, which serves its {@code Issuer} with it. */
    public static final ServedKind CERTIFICATE = new ServedKind("cert-manager.io/v1", "Certificate");

    public static final ServedKind OPEN_TELEMETRY_COLLECTOR =
            new ServedKind("opentelemetry.io/v1beta1", "OpenTelemetryCollector");

    /** Of the OpenTelemetry operator, which puts agents of languages into pods. */
    public static final ServedKind INSTRUMENTATION = new ServedKind("opentelemetry.io/v1alpha1", "Instrumentation");

    /** Of the Grafana operator, which serves its folders and data sources with it. */
    public static final ServedKind GRAFANA_DASHBOARD =
            new ServedKind("grafana.integreatly.org/v1beta1", "GrafanaDashboard");

    /** Of the prometheus-operator, which makes it a part of an Alertmanager's configuration. */
    public static final ServedKind ALERTMANAGER_CONFIG =
            new ServedKind("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig");

    /** What policies of any engine found, in one form. */
    public static final ServedKind OPEN_REPORT = new ServedKind("openreports.io/v1alpha1", "Report");

    /** The form that came before it. */
    public static final ServedKind POLICY_REPORT = new ServedKind("wgpolicyk8s.io/v1alpha2", "PolicyReport");

    /** Of Argo Rollouts, which measures by it whether to go on. */
    public static final ServedKind ANALYSIS_TEMPLATE = new ServedKind("argoproj.io/v1alpha1", "AnalysisTemplate");

    /** Of Flagger, which measures by it whether to go on. */
    public static final ServedKind METRIC_TEMPLATE = new ServedKind("flagger.app/v1beta1", "MetricTemplate");

    /** Every cluster has it; served means that the operator may write it. */
    public static final ServedKind CONFIG_MAP = new ServedKind("v1", "ConfigMap");

    @Override
    public int compareTo(ServedKind other) {
        int byVersion = apiVersion.compareTo(other.apiVersion);
        return byVersion != 0 ? byVersion : kind.compareTo(other.kind);
    }

    /** {@code apiVersion/Kind}. */
    @Override
    public String toString() {
        return apiVersion + "/" + kind;
    }
}
