package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.util.List;

/** What is known of an {@link ObservabilityStack} and of the cluster that it observes. */
@Stored
public record ObservabilityStackStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) Long observedGeneration,

        @JsonPropertyDescription("Conditions: Accepted, ResolvedRefs, Applied, Ready, and those of the kind.")
        @Size(max = 16) @Shape.Keyed("type")
        List<Condition> conditions,

        @JsonPropertyDescription("How many of the workloads are observed.")
        CoverageStatus coverage,

        @JsonPropertyDescription("Time series of the cluster.")
        CardinalityStatus cardinality,

        @JsonPropertyDescription("What telemetry costs.") Costs cost,

        @JsonPropertyDescription("Whether alerts are worth having, as far as Prometheus and Alertmanager can tell.")
        AlertHealthStatus alerts,

        @JsonPropertyDescription("Whether the metrics that rules and dashboards of others read are there.")
        MetricNamesStatus metricNames,

        @JsonPropertyDescription("The collectors on the nodes.")
        Agents agents,

        @JsonPropertyDescription("The collectors behind them.")
        Gateways gateways,

        @JsonPropertyDescription("The collectors of namespaces, for dependencies, probes and browsers.")
        Tenants tenants) {

    /** Time series of the cluster. */
    @Stored
    public record CardinalityStatus(
            @JsonPropertyDescription("Active series of all services.") @Min(0) Long activeSeries,

            @JsonPropertyDescription("Active series that belong to no known service.") @Min(0) Long unattributedSeries,

            @JsonPropertyDescription("Services over their limit.") @Min(0) Integer servicesOverLimit,

            @JsonPropertyDescription("Services with the most series.") @Size(max = 20) List<ServiceSeries> top) {}

    /** Series of one service. */
    @Stored
    public record ServiceSeries(
            @JsonPropertyDescription("Its namespace.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("Its name.") @Size(max = 63) String service,

            @JsonPropertyDescription("Its active series.") @Min(0) Long series,

            @JsonPropertyDescription("Its limit.") @Min(0) Long limit) {}

    /** What telemetry costs. */
    @Stored
    public record Costs(
            @JsonPropertyDescription("All services together.")
            CostStatus total,

            @JsonPropertyDescription("Teams, the most expensive first.") @Size(max = 50) @Shape.Keyed("team")
            List<TeamCost> teams,

            @JsonPropertyDescription("What the collectors take of the nodes, against all other workloads.")
            Overhead overhead) {}

    /** What the collectors take of the nodes, mean of the last day. */
    @Stored
    public record Overhead(
            @JsonPropertyDescription("Processors that collectors use.") @Min(0) BigDecimal collectorCores,

            @JsonPropertyDescription("Memory of collectors in GB (10^9 bytes).") @Min(0) BigDecimal collectorMemoryGB,

            @JsonPropertyDescription("Collectors' processors in percent of those of all other pods.") @Min(0) BigDecimal cpuPercent,

            @JsonPropertyDescription("Collectors' memory in percent of that of all other pods.") @Min(0) BigDecimal memoryPercent) {}

    /** What the telemetry of one team costs. */
    @Stored
    public record TeamCost(
            @JsonPropertyDescription("Name of the team.") @Size(max = 63) String team,

            @JsonPropertyDescription("Cost of its services.")
            CostStatus cost) {}

    /** The collectors on the nodes. */
    @Stored
    public record Agents(
            @JsonPropertyDescription("Nodes that should have an agent.") @Min(0) Integer desired,

            @JsonPropertyDescription("Agents that are ready.") @Min(0) Integer ready,

            @JsonPropertyDescription("Hash of the configuration that they should run.") @Size(max = 64) String configHash,

            @JsonPropertyDescription(
                    "Hash of the last configuration with which all of them became ready; a rollout that fails goes back "
                            + "to it.")
            @Size(max = 64) String lastGoodHash,

            @JsonPropertyDescription("What goes on, or went wrong, with their configuration.")
            Rollout rollout) {}

    /** What goes on, or went wrong, with a configuration. */
    @Stored
    public record Rollout(
            @JsonPropertyDescription("When it began, or last got on, RFC 3339; absent once it is done.") @Shape.Time String since,

            @JsonPropertyDescription(
                    "How far it had got then: pods with the configuration and pods that are ready, added.")
            @Min(0) Integer progress,

            @JsonPropertyDescription("Hash of the configuration that was refused and is not tried again.")
            @Size(max = 64) String refusedHash,

            @JsonPropertyDescription("Rejected: it does not start. Failed: pods did not become ready with it.")
            Refusal refusal,

            @JsonPropertyDescription("What was seen when it was refused.") @Size(max = 1024) String message) {}

    /** Why a configuration was refused. */
    public enum Refusal {
        @JsonProperty("Rejected")
        REJECTED,
        @JsonProperty("Failed")
        FAILED
    }

    /** The collectors behind the agents. */
    @Stored
    public record Gateways(
            @JsonPropertyDescription("Gateways that should run.") @Min(0) Integer desired,

            @JsonPropertyDescription("Gateways that are ready.") @Min(0) Integer ready,

            @JsonPropertyDescription("Hash of the base configuration that they should run.") @Size(max = 64) String configHash,

            @JsonPropertyDescription(
                    "Hash of the last base configuration that became ready; a rollout that fails " + "goes back to it.")
            @Size(max = 64) String lastGoodHash,

            @JsonPropertyDescription("What goes on, or went wrong, with their base configuration.")
            Rollout rollout,

            @JsonPropertyDescription("Hash of the sampling configuration that they should run.") @Size(max = 64) String overlayHash,

            @JsonPropertyDescription("What is known of the sampling configuration.")
            Sampling sampling,

            @JsonPropertyDescription("What each of them runs.") @Size(max = 100) @Shape.Keyed("name")
            List<Gateway> replicas,

            @JsonPropertyDescription("Traces a second of which some spans came after the decision.") @Min(0) BigDecimal lateTracesPerSecond,

            @JsonPropertyDescription("Traces a second that were dropped before their wait was over.") @Min(0) BigDecimal droppedTooEarlyPerSecond,

            @JsonPropertyDescription("The fullest queue, in percent.") @Shape.Percent
            BigDecimal queuePercent) {}

    /** The collectors of namespaces. */
    @Stored
    public record Tenants(
            @JsonPropertyDescription("Namespaces that should have one.") @Min(0) Integer desired,

            @JsonPropertyDescription("Those that run with what was declared last.") @Min(0) Integer ready,

            @JsonPropertyDescription("Those whose configuration is being tried or rolled out, or waits for its turn.")
            @Min(0) Integer pending,

            @JsonPropertyDescription("Those that don't run, or go on with what they had.") @Min(0) Integer failed,

            @JsonPropertyDescription("The first that failed, by namespace; why is told on their services too.")
            @Size(max = 20) @Shape.Keyed("namespace")
            List<TenantFailure> failures) {}

    /** A collector that failed. */
    @Stored
    public record TenantFailure(
            @JsonPropertyDescription("Its namespace.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("A word, as in the conditions of its services.") @Size(max = 63) String reason,

            @JsonPropertyDescription("What was seen.") @Size(max = 256) String message) {}

    /** What is known of the sampling configuration, which changes in place. */
    @Stored
    public record Sampling(
            @JsonPropertyDescription("Hash of what users wrote of the one that gateways should run.") @Size(max = 64) String structureHash,

            @JsonPropertyDescription("Hash of what it gives services in trouble; absent where none is.") @Size(max = 64) String boostsHash,

            @JsonPropertyDescription("When it was last changed in place, RFC 3339.") @Shape.Time String changed,

            @JsonPropertyDescription("Hash of what was refused and is not tried again.") @Size(max = 64) String refusedHash,

            @JsonPropertyDescription("What was seen when it was refused.") @Size(max = 1024) String message) {}

    /** One gateway. */
    @Stored
    public record Gateway(
            @JsonPropertyDescription("Name of its pod.") @Size(max = 253) String name,

            @JsonPropertyDescription("Whether it is ready.") Boolean ready,

            @JsonPropertyDescription("Hash of the sampling configuration that it runs.") @Size(max = 64) String overlayHash) {}
}
