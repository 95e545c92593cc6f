package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where traces go. */
@Stored
public record StackTraces(
        @JsonPropertyDescription("What the server is. OTLP: any that takes OTLP; no retention, no links.")
        @Default("Tempo")
        Type type,

        @JsonPropertyDescription("Where collectors send spans, OTLP over gRPC. Example: tempo:4317.")
        @Required
        @Shape.HostPort
        String otlpEndpoint,

        @JsonPropertyDescription("Where queries go. Example: http://tempo:3200.") @Shape.Url
        String queryUrl,

        @JsonPropertyDescription("Where retention is written: Tempo's overrides; absent: the server's default holds.")
        Overrides overrides,

        @JsonPropertyDescription("How the server is spoken to.")
        EndpointAuth auth) {

    /** Servers of traces. */
    public enum Type {
        @JsonProperty("Tempo")
        TEMPO,
        @JsonProperty("OTLP")
        OTLP
    }

    /** Tempo's per-tenant overrides, in a ConfigMap. */
    @Stored
    public record Overrides(
            @JsonPropertyDescription("Namespace of the ConfigMap. Example: tempo.") @Required @Shape.Label
            String namespace,

            @JsonPropertyDescription("Name of the ConfigMap. Example: tempo-overrides.") @Required @Shape.ObjectName
            String configMap,

            @JsonPropertyDescription("Key in the ConfigMap.")
            @Default("overrides.yaml")
            @Pattern("^[-._a-zA-Z0-9]+$") @Size(min = 1, max = 253) String key) {}
}
