package dev.signalbox.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A change that its owner should hear of.
 *
 * @param good for the better
 * @param reason of the condition that changed
 * @param message of the condition that changed
 */
public record Transition(boolean good, String reason, String message) {
    /** In this order, and one at most: a cause takes what follows from it with it. */
    private static final List<Verdict.Type> TOLD = List.of(
            Verdict.Type.ACCEPTED,
            Verdict.Type.APPLIED,
            Verdict.Type.READY,
            Verdict.Type.SAMPLING_IN_EFFECT,
            Verdict.Type.WITHIN_SERIES_BUDGET,
            Verdict.Type.DASHBOARDS_SYNCHRONIZED);

    /** What happens every few minutes is told when it goes wrong, and when it is well again. */
    private static final Set<Verdict.Type> OFTEN = Set.of(
            Verdict.Type.SAMPLING_IN_EFFECT, Verdict.Type.WITHIN_SERIES_BUDGET, Verdict.Type.DASHBOARDS_SYNCHRONIZED);

    /** Good still, but not for long. */
    private static final Set<String> WARNINGS = Set.of(Reason.SERIES_BUDGET_NEAR.text());

    /** At most one; none for what was never bad, and none while it is not known. */
    public static List<Transition> between(List<Condition> before, List<Condition> after) {
        return TOLD.stream()
                .flatMap(type -> of(Conditions.find(before, type), Conditions.find(after, type))
                        .filter(transition -> !OFTEN.contains(type)
                                || !transition.good()
                                || Conditions.find(before, type)
                                        .filter(was -> was.getStatus().equals(Verdict.Truth.FALSE.text()))
                                        .isPresent()))
                .findFirst()
                .stream()
                .toList();
    }

    private static Stream<Transition> of(Optional<Condition> before, Optional<Condition> after) {
        if (after.isEmpty() || after.get().getStatus().equals(Verdict.Truth.UNKNOWN.text())) {
            return Stream.empty();
        }
        boolean warned = isWarning(after.get());
        boolean good = after.get().getStatus().equals(Verdict.Truth.TRUE.text()) && !warned;
        boolean changed = before.map(
                        was -> !Objects.equals(was.getStatus(), after.get().getStatus()) || warned && !isWarning(was))
                .orElse(!good);
        return changed
                ? Stream.of(new Transition(
                        good, after.get().getReason(), after.get().getMessage()))
                : Stream.empty();
    }

    private static boolean isWarning(Condition condition) {
        return WARNINGS.contains(condition.getReason());
    }
}
