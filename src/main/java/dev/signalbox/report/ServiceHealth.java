package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.model.ResourceName;
import java.util.List;
import java.util.Optional;

/**
 * How a service is observed.
 *
 * @param name of the {@code ServiceObservability}
 * @param service as it is on telemetry
 * @param tier 1 to 4
 * @param runbook of its alerts
 * @param coverage absent while nobody has looked
 * @param workloads that its selector finds
 * @param seriesLimit as declared, or the default
 * @param droppedLabels as declared, sorted
 * @param cardinality absent while nobody has counted
 * @param cost absent while nobody has measured
 * @param costBudget a month, as declared
 * @param dashboards that were made
 * @param sampling how its traces are kept
 * @param problems of its conditions
 * @param slos of the service, those at risk first
 */
public record ServiceHealth(
        ResourceName name,
        String service,
        Optional<String> team,
        Optional<Integer> tier,
        Optional<String> environment,
        Optional<String> runbook,
        Optional<ServiceObservabilityStatus.Coverage> coverage,
        List<ServiceObservabilityStatus.WorkloadCoverage> workloads,
        long seriesLimit,
        List<String> droppedLabels,
        Optional<ServiceObservabilityStatus.CardinalityStatus> cardinality,
        Optional<CostStatus> cost,
        Optional<String> costBudget,
        List<ServiceObservabilityStatus.DashboardStatus> dashboards,
        Optional<Sampling> sampling,
        List<Problem> problems,
        List<SloHealth> slos) {
    public ServiceHealth {
        workloads = List.copyOf(workloads);
        droppedLabels = List.copyOf(droppedLabels);
        dashboards = List.copyOf(dashboards);
        problems = List.copyOf(problems);
        slos = List.copyOf(slos);
    }

    /**
     * How traces are kept.
     *
     * @param policy name of the {@code SamplingPolicy}
     * @param decision what it does with the service; absent while nothing is known
     */
    public record Sampling(String policy, Optional<SamplingPolicyStatus.ServiceSampling> decision) {}

    /** Active series, where somebody has counted. */
    public Optional<Long> series() {
        return cardinality.map(ServiceObservabilityStatus.CardinalityStatus::activeSeries);
    }

    /** Whether it has more series than it may. */
    public boolean isOverLimit() {
        return series().filter(series -> series > seriesLimit).isPresent();
    }
}
