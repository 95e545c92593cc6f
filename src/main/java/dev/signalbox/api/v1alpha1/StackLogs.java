package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Where logs go. */
@Stored
public record StackLogs(
        @JsonPropertyDescription("Loki's address. Example: http://loki:3100.") @Required @Shape.Url
        String lokiUrl,

        @JsonPropertyDescription("Tenant of Loki; absent: Loki runs without tenants. Example: production.")
        @Size(min = 1, max = 150) String tenant,

        @JsonPropertyDescription("Where retention and limits are written: a runtime configuration file of Loki. "
                + "Absent: ConfigMap signalbox-loki-overrides in the stack's namespace, where something is asked for.")
        RuntimeConfig runtimeConfig,

        @JsonPropertyDescription("What is masked in all services' telemetry before it leaves the node: CreditCard, "
                + "Email, or {name, pattern} with an RE2 pattern. Example: [CreditCard].")
        @Size(max = 32) List<Redaction> redact,

        @JsonPropertyDescription("How long Loki keeps what no service says otherwise of.")
        Retention retention,

        @JsonPropertyDescription("How much Loki takes of the tenant; absent fields: as its own configuration says.")
        Limits limits,

        @JsonPropertyDescription("How Loki is spoken to.") EndpointAuth auth) {

    /** How long Loki keeps what no service says otherwise of. */
    @Stored
    public record Retention(
            @JsonPropertyDescription(
                    "What no rule matches; at least 24h; absent: as Loki's own configuration says. " + "Example: 30d.")
            @Shape.Duration
            String period,

            @JsonPropertyDescription(
                    "Rules for streams of any sender. Those of services have priority 10, and 20 for " + "errors.")
            @Size(max = 100) List<Stream> streams) {}

    /** How long Loki keeps some streams. */
    @Stored
    public record Stream(
            @JsonPropertyDescription("Matchers of Loki's labels. Example: '{k8s_namespace_name=\"audit\"}'.")
            @Required
            @Size(min = 1, max = 1024) String selector,

            @JsonPropertyDescription("Of several rules that match the highest wins. Default: 1.")
            @Min(0) @Max(1_000_000) Integer priority,

            @JsonPropertyDescription("At least 24h. Example: 365d.") @Required @Shape.Duration
            String period) {}

    /** How much Loki takes of the tenant. What is beyond it is refused, and sent again by gateways. */
    @Stored
    public record Limits(
            @JsonPropertyDescription("Of all streams in a second, in MB. Example: 16.") @Min(1) @Max(1_000_000) Integer megabytesPerSecond,

            @JsonPropertyDescription("Of all streams at once, in MB. Example: 32.") @Min(1) @Max(1_000_000) Integer burstMegabytes,

            @JsonPropertyDescription("Of one stream in a second, in MB. Example: 3.") @Min(1) @Max(1_000_000) Integer streamMegabytesPerSecond,

            @JsonPropertyDescription("Of one stream at once, in MB. Example: 15.") @Min(1) @Max(1_000_000) Integer streamBurstMegabytes,

            @JsonPropertyDescription("Streams that are active at once. Example: 10000.") @Min(1) @Max(100_000_000) Integer streams) {}

    /** A runtime configuration file of Loki, in a ConfigMap. */
    @Stored
    public record RuntimeConfig(
            @JsonPropertyDescription("Namespace of the ConfigMap. Example: loki.") @Required @Shape.Label
            String namespace,

            @JsonPropertyDescription("Name of the ConfigMap. Example: signalbox-overrides.") @Required @Shape.ObjectName
            String configMap,

            @JsonPropertyDescription("Key in the ConfigMap.")
            @Default("overrides.yaml")
            @Pattern("^[-._a-zA-Z0-9]+$") @Size(min = 1, max = 253) String key,

            @JsonPropertyDescription("Signalbox: the file is ours, given to Loki as a second one. Other: an existing "
                    + "document is edited, guarded and undone when the stack goes.")
            @Default("Signalbox")
            Owner owner) {}

    /** Whose the file is. */
    public enum Owner {
        @JsonProperty("Signalbox")
        SIGNALBOX,
        @JsonProperty("Other")
        OTHER
    }
}
