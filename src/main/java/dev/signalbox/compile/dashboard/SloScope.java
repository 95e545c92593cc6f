package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.LabelMatcher.equal;
import static dev.signalbox.promql.LabelMatcher.matches;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.number;

import dev.signalbox.compile.dashboard.grafana.Source;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series of one SLO, those of the groups that were chosen.
 *
 * @param variables one for each label of {@code groupBy}
 * @param identity matchers of the SLO itself
 */
record SloScope(Slo slo, List<Variable> variables, List<LabelMatcher> identity) {

    static SloScope of(Slo slo) {
        List<LabelMatcher> identity = List.of(
                equal("namespace", slo.name().namespace()),
                equal("slo", slo.name().name()));
        String budget = PromqlPrinter.print(
                new VectorSelector(Optional.of(SloSeries.BUDGET_REMAINING), identity, Modifiers.NONE));
        return new SloScope(
                slo,
                slo.groupBy().stream()
                        .<Variable>map(
                                label -> new Variable.LabelValues(variable(label), label, budget, label, List.of()))
                        .toList(),
                identity);
    }

    /** Series that have the labels of {@code groupBy}. */
    VectorSelector series(String name) {
        return new VectorSelector(Optional.of(name), matchers(), Modifiers.NONE);
    }

    /** Series that are the same for all groups. */
    VectorSelector identified(String name) {
        return new VectorSelector(Optional.of(name), identity, Modifiers.NONE);
    }

    /** Bad events over all of the SLO's own window. */
    VectorSelector windowRatio() {
        return series(SloSeries.errorRatio(slo.window()));
    }

    /** How many times as fast as it may the budget was spent over a window. */
    Expr burnRate(Duration over) {
        return divided(
                series(SloSeries.errorRatio(over)), number(slo.objective().errorBudget()));
    }

    /** What is left of the budget, of several groups the least. */
    Expr leastLeft() {
        return by(List.of(), AggregateOp.MIN, series(SloSeries.BUDGET_REMAINING));
    }

    /** Limits of what is left of the budget. */
    List<Threshold> budgetLimits() {
        return Threshold.fallingTo(
                ratio(slo.budgetPolicy().exhaustedBelow()),
                ratio(slo.budgetPolicy().warningBelow()));
    }

    private static String ratio(BigDecimal percent) {
        return percent.movePointLeft(2).toPlainString();
    }

    List<LabelMatcher> matchers() {
        List<LabelMatcher> matchers = new ArrayList<>(identity);
        slo.groupBy().forEach(label -> matchers.add(matches(label, "$" + variable(label))));
        return matchers;
    }

    /** What a line of a group is called. */
    String legend(String line) {
        return slo.groupBy().isEmpty()
                ? line
                : line
                        + slo.groupBy().stream()
                                .map(label -> "{{" + label + "}}")
                                .collect(Collectors.joining(" ", " ", ""));
    }

    /** A label may be called like a variable of ours, and have what the name of a variable has not. */
    private static String variable(String label) {
        boolean taken = Stream.of(Source.values()).map(Source::variable).anyMatch(label::equals);
        return (taken ? "label_" + label : label).replaceAll("\\W", "_");
    }
}
