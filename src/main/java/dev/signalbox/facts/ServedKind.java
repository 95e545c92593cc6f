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
