package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.math.BigDecimal;
import java.util.List;

/** What an {@link ObservabilityStack} asks for. */
@Stored
public record ObservabilityStackSpec(
        @JsonPropertyDescription("Namespace in which gateways run, and whose Secrets hold the credentials.")
        @Default("observability")
        @Shape.Label
        String namespace,

        @JsonPropertyDescription("Where metrics go, and the rules over them.")
        StackMetrics metrics,

        @JsonPropertyDescription("Where logs go.") StackLogs logs,
        @JsonPropertyDescription("Where traces go.") StackTraces traces,
        @JsonPropertyDescription("Where profiles go.") StackProfiles profiles,

        @JsonPropertyDescription("Object storage for archived logs.")
        Archive archive,

        @JsonPropertyDescription("Where dashboards go.") StackDashboards dashboards,
        @JsonPropertyDescription("Who is told of alerts.") StackAlerting alerting,
        @JsonPropertyDescription("How the collectors run.") Collector collector,

        @JsonPropertyDescription("Sampling of what no SamplingPolicy selects.")
        Sampling sampling,

        @JsonPropertyDescription("Prices; without them, costs are quantities.")
        Pricing pricing,

        @JsonPropertyDescription("Which workloads are expected to be observed, and how far.")
        Coverage coverage) {

    /** Where profiles go. */
    @Stored
    public record StackProfiles(
            @JsonPropertyDescription("What the server is.") @Default("Pyroscope")
            ProfilesType type,

            @JsonPropertyDescription("Its address. Example: http://pyroscope:4040.") @Required @Shape.Url
            String url,

            @JsonPropertyDescription("How it is spoken to.") EndpointAuth auth) {}

    /** Servers of profiles. */
    public enum ProfilesType {
        @JsonProperty("Pyroscope")
        PYROSCOPE
    }

    /** Object storage for archived logs. */
    @Stored
    public record Archive(
            @JsonPropertyDescription("An S3 bucket.") @Required
            S3 s3,

            @JsonPropertyDescription("Where objects go as they grow old; a lifecycle document for the bucket.")
            Lifecycle lifecycle) {}

    /** Where archived objects go as they grow old; whole days. */
    @Stored
    public record Lifecycle(
            @JsonPropertyDescription("To a class for what is rarely read; 0d: never. Example: 30d.")
            @Default("30d")
            @Shape.Duration
            String warmAfter,

            @JsonPropertyDescription("To a class for what is hardly ever read; 0d: never. Example: 90d.")
            @Default("90d")
            @Shape.Duration
            String coldAfter,

            @JsonPropertyDescription("Deleted, where a service has no retention.archive; absent: never. Example: 365d.")
            @Shape.Duration
            String expireAfter) {}

    /** An S3 bucket. */
    @Stored
    public record S3(
            @JsonPropertyDescription("Name of the bucket. Example: observability-archive.")
            @Required
            @Pattern("^[a-z0-9][-a-z0-9.]*[a-z0-9]$") @Size(min = 3, max = 63) String bucket,

            @JsonPropertyDescription("Region. Example: eu-west-1.") @Required @Size(min = 1, max = 63) String region,

            @JsonPropertyDescription(
                    "Address of a server that speaks S3, where it is not AWS. " + "Example: http://minio:9000.")
            @Shape.Url
            String endpoint,

            @JsonPropertyDescription("Prefix of all keys. Example: logs.") @Size(max = 256) String prefix,

            @JsonPropertyDescription("Secret in the stack's namespace with accessKeyId and secretAccessKey; absent: "
                    + "the identity of the pod.")
            SecretRef secretRef) {}

    /** Where dashboards go. */
    @Stored
    public record StackDashboards(
            @JsonPropertyDescription("Grafana's address, for links and for evidence. Example: http://grafana:3000.")
            @Shape.Url
            String grafanaUrl,

            @JsonPropertyDescription("GrafanaOperator: GrafanaDashboard objects. Sidecar: ConfigMaps with the label "
                    + "that Grafana's sidecar looks for. None: none in the cluster; render -o writes files.")
            @Default("GrafanaOperator")
            DashboardTarget target,

            @JsonPropertyDescription(
                    "Which Grafana instances, for GrafanaOperator. " + "Example: {matchLabels: {dashboards: grafana}}.")
            LabelSelector instanceSelector,

            @JsonPropertyDescription("Uids of Grafana's data sources.")
            Datasources datasources,

            @JsonPropertyDescription("True: the data sources of the stack's servers are written as GrafanaDatasource "
                    + "objects, for GrafanaOperator; datasources names their uids.")
            @Default("false")
            Boolean createDatasources,

            @JsonPropertyDescription("How Grafana is spoken to.")
            EndpointAuth auth) {}

    /** Who brings a dashboard into Grafana. */
    public enum DashboardTarget {
        @JsonProperty("GrafanaOperator")
        GRAFANA_OPERATOR,
        @JsonProperty("Sidecar")
        SIDECAR,
        @JsonProperty("None")
        NONE
    }

    /** Uids of data sources. */
    @Stored
    public record Datasources(
            @JsonPropertyDescription("Uid of the data source of metrics. Example: prom.") @Size(min = 1, max = 40) String metrics,

            @JsonPropertyDescription("Uid of the data source of logs. Example: loki.") @Size(min = 1, max = 40) String logs,

            @JsonPropertyDescription("Uid of the data source of traces. Example: tempo.") @Size(min = 1, max = 40) String traces,

            @JsonPropertyDescription("Uid of the data source of profiles. Example: pyroscope.") @Size(min = 1, max = 40) String profiles) {}

    /** Sampling of what no policy selects. */
    @Stored
    public record Sampling(
            @JsonPropertyDescription("Percentage of traces kept.") @Default("10") @Shape.Percent
            BigDecimal baselinePercent) {}

    /** Prices of telemetry. */
    @Stored
    public record Pricing(
            @JsonPropertyDescription("ISO 4217 code.") @Default("USD") @Pattern("^[A-Z]{3}$") @Size(max = 3) String currency,

            @JsonPropertyDescription("Price of one active series a month. Example: \"0.008\".") @Shape.Price
            String activeSeriesPerMonth,

            @JsonPropertyDescription("Price of 10^9 bytes of logs, uncompressed. Example: \"0.50\".") @Shape.Price
            String logGB,

            @JsonPropertyDescription("Price of 10^9 bytes of spans, uncompressed. Example: \"0.50\".") @Shape.Price
            String spanGB,

            @JsonPropertyDescription("Price of a processor that collectors use, a month. Example: \"25\".") @Shape.Price
            String cpuCorePerMonth,

            @JsonPropertyDescription("Price of 10^9 bytes of memory that collectors use, a month. Example: \"3\".")
            @Shape.Price
            String memoryGBPerMonth) {}

    /** Which workloads are expected to be observed. */
    @Stored
    public record Coverage(
            @JsonPropertyDescription("Signals that make a workload instrumented; default: Metrics, Logs, Traces.")
            @Default("[\"Metrics\", \"Logs\", \"Traces\"]")
            @Size(min = 1, max = 4) @Shape.Unique List<Signal> require,

            @JsonPropertyDescription("Namespaces that count; empty: all.")
            LabelSelector namespaceSelector,

            @JsonPropertyDescription("Workloads that don't count.") @Size(max = 100) List<Exclusion> exclude) {}

    /** Workloads that don't count; all that is given must hold. */
    @Stored
    @ValidationRule(
            value = "has(self.kind) || has(self.__namespace__) || has(self.name)",
            message = "must have at least one of kind, namespace and name; "
                    + "write e.g. {kind: Deployment, namespace: kube-system}")
    public record Exclusion(
            @JsonPropertyDescription("Kind of the workload. Example: Deployment.") @Size(min = 1, max = 63) String kind,

            @JsonPropertyDescription("Its namespace. Example: kube-system.") @Shape.Label
            String namespace,

            @JsonPropertyDescription("Its name. Example: coredns.") @Shape.ObjectName
            String name) {}
}
