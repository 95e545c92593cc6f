package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.AlertHealthStatus;
import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.MetricNamesStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Costs;
import java.util.List;
import java.util.Optional;

/**
 * What one aspect found out about everything together. What is not there stays in the status as it was.
 *
 * @param coverage of all workloads
 * @param cardinality of all services
 * @param cost of all services and teams
 * @param alerts whether they are worth having
 * @param metricNames whether what rules and dashboards read is there
 * @param verdicts conditions of the aspect, and {@code Ready} where it is in the way of that
 */
public record StackFindings(
        Optional<CoverageStatus> coverage,
        Optional<CardinalityStatus> cardinality,
        Optional<Costs> cost,
        Optional<AlertHealthStatus> alerts,
        Optional<MetricNamesStatus> metricNames,
        List<Verdict> verdicts) {
    public static final StackFindings NONE = of();

    public StackFindings {
        verdicts = List.copyOf(verdicts);
    }

    public static StackFindings of(CoverageStatus coverage, Verdict... verdicts) {
        return new StackFindings(
                Optional.of(coverage),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static StackFindings of(Verdict... verdicts) {
        return new StackFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static StackFindings of(Costs cost, Verdict... verdicts) {
        return new StackFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(cost),
                Optional.empty(),
                Optional.empty(),
                List.of(verdicts));
    }

    public static StackFindings of(AlertHealthStatus alerts, Verdict... verdicts) {
        return new StackFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(alerts),
                Optional.empty(),
                List.of(verdicts));
    }

    public static StackFindings of(MetricNamesStatus metricNames) {
        return new StackFindings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(metricNames),
                List.of());
    }

    public static StackFindings of(CardinalityStatus cardinality) {
        return new StackFindings(
                Optional.empty(),
                Optional.of(cardinality),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
