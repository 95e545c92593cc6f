package dev.signalbox.status;

import java.util.stream.Stream;

/**
 * What a condition is to say.
 *
 * @param type of the condition
 * @param truth {@code True}, {@code False} or {@code Unknown}
 * @param reason a word in CamelCase
 * @param message for people
 */
public record Verdict(Type type, Truth truth, String reason, String message) {

    /** The conditions that there are, in the order in which they are shown. */
    public enum Type {
        ACCEPTED("Accepted"),
        RESOLVED_REFS("ResolvedRefs"),
        APPLIED("Applied"),
        READY("Ready"),
        DATA_AVAILABLE("DataAvailable"),
        /** Gateways do what the sampling file says. */
        SAMPLING_IN_EFFECT("SamplingInEffect"),
        /** Of what is to follow measurements. */
        ADAPTIVE("Adaptive"),
        /** The service's series are within {@code spec.cardinality}. */
        WITHIN_SERIES_BUDGET("WithinSeriesBudget"),
        /** Only ever true. */
        BUDGET_INFEASIBLE("BudgetInfeasible"),
        /** Only ever true. */
        WINDOW_MIXED("WindowMixed"),
        /** Only ever true. */
        CONFLICTED("Conflicted"),
        /** Only ever true: {@code keep} holds for what SDKs start alone. */
        HEAD_LIMITS_KEEP("HeadLimitsKeep"),
        /** Only ever true: the percentage is that of a service of another namespace. */
        HEAD_NAME_SHARED("HeadNameShared"),
        /** Only ever true: what is counted of spans is a part. */
        SPAN_METRICS_SAMPLED("SpanMetricsSampled"),
        /** Of the stack: every workload that counts is instrumented. */
        COVERED("Covered"),
        /** Every required signal of a service's workloads was seen. */
        TELEMETRY_SEEN("TelemetrySeen"),
        /** Only ever true: a service of tier 1 has no SLO. */
        SLO_MISSING("SloMissing"),
        /** What is said of alerts is from servers that answer. */
        ALERTS_OBSERVED("AlertsObserved"),
        /** An Alertmanager takes the routes in, and lets them match. */
        ALERTS_ROUTED("AlertsRouted"),
        /** Alerts of services that are being deployed are silenced. */
        DEPLOYMENTS_SILENCED("DeploymentsSilenced"),
        /** Servers say that they keep telemetry as long as was asked for. */
        RETENTION_APPLIED("RetentionApplied"),
        /** Likewise of samples. */
        METRICS_RETENTION_APPLIED("MetricsRetentionApplied"),
        /** Only ever true: a service's telemetry costs more than it may. */
        OVER_COST_BUDGET("OverCostBudget"),
        /** What is said of costs is from a server that answers. */
        COSTS_OBSERVED("CostsObserved"),
        /** What is said of labels that policies forbid is from a Loki that answers. */
        LOG_LABELS_OBSERVED("LogLabelsObserved"),
        /** Of an SLO that says {@code Freeze}: deployments of its service are held back. */
        FROZEN("Frozen"),
        /** Grafana has the dashboards of the resource. */
        DASHBOARDS_SYNCHRONIZED("DashboardsSynchronized"),
        /** The resource breaks no rule of any policy. */
        COMPLIANT("Compliant"),
        /** Only ever true: of a policy, exceptions that are still needed end soon. */
        EXCEPTIONS_ENDING("ExceptionsEnding"),
        /** Only ever true: kstatus takes it for a failure that waiting won't mend. */
        STALLED("Stalled");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What a condition can be. */
    public enum Truth {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String text;

        Truth(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** As it is in a condition. */
        static Truth of(String text) {
            return Stream.of(values())
                    .filter(truth -> truth.text.equals(text))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    public static Verdict yes(Type type, Reason reason, String message) {
        return new Verdict(type, Truth.TRUE, reason.text(), message);
    }

    public static Verdict no(Type type, Reason reason, String message) {
        return new Verdict(type, Truth.FALSE, reason.text(), message);
    }

    public static Verdict unknown(Type type, Reason reason, String message) {
        return new Verdict(type, Truth.UNKNOWN, reason.text(), message);
    }
}
