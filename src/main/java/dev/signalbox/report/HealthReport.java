package dev.signalbox.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of what is observed, at one moment.
 *
 * @param at when it was made
 * @param scope what it is about
 * @param coverage absent while nobody has looked
 * @param slos those at risk first
 * @param alerts of the SLOs
 * @param policies how resources stand with policies
 * @param services by namespace and name
 * @param collectors absent where there are none, or where they are out of scope
 * @param unknownMetrics the first that rules and dashboards read
 * @param recommendations the most urgent first
 */
public record HealthReport(
        Instant at,
        Scope scope,
        Optional<CoverageHealth> coverage,
        List<SloHealth> slos,
        AlertHealth alerts,
        CardinalityHealth cardinality,
        CostHealth cost,
        PolicyHealth policies,
        List<ServiceHealth> services,
        Optional<CollectorHealth> collectors,
        List<UnknownMetric> unknownMetrics,
        List<Recommendation> recommendations) {
    public HealthReport {
        slos = List.copyOf(slos);
        services = List.copyOf(services);
        unknownMetrics = List.copyOf(unknownMetrics);
        recommendations = List.copyOf(recommendations);
    }
}
