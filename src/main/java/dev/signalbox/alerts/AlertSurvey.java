package dev.signalbox.alerts;

import dev.signalbox.backend.ActiveAlert;
import dev.signalbox.backend.AlertingRule;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.RangeServer;
import dev.signalbox.backend.Series;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.Yield;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known of all alerts, from look to look.
 *
 * @param silences of Alertmanager
 * @param data of the rules' selectors
 */
public record AlertSurvey(Silences silences, SelectorData data) {
    public static final AlertSurvey NOTHING = new AlertSurvey(Silences.UNKNOWN, SelectorData.UNKNOWN);

    /** Links that people and dashboards know. */
    static final List<String> RUNBOOK = List.of("runbook_url", "runbook");

    /** With what Alertmanager tells. */
    public AlertSurvey with(Silences other) {
        return new AlertSurvey(other, data);
    }

    /** With what a server tells of the data of rules that raise nothing: those that do have data. */
    public AlertSurvey looked(List<AlertingRule> rules, QueryServer server, Instant now) {
        List<VectorSelector> selectors = rules.stream()
                .filter(rule -> rule.alerts().isEmpty())
                .flatMap(rule -> parsed(rule).stream())
                .flatMap(expr -> ExprAnalysis.selectors(expr).stream())
                .toList();
        return new AlertSurvey(silences, data.and(selectors, server, now));
    }

    /** When alerts fired during the last day. */
    public static Answer<List<Series>> episodes(RangeServer server, Instant now) {
        Instant end = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
        return server.range(Firing.query(), end.minus(Firing.LOOKED_AT).plus(Firing.STEP), end, Firing.STEP);
    }

    /** @param episodes what {@link #episodes} gave */
    public AlertHealth health(List<AlertingRule> rules, List<Series> episodes) {
        Map<String, List<Series>> byAlert = episodes.stream()
                .collect(Collectors.groupingBy(series -> series.labels().getOrDefault("alertname", "")));
        SortedMap<AlertName, List<AlertingRule>> byName =
                rules.stream().collect(Collectors.groupingBy(AlertName::of, TreeMap::new, Collectors.toList()));
        return new AlertHealth(
                byName.size(),
                named(byName, same -> same.stream()
                                .flatMap(rule -> rule.alerts().stream())
                                .anyMatch(ActiveAlert::isFiring))
                        .size(),
                noisy(byName, byAlert),
                named(byName, same -> same.stream().noneMatch(AlertSurvey::hasRunbook)),
                named(byName, same -> same.stream().noneMatch(this::mayFire)));
    }

    private List<AlertHealth.Noisy> noisy(
            SortedMap<AlertName, List<AlertingRule>> byName, Map<String, List<Series>> byAlert) {
        return byName.keySet().stream()
                .map(name -> {
                    Firing firing = Firing.of(byAlert.getOrDefault(name.alert(), List.of()).stream()
                            .filter(series -> name.covers(series.labels()))
                            .toList());
                    return new AlertHealth.Noisy(
                            name, firing.episodes(), firing.percent(), silences.isNeverSilenced(name));
                })
                .filter(AlertHealth.Noisy::isNoise)
                .sorted(Comparator.comparing(AlertHealth.Noisy::episodes)
                        .thenComparing(AlertHealth.Noisy::firingPercent)
                        .reversed()
                        .thenComparing(AlertHealth.Noisy::name))
                .toList();
    }

    private static List<AlertName> named(
            SortedMap<AlertName, List<AlertingRule>> byName, Predicate<List<AlertingRule>> which) {
        return byName.entrySet().stream()
                .filter(same -> which.test(same.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean hasRunbook(AlertingRule rule) {
        return RUNBOOK.stream()
                .anyMatch(annotation ->
                        !rule.annotations().getOrDefault(annotation, "").isBlank());
    }

    /** What we can't read may well fire. */
    private boolean mayFire(AlertingRule rule) {
        return !rule.alerts().isEmpty()
                || parsed(rule)
                        .map(expr -> Yield.isPossible(expr, data::hasData))
                        .orElse(true);
    }

    private static Optional<Expr> parsed(AlertingRule rule) {
        return PromqlParser.parse(rule.query()) instanceof ParseResult.Parsed(Expr expr)
                ? Optional.of(expr)
                : Optional.empty();
    }
}
