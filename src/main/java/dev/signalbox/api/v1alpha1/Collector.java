package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** How the collectors run: an agent on each node, and gateways behind them. */
@Stored
public record Collector(
        @JsonPropertyDescription("Image of the OpenTelemetry collector; default: the version that Signalbox is tested "
                + "with. Example: otel/opentelemetry-collector-contrib:0.155.0.")
        @Size(min = 1, max = 512) String image,

        @JsonPropertyDescription("Version of the collector in the image, where its tag doesn't say it: names of "
                + "components follow it. Example: 0.155.0.")
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+$") @Size(max = 32) String version,

        @JsonPropertyDescription("Native: a DaemonSet and a StatefulSet. OpenTelemetryCollector: objects of the "
                + "OpenTelemetry operator.")
        @Default("Native")
        Output output,

        @JsonPropertyDescription("The collector on each node.")
        Agent agent,

        @JsonPropertyDescription("The collectors that sample traces and queue what backends don't take.")
        Gateway gateway) {

    /** What the collectors are written as. */
    public enum Output {
        @JsonProperty("Native")
        NATIVE,
        @JsonProperty("OpenTelemetryCollector")
        OPEN_TELEMETRY_COLLECTOR
    }

    /** The collector on each node. */
    @Stored
    public record Agent(
            @JsonPropertyDescription("Namespace of the agents; not the gateways', because reading container logs "
                    + "needs enforce=privileged. Default: the stack's namespace with -agents appended.")
            @Shape.Label
            String namespace,

            @JsonPropertyDescription("What one agent asks for and may use.")
            Resources resources,

            @JsonPropertyDescription("Taints that agents stand.") @Size(max = 16) List<Toleration> tolerations,

            @JsonPropertyDescription("Nodes with agents, by label. Example: {kubernetes.io/os: linux}.")
            @Size(max = 16) @Shape.ObjectLabels
            Map<String, @Size(max = 63) String> nodeSelector) {}

    /** The collectors behind the agents. */
    @Stored
    public record Gateway(
            @JsonPropertyDescription("How many.") Replicas replicas,

            @JsonPropertyDescription("What one gateway asks for and may use.")
            Resources resources,

            @JsonPropertyDescription("Size of the queue on disk of each gateway.") @Default("10Gi")
            Quantity queue,

            @JsonPropertyDescription("Storage class of the queue's volume; default: the cluster's.") @Shape.ObjectName
            String storageClass,

            @JsonPropertyDescription("Taints that gateways stand.") @Size(max = 16) List<Toleration> tolerations,

            @JsonPropertyDescription("Nodes with gateways, by label. Example: {pool: observability}.")
            @Size(max = 16) @Shape.ObjectLabels
            Map<String, @Size(max = 63) String> nodeSelector) {}

    /** Bounds of the number of gateways. */
    @Stored
    @ValidationRule(
            value = "!has(self.min) || !has(self.max) || self.min <= self.max",
            fieldPath = ".max",
            message = "must be at least min; write e.g. min: 2, max: 10")
    public record Replicas(
            @JsonPropertyDescription("At least so many.") @Default("2") @Min(1) @Max(100) Integer min,

            @JsonPropertyDescription("At most so many. 1: agents send to it without load balancing.")
            @Default("10")
            @Min(1) @Max(100) Integer max) {}

    /** Compute resources of a container. */
    @Stored
    public record Resources(
            @JsonPropertyDescription("What is set aside. Example: {cpu: 200m, memory: 512Mi}.") @Size(max = 8) Map<String, Quantity> requests,

            @JsonPropertyDescription("What may be used. Example: {memory: 1Gi}.") @Size(max = 8) Map<String, Quantity> limits) {}
}
