package dev.signalbox.report.advice;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Remedy;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import dev.signalbox.report.SloHealth;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Error budgets that are spent, or soon will be. */
final class BudgetAdvice {
    private static final Set<String> CAN_BE_UNDONE = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private BudgetAdvice() {}

    static Stream<Recommendation> spent(HealthReport report) {
        return report.slos().stream()
                .filter(slo -> slo.isAtRisk() || !slo.firing().isEmpty())
                .map(slo -> new Recommendation(
                        urgency(slo), Topic.ERROR_BUDGET, "SLO", slo.name(), title(slo), reason(slo), remedy(slo)));
    }

    private static Urgency urgency(SloHealth slo) {
        return slo.state() == SloStatus.State.EXHAUSTED
                        || slo.firing().stream().anyMatch(alert -> "page".equals(alert.severity()))
                ? Urgency.NOW
                : Urgency.SOON;
    }

    private static String title(SloHealth slo) {
        return switch (slo.state()) {
            case EXHAUSTED -> "The error budget is exhausted";
            case WARNING -> "The error budget is running out";
            case HEALTHY, NO_DATA -> "An alert on the error budget fires";
        };
    }

    private static String reason(SloHealth slo) {
        String budget = " of the budget of " + slo.window() + " days at " + Figure.percent(slo.target());
        String left = slo.remaining()
                .map(remaining -> remaining.signum() < 0
                        ? "All" + budget + " and " + Figure.percent(remaining.negate()) + " more is spent"
                        : Figure.percent(remaining) + budget + " is left")
                .orElse("Nothing is known of what is left");
        String pace = slo.burnRate()
                .filter(rate -> rate.compareTo(BigDecimal.ONE) > 0)
                .map(rate -> "; errors come " + Figure.plain(rate) + " times as fast as it allows")
                .orElse("");
        String alerts = slo.firing().isEmpty()
                ? ""
                : slo.firing().stream()
                        .map(SloStatus.Alert::name)
                        .distinct()
                        .collect(Collectors.joining(", ", "; firing: ", ""));
        String change = slo.precededBy()
                .map(deployment -> ". Before it came a deployment of " + deployment.kind() + " " + deployment.name()
                        + " at " + Figure.minute(Optional.ofNullable(deployment.time()))
                        + "; if that was the cause, undo it")
                .orElse("");
        return left + pace + alerts + change + ".";
    }

    /** What preceded is the first thing to look at; nothing says that it caused. */
    private static Remedy remedy(SloHealth slo) {
        Optional<Remedy> undo = slo.precededBy()
                .filter(deployment -> CAN_BE_UNDONE.contains(deployment.kind()))
                .map(deployment -> Kubectl.command(
                        "rollout",
                        "undo",
                        deployment.kind().toLowerCase(Locale.ROOT) + "/" + deployment.name(),
                        "-n",
                        slo.name().namespace()));
        return undo.orElseGet(() -> Kubectl.describe("slo", slo.name()));
    }
}
