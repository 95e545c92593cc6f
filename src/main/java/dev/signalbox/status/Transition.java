package dev.signalbox.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change that its owner should hear of.
 *
 * @param good for the better
 * @param reason of the condition that changed
 * @param message of the condition that changed
 * @param measured by a look at servers: it may come of very many resources at once, and come and go
 */
public record Transition(boolean good, String reason, String message, boolean measured) {
    /** In this order, and one at most: a cause takes what follows from it with it. */
    private static final List<Verdict.Type> CAUSES =
            List.of(Verdict.Type.ACCEPTED, Verdict.Type.APPLIED, Verdict.Type.READY, Verdict.Type.SAMPLING_IN_EFFECT);

    /** Each by itself: of none follows another. */
    private static final List<Verdict.Type> MEASURED = List.of(
            Verdict.Type.WITHIN_SERIES_BUDGET,
            Verdict.Type.TELEMETRY_SEEN,
            Verdict.Type.COVERED,
            Verdict.Type.DASHBOARDS_SYNCHRONIZED,
            Verdict.Type.COMPLIANT);

    /** Conditions that are only ever true and bad, each by itself, and what is told when one goes. */
    private static final Map<Verdict.Type, Transition> ONLY_TRUE = Map.of(
            Verdict.Type.OVER_COST_BUDGET,
            measured(true, "WithinCostBudget", "costs are not above costBudget.perMonth any more"),
            Verdict.Type.EXCEPTIONS_ENDING,
            measured(true, "NoExceptionsEnding", "no exception that is still needed ends soon"),
            Verdict.Type.SLO_MISSING,
            measured(true, "SloNotMissing", "there is an SLO, or the service is not of tier 1 any more"));

    /** Good still, but not for long. */
    private static final List<String> WARNINGS = List.of(Reason.SERIES_BUDGET_NEAR.text());

    /** Of what is done, not measured. */
    public Transition(boolean good, String reason, String message) {
        this(good, reason, message, false);
    }

    static Transition measured(boolean good, String reason, String message) {
        return new Transition(good, reason, message, true);
    }

    /** One cause at most, and what was measured; none for what was never bad, and none while it is not known. */
    public static List<Transition> between(List<Condition> before, List<Condition> after) {
        Stream<Transition> cause =
                CAUSES.stream().flatMap(type -> cause(type, before, after)).limit(1);
        Stream<Transition> measured = MEASURED.stream()
                .flatMap(type -> ofNews(type, before, after))
                .map(news -> measured(news.good(), news.reason(), news.message()));
        Stream<Transition> onlyTrue = Stream.of(Verdict.Type.values())
                .filter(ONLY_TRUE::containsKey)
                .flatMap(type -> ofOnlyTrue(type, Conditions.find(before, type), Conditions.find(after, type)));
        return Stream.of(cause, measured, onlyTrue).flatMap(part -> part).toList();
    }

    /** What happens every few minutes is told when it goes wrong, and when it is well again. */
    private static Stream<Transition> cause(Verdict.Type type, List<Condition> before, List<Condition> after) {
        return type == Verdict.Type.SAMPLING_IN_EFFECT
                ? ofNews(type, before, after)
                : of(Conditions.find(before, type), Conditions.find(after, type));
    }

    private static Stream<Transition> ofNews(Verdict.Type type, List<Condition> before, List<Condition> after) {
        Optional<Condition> was = Conditions.find(before, type);
        boolean wasBad = was.filter(condition -> condition.getStatus().equals(Verdict.Truth.FALSE.text()))
                .isPresent();
        return of(was, Conditions.find(after, type)).filter(transition -> !transition.good() || wasBad);
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

    private static Stream<Transition> ofOnlyTrue(
            Verdict.Type type, Optional<Condition> before, Optional<Condition> after) {
        if (before.isPresent() == after.isPresent()) {
            return Stream.empty();
        }
        return after
                .map(now -> measured(false, now.getReason(), now.getMessage()))
                .or(() -> Optional.of(ONLY_TRUE.get(type)))
                .stream();
    }

    private static boolean isWarning(Condition condition) {
        return WARNINGS.contains(condition.getReason());
    }
}
