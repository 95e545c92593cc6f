package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.math.BigDecimal;
import java.util.List;

/** How many of the workloads are observed. */
@Stored
public record CoverageStatus(
        @JsonPropertyDescription("Workloads that count.") @Min(0) Integer workloads,

        @JsonPropertyDescription("Workloads of which every required signal was asked for.") @Min(0) Integer declared,

        @JsonPropertyDescription("Workloads of which every required signal was seen, or doesn't apply.") @Min(0) Integer instrumented,

        @JsonPropertyDescription("Instrumented workloads in percent.") @Shape.Percent
        BigDecimal percent,

        @JsonPropertyDescription("Workloads that are not instrumented, by namespace, kind and name.") @Size(max = 100) List<MissingWorkload> missing,

        @JsonPropertyDescription("Workloads left out of the list above.") @Min(0) Integer missingOmitted,

        @JsonPropertyDescription("Namespaces, those with the most workloads that are not instrumented first.")
        @Size(max = 100) @Shape.Keyed("namespace")
        List<NamespaceCoverage> namespaces,

        @JsonPropertyDescription("Teams that services name, likewise.") @Size(max = 50) @Shape.Keyed("team")
        List<TeamCoverage> teams,

        @JsonPropertyDescription("Services of tier 1 for which there is no SLO, by namespace and name.") @Size(max = 50) List<ServiceName> tierOneWithoutSlo) {

    /** How many of a namespace's workloads are observed. */
    @Stored
    public record NamespaceCoverage(
            @JsonPropertyDescription("Its name.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("Workloads that count.") @Min(0) Integer workloads,

            @JsonPropertyDescription("Those of which every required signal was asked for.") @Min(0) Integer declared,

            @JsonPropertyDescription("Those of which every required signal was seen, or doesn't apply.") @Min(0) Integer instrumented) {}

    /** How many of a team's workloads are observed. */
    @Stored
    public record TeamCoverage(
            @JsonPropertyDescription("Name of the team.") @Size(max = 63) String team,

            @JsonPropertyDescription("Workloads that count.") @Min(0) Integer workloads,

            @JsonPropertyDescription("Those of which every required signal was asked for.") @Min(0) Integer declared,

            @JsonPropertyDescription("Those of which every required signal was seen, or doesn't apply.") @Min(0) Integer instrumented) {}

    /** A service. */
    @Stored
    public record ServiceName(
            @JsonPropertyDescription("Its namespace.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("Name of its ServiceObservability.") @Size(max = 253) String name) {}

    /** A workload that is not instrumented. */
    @Stored
    public record MissingWorkload(
            @JsonPropertyDescription("Kind of the workload.") @Size(max = 63) String kind,

            @JsonPropertyDescription("Its namespace.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("Its name.") @Size(max = 253) String name,

            @JsonPropertyDescription("Required signals that were not seen.") @Size(max = 4) @Shape.Unique List<Signal> signals) {}
}
