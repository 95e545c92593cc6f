package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Whether the metrics that rules and dashboards read are there. */
@Stored
public record MetricNamesStatus(
        @JsonPropertyDescription("Rule objects and dashboards that others wrote and that were looked through.") @Min(0) Integer lookedThrough,

        @JsonPropertyDescription(
                "What reads a metric that no series of the last day has; rules first, by namespace and name.")
        @Size(max = 20) List<UnknownMetric> unknown,

        @JsonPropertyDescription("Entries left out of the list above.") @Min(0) Integer unknownOmitted,

        @JsonPropertyDescription("Kinds that could not be looked through, and why.") @Size(max = 4) List<@Size(max = 256) String> unread) {

    /** A metric that somebody reads and nobody writes. */
    @Stored
    public record UnknownMetric(
            @JsonPropertyDescription("Kind of the object: PrometheusRule, VMRule, ConfigMap or GrafanaDashboard.")
            @Size(max = 63) String kind,

            @JsonPropertyDescription("Namespace of the object.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("Name of the object.") @Size(max = 253) String name,

            @JsonPropertyDescription("Which rule or dashboard in it.") @Size(max = 256) String where,

            @JsonPropertyDescription("The metric.") @Size(max = 256) String metric,

            @JsonPropertyDescription("The metric that was probably meant; absent where none is near.") @Size(max = 256) String nearest) {}
}
