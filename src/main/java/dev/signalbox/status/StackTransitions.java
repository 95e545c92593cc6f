package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes of the {@code ObservabilityStack} that its owner should hear of: of conditions, and of how much is observed. */
public final class StackTransitions {
    /** In percentage points: between these, coverage comes and goes untold. */
    private static final BigDecimal STEP = BigDecimal.TEN;

    private StackTransitions() {}

    public static List<Transition> between(Optional<ObservabilityStackStatus> before, ObservabilityStackStatus after) {
        List<Transition> ofConditions = Transition.between(
                before.map(ObservabilityStackStatus::conditions).orElse(List.of()), after.conditions());
        Optional<Condition> covered = Conditions.find(after.conditions(), Verdict.Type.COVERED)
                .filter(condition -> condition.getStatus().equals(Verdict.Truth.FALSE.text()))
                .filter(condition ->
                        ofConditions.stream().noneMatch(told -> told.reason().equals(condition.getReason())));
        return Stream.concat(
                        ofConditions.stream(),
                        covered
                                .filter(_ -> fell(before.flatMap(StackTransitions::percent), percent(after)))
                                .map(condition -> Transition.measured(false, "CoverageFell", condition.getMessage()))
                                .stream())
                .toList();
    }

    /** Below another multiple of the step. */
    private static boolean fell(Optional<BigDecimal> before, Optional<BigDecimal> after) {
        return before.isPresent() && after.isPresent() && steps(after.get()).compareTo(steps(before.get())) < 0;
    }

    private static BigDecimal steps(BigDecimal percent) {
        return percent.divideToIntegralValue(STEP);
    }

    private static Optional<BigDecimal> percent(ObservabilityStackStatus status) {
        return Optional.ofNullable(status.coverage()).map(CoverageStatus::percent);
    }
}
