package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
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

        @JsonPropertyDescription("Where retention is written: a runtime configuration file of Loki.")
        RuntimeConfig runtimeConfig,

        @JsonPropertyDescription("What is masked in all services' telemetry before it leaves the node: CreditCard, "
                + "Email, or {name, pattern} with an RE2 pattern. Example: [CreditCard].")
        @Size(max = 32) List<Redaction> redact,

        @JsonPropertyDescription("How Loki is spoken to.") EndpointAuth auth) {

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
