package dev.signalbox.report.reading;

import dev.signalbox.report.Problem;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Conditions that are not as they should be. */
final class Problems {
    /** There only while something is wrong. */
    private static final Set<String> WRONG_WHEN_TRUE = Set.of("Conflicted", "BudgetInfeasible");

    private static final String READY = "Ready";

    /** Says the same of Accepted. */
    private static final String STALLED = "Stalled";

    private Problems() {}

    /** Each cause once: what makes Ready false has mostly a condition of its own, which says more. */
    static List<Problem> of(List<Condition> conditions) {
        Map<String, Problem> byMessage = new LinkedHashMap<>();
        conditions.stream()
                .filter(Problems::isWrong)
                .sorted(Comparator.comparing(condition -> READY.equals(condition.getType())))
                .map(condition ->
                        new Problem(condition.getType(), text(condition.getReason()), text(condition.getMessage())))
                .forEach(problem -> byMessage.putIfAbsent(problem.reason() + " " + problem.message(), problem));
        List<Problem> all = List.copyOf(byMessage.values());
        boolean rejected = all.stream().anyMatch(problem -> problem.type().equals("Accepted"));
        return rejected
                ? all.stream()
                        .filter(problem -> problem.type().equals("Accepted"))
                        .toList()
                : all;
    }

    private static boolean isWrong(Condition condition) {
        return !STALLED.equals(condition.getType())
                && (WRONG_WHEN_TRUE.contains(condition.getType())
                        ? "True".equals(condition.getStatus())
                        : "False".equals(condition.getStatus()));
    }

    private static String text(String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
