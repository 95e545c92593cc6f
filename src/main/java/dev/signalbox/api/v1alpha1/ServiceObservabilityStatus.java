package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What is known of a {@link ServiceObservability}. */
@Stored
public record ServiceObservabilityStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) Long observedGeneration,

        @JsonPropertyDescription("Conditions: Accepted, ResolvedRefs, Applied, Ready, and those of the kind.")
        @Size(max = 16) @Shape.Keyed("type")
        List<Condition> conditions,

        @JsonPropertyDescription("The service's name, as it is on telemetry.") @Shape.Word
        String service,

        @JsonPropertyDescription("Where the figures come from: None (no server to ask) or Prometheus.")
        Evidence evidence,

        @JsonPropertyDescription("What is observed of the service as a whole: the worst of its workloads.")
        Coverage coverage,

        @JsonPropertyDescription("The workloads that the selector finds, by kind and name.") @Size(max = 20) List<WorkloadCoverage> workloads,

        @JsonPropertyDescription("Time series of the service, against its limits.")
        CardinalityStatus cardinality,

        @JsonPropertyDescription("What the service's telemetry costs.")
        CostStatus cost,

        @JsonPropertyDescription("Deployments of the service's workloads that were seen, the newest first.")
        @Size(max = 20) List<WorkloadChange> deployments,

        @JsonPropertyDescription("Dashboards that were made.") @Size(max = 8) @Shape.Keyed("name")
        List<DashboardStatus> dashboards,

        @JsonPropertyDescription("Name of the SamplingPolicy in use; absent: the stack's baseline.") @Shape.ObjectName
        String samplingPolicy,

        @JsonPropertyDescription("Annotations that the service's pods need for instrumentation mode Auto.")
        @Size(max = 16) Map<String, @Size(max = 256) String> podAnnotations,

        @JsonPropertyDescription("What the service's telemetry is called, as detected; its dashboards follow from it.")
        @Size(max = 19) @Shape.Unique List<ServiceObservabilitySpec.Convention> conventions,

        @JsonPropertyDescription("Labels of the service's streams of logs that a policy forbids, as Loki tells.")
        @Size(max = 64) @Shape.Unique List<@Shape.PrometheusLabel String> logLabels) {

    /** Coverage of one workload of the service. */
    @Stored
    public record WorkloadCoverage(
            @JsonPropertyDescription("Kind of the workload.") @Size(max = 63) String kind,

            @JsonPropertyDescription("Name of the workload.") @Size(max = 253) String name,

            @JsonPropertyDescription("What is observed of it.")
            Coverage coverage) {}

    /** What is observed, by dimension. */
    @Stored
    public record Coverage(
            @JsonPropertyDescription("Metrics: scraped with success, or points counted.")
            Observed metrics,

            @JsonPropertyDescription("Logs: records counted.")
            Observed logs,

            @JsonPropertyDescription("Traces: server or consumer spans counted before sampling.")
            Observed traces,

            @JsonPropertyDescription("Profiles: samples counted.")
            Observed profiles,

            @JsonPropertyDescription("SLO: accepted, and its indicator returns data.")
            Observed slo,

            @JsonPropertyDescription("Alerts: their rules are loaded.")
            Observed alerts,

            @JsonPropertyDescription("Dashboard: applied, and its queries return data.")
            Observed dashboard) {}

    /** Whether one dimension is seen. */
    public enum Observed {
        /** Seen within the last hour. */
        @JsonProperty("Covered")
        COVERED,
        /** Seen of some of the pods. */
        @JsonProperty("Partial")
        PARTIAL,
        /** There is traffic, and nothing is seen. */
        @JsonProperty("Missing")
        MISSING,
        /** There is no traffic, or nobody to ask. */
        @JsonProperty("Unknown")
        UNKNOWN,
        /** Not asked for, suspended, or scaled to zero. */
        @JsonProperty("NotApplicable")
        NOT_APPLICABLE
    }

    /** Time series of the service. */
    @Stored
    public record CardinalityStatus(
            @JsonPropertyDescription("Active series.") @Min(0) Long activeSeries,

            @JsonPropertyDescription("Active series in percent of the limit.") @Min(0) BigDecimal percentOfLimit,

            @JsonPropertyDescription("Active series a week ago; absent where nobody counted then.") @Min(0) Long activeSeriesWeekAgo,

            @JsonPropertyDescription("The metrics with the most series.") @Size(max = 10) @Shape.Keyed("name")
            List<MetricSeries> topMetrics,

            @JsonPropertyDescription("The labels with the most values.") @Size(max = 10) @Shape.Keyed("name")
            List<LabelValues> topLabels,

            @JsonPropertyDescription("When the limit is met if growth goes on; absent below 48 hourly points.")
            @Shape.Time String limitReachedBy,

            @JsonPropertyDescription("What to drop, the most series first.") @Size(max = 10) List<Advice> advice) {}

    /** Series of one metric. */
    @Stored
    public record MetricSeries(
            @JsonPropertyDescription("Name of the metric.") @Size(max = 256) String name,

            @JsonPropertyDescription("Its active series.") @Min(0) Long series) {}

    /** Values of one label. */
    @Stored
    public record LabelValues(
            @JsonPropertyDescription("Name of the label.") @Size(max = 256) String name,

            @JsonPropertyDescription("Its values.") @Min(0) Long values) {}

    /** One thing to drop. */
    @Stored
    public record Advice(
            @JsonPropertyDescription("The metric; absent: all of the service's.") @Size(max = 256) String metric,

            @JsonPropertyDescription(
                    "The label to drop; absent: the metric itself, or, where the metric is absent too, several labels at once.")
            @Size(max = 256) String label,

            @JsonPropertyDescription("The change that does it, as YAML.") @Size(max = 2048) String change,

            @JsonPropertyDescription("Active series that this saves; savings don't add up.") @Min(0) Long seriesSaved,

            @JsonPropertyDescription("Verified: no dashboard, rule or SLO that could be read uses it. Unverified: some "
                    + "could not be read.")
            Usage usage) {}

    /** Whether it is known that nobody uses it. */
    public enum Usage {
        @JsonProperty("Verified")
        VERIFIED,
        @JsonProperty("Unverified")
        UNVERIFIED
    }

    /** A dashboard that was made. */
    @Stored
    public record DashboardStatus(
            @JsonPropertyDescription("Which one, as in spec.dashboards.include.")
            ServiceObservabilitySpec.Dashboard name,

            @JsonPropertyDescription("Its uid in Grafana.") @Size(max = 40) String uid,

            @JsonPropertyDescription("Where it is, if Grafana's address is known.") @Size(max = 2048) String url) {}
}
