package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Convention;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.WorkloadCoverage;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import java.util.List;
import java.util.Optional;

/**
 * What one aspect found out about a service. What is not there stays in the status as it was.
 *
 * @param coverage of all its workloads together
 * @param workloads each by itself
 * @param cardinality its series
 * @param cost its price
 * @param deployments that were seen, the newest first
 * @param conventions in which it speaks, in the order in which they are declared
 * @param verdicts conditions of the aspect, and {@code Ready} where it is in the way of that
 */
public record ServiceFindings(
        Optional<Coverage> coverage,
        Optional<List<WorkloadCoverage>> workloads,
        Optional<CardinalityStatus> cardinality,
        Optional<CostStatus> cost,
        Optional<List<WorkloadChange>> deployments,
        Optional<List<Convention>> conventions,
        List<Verdict> verdicts) {
    public ServiceFindings {
        workloads = workloads.map(List::copyOf);
        deployments = deployments.map(List::copyOf);
        conventions = conventions.map(List::copyOf);
        verdicts = List.copyOf(verdicts);
    }

    public static ServiceFindings of(Verdict... verdicts) {
        return new ServiceFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static ServiceFindings of(CardinalityStatus cardinality, Verdict... verdicts) {
        return new ServiceFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(cardinality),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static ServiceFindings of(CostStatus cost, Verdict... verdicts) {
        return new ServiceFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(cost),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static ServiceFindings of(Coverage coverage, List<WorkloadCoverage> workloads, Verdict... verdicts) {
        return new ServiceFindings(
                Optional.of(coverage),
                Optional.of(workloads),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static ServiceFindings of(List<WorkloadChange> deployments) {
        return new ServiceFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(deployments),
                Optional.empty(),
                List.of());
    }

    public static ServiceFindings speaking(List<Convention> conventions) {
        return new ServiceFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(conventions),
                List.of());
    }
}
