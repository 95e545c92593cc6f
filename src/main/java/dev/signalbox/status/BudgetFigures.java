package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.SloStatus.State;
import dev.signalbox.model.BudgetPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measurements as a status tells them: rounded, so that they change seldom, the worst group first.
 *
 * @param groups at most {@link #SHOWN}
 * @param omitted how many more there are
 * @param state of the worst group
 */
record BudgetFigures(List<SloStatus.Group> groups, int omitted, State state) {
    static final int SHOWN = 50;

    /** A state is left for a better one only this many points above the threshold at which it was entered. */
    private static final BigDecimal HYSTERESIS = BigDecimal.TWO;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Comparator<SloStatus.Group> WORST_FIRST = Comparator.comparing(
                    SloStatus.Group::errorBudgetRemaining, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(group -> group.labels().toString());

    /** @param previous the groups as they were told before; they decide how far a budget has to recover */
    static BudgetFigures of(List<Measurement> measurements, BudgetPolicy policy, List<SloStatus.Group> previous) {
        List<SloStatus.Group> groups = measurements.stream()
                .map(measurement -> group(measurement, policy, stateBefore(measurement.labels(), previous)))
                .sorted(WORST_FIRST)
                .toList();
        State worst = groups.stream()
                .map(SloStatus.Group::state)
                .filter(state -> state != State.NO_DATA)
                .max(Comparator.naturalOrder())
                .orElse(State.NO_DATA);
        return new BudgetFigures(groups.stream().limit(SHOWN).toList(), Math.max(0, groups.size() - SHOWN), worst);
    }

    /** The same groups in the same states, so that only figures differ. */
    boolean sameStates(List<SloStatus.Group> others) {
        return states(groups).equals(states(others));
    }

    private static Map<Map<String, String>, State> states(List<SloStatus.Group> groups) {
        return groups.stream()
                .collect(java.util.stream.Collectors.toMap(
                        SloStatus.Group::labels, SloStatus.Group::state, (first, _) -> first));
    }

    private static Optional<State> stateBefore(Map<String, String> labels, List<SloStatus.Group> previous) {
        return previous.stream()
                .filter(group -> labels.equals(group.labels()))
                .map(SloStatus.Group::state)
                .findFirst();
    }

    private static SloStatus.Group group(Measurement measured, BudgetPolicy policy, Optional<State> before) {
        Optional<BigDecimal> remaining = measured.budgetRemaining().map(HUNDRED::multiply);
        return new SloStatus.Group(
                measured.labels(),
                remaining.map(percent -> state(percent, policy, before)).orElse(State.NO_DATA),
                measured.errorRatio()
                        .map(ratio -> rounded(HUNDRED.subtract(HUNDRED.multiply(ratio)), 3))
                        .orElse(null),
                remaining.map(percent -> rounded(percent, 0)).orElse(null),
                measured.burnRate().map(rate -> rounded(rate, 2)).orElse(null));
    }

    private static State state(BigDecimal remaining, BudgetPolicy policy, Optional<State> before) {
        if (isBelow(remaining, policy.exhaustedBelow(), before.filter(State.EXHAUSTED::equals))) {
            return State.EXHAUSTED;
        }
        Optional<State> lowBefore = before.filter(state -> state == State.WARNING || state == State.EXHAUSTED);
        return isBelow(remaining, policy.warningBelow(), lowBefore) ? State.WARNING : State.HEALTHY;
    }

    private static boolean isBelow(BigDecimal remaining, BigDecimal threshold, Optional<State> entered) {
        BigDecimal line = entered.isPresent() ? threshold.add(HYSTERESIS) : threshold;
        return remaining.compareTo(line) < 0;
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
