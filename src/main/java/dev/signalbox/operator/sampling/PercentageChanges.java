package dev.signalbox.operator.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.sampling.Decisions.Change;
import dev.signalbox.sampling.Reason;
import dev.signalbox.status.Transition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a step of the loop has changed, as events on the policies: each by itself, or one that sums up many. */
public final class PercentageChanges {
    /** So many changes of a policy in one step are told one by one. */
    private static final int ONE_BY_ONE = 5;

    /** Of many, so many are named; an event has room for about 1,000 characters. */
    private static final int NAMED = 8;

    private PercentageChanges() {}

    /** What to tell on each policy; nothing on one where nothing has changed. */
    public static Map<ResourceName, List<Transition>> told(List<Change> changes) {
        return changes.stream()
                .filter(PercentageChanges::isNews)
                .collect(Collectors.groupingBy(
                        Change::policy,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), PercentageChanges::ofPolicy)));
    }

    /** That a service which is new is sampled as its policy says is none. */
    private static boolean isNews(Change change) {
        return change.from().isPresent()
                || change.reason() != Reason.BASELINE && change.reason() != Reason.STALE_INPUTS;
    }

    private static List<Transition> ofPolicy(List<Change> changes) {
        return changes.size() <= ONE_BY_ONE
                ? changes.stream().map(PercentageChanges::one).toList()
                : List.of(many(changes));
    }

    private static Transition one(Change change) {
        return new Transition(isGood(change), change.reason().text(), move(change) + ": " + because(change.reason()));
    }

    private static Transition many(List<Change> changes) {
        String named = changes.stream()
                .limit(NAMED)
                .map(change -> move(change) + " (" + change.reason().text() + ")")
                .collect(Collectors.joining(", "));
        int others = changes.size() - NAMED;
        return new Transition(
                changes.stream().allMatch(PercentageChanges::isGood),
                "PercentagesChanged",
                "of %d services: %s%s".formatted(changes.size(), named, others > 0 ? " and " + others + " more" : ""));
    }

    private static boolean isGood(Change change) {
        return change.reason() != Reason.BUDGET_INFEASIBLE;
    }

    private static String move(Change change) {
        Optional<String> from = change.from().map(PercentageChanges::text);
        return change.service().service() + " "
                + from.map(before -> before + " → ").orElse("") + text(change.to()) + " %";
    }

    private static String because(Reason reason) {
        return switch (reason) {
            case BASELINE -> "as the policy says";
            case ERROR_RATE -> "its error rate is above errorRatePercentAbove";
            case BURN_RATE -> "the SLO's burn rate is above burnRateAbove";
            case COOLDOWN -> "trouble was seen less than the cooldown ago";
            case BUDGET -> "its share of the budget";
            case BUDGET_INFEASIBLE -> "what keep rules take is more than the budget";
            case RECOVERING -> "on its way up";
            case STALE_INPUTS -> "as before, because what it depends on is not measured";
        };
    }

    private static String text(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }
}
