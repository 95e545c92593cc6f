package dev.signalbox.report.advice;

import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that is advised of a report. */
public final class Advice {
    private static final List<Function<HealthReport, Stream<Recommendation>>> RULES = List.of(
            BudgetAdvice::spent,
            ConditionAdvice::ofCollectors,
            ConditionAdvice::ofServices,
            ConditionAdvice::ofSlos,
            CoverageAdvice::undeclared,
            CoverageAdvice::silent,
            CoverageAdvice::withoutSlo,
            CardinalityAdvice::overLimit,
            CardinalityAdvice::nearALimit,
            CardinalityAdvice::soonOverLimit,
            CostAdvice::overBudget,
            AlertAdvice::withoutRunbook,
            AlertAdvice::noisy,
            AlertAdvice::neverData,
            MetricNameAdvice::unknown);

    private Advice() {}

    /** In no order that means anything. */
    public static List<Recommendation> on(HealthReport report) {
        return RULES.stream().flatMap(rule -> rule.apply(report)).toList();
    }
}
