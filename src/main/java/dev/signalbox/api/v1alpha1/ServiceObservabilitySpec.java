package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/** What a {@link ServiceObservability} asks for. */
@Stored
public record ServiceObservabilitySpec(
        @JsonPropertyDescription("Pods of the service, by label. Example: {matchLabels: {app: checkout}}.")
        @Required
        @ValidationRule(
                value = "has(self.matchLabels) && size(self.matchLabels) > 0"
                        + " || has(self.matchExpressions) && size(self.matchExpressions) > 0",
                message = "must select by at least one label; write e.g. matchLabels: {app: checkout}")
        LabelSelector selector,

        @JsonPropertyDescription(
                "Name of the service (service.name); default: the name of this object. " + "Example: checkout.")
        @Shape.Word
        String service,

        @JsonPropertyDescription("The team that is called. Example: payments.") @Shape.Word
        String team,

        @JsonPropertyDescription("How important the service is, 1 to 4; 1 is the most important.") @Min(1) @Max(4) Integer tier,

        @JsonPropertyDescription("Where it runs (deployment.environment.name). Example: production.") @Shape.Word
        String environment,

        @JsonPropertyDescription("What to do when an alert of the service fires; SLOs may name their own. "
                + "Example: https://runbooks.example.com/checkout.")
        @Shape.Url
        String runbook,

        @JsonPropertyDescription("Metrics: what is scraped, what is dropped.")
        ServiceMetrics metrics,

        @JsonPropertyDescription("Logs: how they are read, masked and kept.")
        ServiceLogs logs,

        @JsonPropertyDescription("Traces: which are kept.") Traces traces,
        @JsonPropertyDescription("Continuous profiles.") Profiles profiles,

        @JsonPropertyDescription("How the service comes by its telemetry.")
        Instrumentation instrumentation,

        @JsonPropertyDescription("Limits on time series.") Cardinality cardinality,

        @JsonPropertyDescription("How long telemetry is kept; absent fields: the stack's defaults.")
        Retention retention,

        @JsonPropertyDescription("Dashboards made for the service.")
        Dashboards dashboards,

        @JsonPropertyDescription("What the service depends on, watched by a collector of this namespace.")
        @Size(max = 16) @Shape.Keyed("name")
        List<Dependency> dependencies,

        @JsonPropertyDescription("URLs that are asked in turn by a collector of this namespace.")
        @Size(max = 16) @Shape.Keyed("name")
        List<Probe> probes,

        @JsonPropertyDescription("Telemetry from browsers, over OTLP/HTTP.")
        RealUserMonitoring realUserMonitoring,

        @JsonPropertyDescription("What the service's telemetry may cost.")
        CostBudget costBudget) {

    /** Which traces are kept. */
    @Stored
    public record Traces(
            @JsonPropertyDescription("Name of a SamplingPolicy of this namespace; default: the policy that selects "
                    + "the service, else the stack's baseline.")
            @Shape.Label
            String samplingPolicy) {}

    /** Continuous profiles. */
    @Stored
    public record Profiles(
            @JsonPropertyDescription("True: the profiler takes this service's pods in.") @Default("false")
            Boolean enabled) {}

    /** How the service comes by its telemetry. */
    @Stored
    @ValidationRule(
            value = "!has(self.mode) || self.mode != 'Auto' || (has(self.languages) && size(self.languages) > 0)",
            fieldPath = ".languages",
            message = "must name at least one language where mode is Auto; write e.g. languages: [java]")
    public record Instrumentation(
            @JsonPropertyDescription("None: it sends nothing. SDK: it brings its own. Auto: an Instrumentation of the "
                    + "OpenTelemetry operator. EBPF: from outside, RED metrics and traces.")
            @Default("None")
            InstrumentationMode mode,

            @JsonPropertyDescription("Languages of the service's containers, for Auto. Example: [java].")
            @Size(max = 5) @Shape.Unique List<Language> languages) {}

    /** Where the telemetry is made. */
    public enum InstrumentationMode {
        @JsonProperty("None")
        NONE,
        @JsonProperty("SDK")
        SDK,
        @JsonProperty("Auto")
        AUTO,
        @JsonProperty("EBPF")
        EBPF
    }

    /** Languages that can be instrumented from outside. */
    public enum Language {
        @JsonProperty("java")
        JAVA,
        @JsonProperty("nodejs")
        NODEJS,
        @JsonProperty("python")
        PYTHON,
        @JsonProperty("dotnet")
        DOTNET,
        @JsonProperty("go")
        GO
    }

    /** Limits on time series. */
    @Stored
    public record Cardinality(
            @JsonPropertyDescription("Active series of the service.") @Default("10000") @Min(1) @Max(100_000_000) Integer seriesLimit,

            @JsonPropertyDescription("Active series of one of its metrics.") @Default("1000") @Min(1) @Max(100_000_000) Integer seriesPerMetricLimit,

            @JsonPropertyDescription("Values of one label of one of its metrics.")
            @Default("100")
            @Min(1) @Max(10_000_000) Integer labelValuesLimit,

            @JsonPropertyDescription("Report: status, advice and an alert. Limit: the scrape fails beyond the limit, "
                    + "and with it up is 0.")
            @Default("Report")
            OnExceeded onExceeded) {}

    /** What happens beyond a limit. */
    public enum OnExceeded {
        @JsonProperty("Report")
        REPORT,
        @JsonProperty("Limit")
        LIMIT
    }

    /** How long telemetry is kept. */
    @Stored
    public record Retention(
            @JsonPropertyDescription("Logs in Loki; at least 24h. Example: 7d.") @Shape.Duration
            String logs,

            @JsonPropertyDescription("Logs of severity ERROR and above in Loki; at least 24h. Example: 30d.")
            @Shape.Duration
            String errorLogs,

            @JsonPropertyDescription("Archived logs in object storage. Example: 365d.") @Shape.Duration
            String archive,

            @JsonPropertyDescription("Traces. Example: 7d.") @Shape.Duration
            String traces) {}

    /** Dashboards made for the service. */
    @Stored
    public record Dashboards(
            @JsonPropertyDescription(
                    "Which ones; default: all that the service has data for. " + "Example: [GoldenSignals, SLO].")
            @Size(max = 5) @Shape.Unique List<Dashboard> include,

            @JsonPropertyDescription("Folder in Grafana; default: the team. Example: Payments.")
            @Size(min = 1, max = 128) String folder,

            @JsonPropertyDescription(
                    "What the service's telemetry is called; default: as detected in the stack's server of "
                            + "metrics. Example: [OpenTelemetryHTTP, OpenTelemetryJVM, Pods, Logs].")
            @Size(max = 19) @Shape.Unique List<Convention> conventions) {}

    /** What a dashboard shows. */
    public enum Dashboard {
        @JsonProperty("GoldenSignals")
        GOLDEN_SIGNALS,
        @JsonProperty("SLO")
        SLO,
        @JsonProperty("Logs")
        LOGS,
        @JsonProperty("Runtime")
        RUNTIME,
        @JsonProperty("Dependencies")
        DEPENDENCIES
    }

    /** How telemetry is called. */
    public enum Convention {
        @JsonProperty("OpenTelemetryHTTP")
        OPEN_TELEMETRY_HTTP,
        @JsonProperty("OpenTelemetryRPC")
        OPEN_TELEMETRY_RPC,
        @JsonProperty("OpenTelemetryRPCOld")
        OPEN_TELEMETRY_RPC_OLD,
        @JsonProperty("OpenTelemetryMessaging")
        OPEN_TELEMETRY_MESSAGING,
        @JsonProperty("MicrometerHTTP")
        MICROMETER_HTTP,
        @JsonProperty("MicrometerHTTPHistogram")
        MICROMETER_HTTP_HISTOGRAM,
        @JsonProperty("PrometheusHTTP")
        PROMETHEUS_HTTP,
        @JsonProperty("PrometheusHTTPHistogram")
        PROMETHEUS_HTTP_HISTOGRAM,
        @JsonProperty("Spans")
        SPANS,
        @JsonProperty("OpenTelemetryJVM")
        OPEN_TELEMETRY_JVM,
        @JsonProperty("MicrometerJVM")
        MICROMETER_JVM,
        @JsonProperty("OpenTelemetryGo")
        OPEN_TELEMETRY_GO,
        @JsonProperty("PrometheusGo")
        PROMETHEUS_GO,
        @JsonProperty("OpenTelemetryNodeJS")
        OPEN_TELEMETRY_NODEJS,
        @JsonProperty("PrometheusNodeJS")
        PROMETHEUS_NODEJS,
        @JsonProperty("OpenTelemetryPython")
        OPEN_TELEMETRY_PYTHON,
        @JsonProperty("PrometheusPython")
        PROMETHEUS_PYTHON,
        @JsonProperty("Pods")
        PODS,
        @JsonProperty("Logs")
        LOGS
    }

    /** Telemetry from browsers. */
    @Stored
    public record RealUserMonitoring(
            @JsonPropertyDescription("Origins that may send (CORS). Example: [\"https://shop.example.com\"].")
            @Required
            @Size(min = 1, max = 16) @Shape.Unique List<@Size(max = 253) @Pattern("^https?://[^\\s/?#*]+$") String> allowedOrigins) {}

    /** What the telemetry may cost. */
    @Stored
    public record CostBudget(
            @JsonPropertyDescription("Amount a month of 730 hours, in the stack's currency. Example: \"250.00\".")
            @Required
            @Shape.Price
            String perMonth) {}
}
