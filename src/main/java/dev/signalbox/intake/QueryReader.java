package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.Indicator;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Paren;
import dev.signalbox.promql.ExprType;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.PromqlPrinter;
import dev.signalbox.promql.ResultLabels;
import dev.signalbox.promql.WindowedQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@code spec.sli.condition} and {@code spec.sli.query} of an {@code SLO}: PromQL of the user's own. */
final class QueryReader {
    private static final String COMPARISON = "write e.g. 'min(probe_success{job=\"home\"}) == 1'";
    private static final String BOTH = "write e.g. '(max(up) == bool 1) * (min(probe_success) == bool 1) == 1'";
    private static final String RATE = "write e.g. 'sum(rate(orders_failed_total[$window]))'";
    private static final String RATIO = "write e.g. 'avg_over_time(supplier_error_ratio[$window])'";

    /** What they give grows with the window, and no rate does. */
    private static final Set<String> GROWING = Set.of("increase", "delta");

    private QueryReader() {}

    static Optional<Indicator> condition(Sli.Condition condition, List<String> groupBy, Findings findings) {
        String path = "spec.sli.condition.query";
        String text = condition.query();
        if (PromqlFields.isMissing(path, text, "a comparison", COMPARISON, findings)) {
            return Optional.empty();
        }
        return switch (PromqlParser.parse(text)) {
            case ParseResult.Parsed(Expr expr) -> comparison(path, text, expr, groupBy, findings);
            case ParseResult.Fault fault -> {
                findings.add(path, PromqlFields.unreadable("a comparison", text, fault), COMPARISON);
                yield Optional.empty();
            }
        };
    }

    /** With {@code bool}: without it what doesn't hold is not 0 but absent, and every average is 1. */
    private static Optional<Indicator> comparison(
            String path, String text, Expr expr, List<String> groupBy, Findings findings) {
        return switch (expr) {
            case Paren(Expr inner) -> comparison(path, text, inner, groupBy, findings);
            case Binary binary
            when binary.op().isComparison() && binary.type() == ExprType.VECTOR ->
                tellsGroups(path, binary, groupBy, findings)
                        ? Optional.of(new Indicator.Condition(PromqlPrinter.print(
                                new Binary(binary.op(), binary.lhs(), binary.rhs(), true, binary.matching()))))
                        : Optional.empty();
            default -> {
                boolean both = expr instanceof Binary binary && binary.op() == BinaryOp.AND;
                findings.add(
                        path,
                        "must have a comparison of series at the top, was '%s'".formatted(text),
                        both ? BOTH : COMPARISON);
                yield Optional.empty();
            }
        };
    }

    static Optional<Indicator> query(Sli.Query query, List<String> groupBy, Findings findings) {
        boolean rates = query.errors() != null || query.total() != null;
        if (!findings.require(
                rates != (query.errorRatio() != null),
                "spec.sli.query",
                "must have errors and total, or errorRatio alone, had " + (rates ? "both" : "neither"),
                "keep errors and total where they can be told apart")) {
            return Optional.empty();
        }
        if (!rates) {
            return windowed("spec.sli.query.errorRatio", query.errorRatio(), RATIO, groupBy, findings)
                    .map(ratio -> new Indicator.ErrorRatio(query.errorRatio()));
        }
        Optional<WindowedQuery> errors = rate("spec.sli.query.errors", query.errors(), groupBy, findings);
        Optional<WindowedQuery> total = rate("spec.sli.query.total", query.total(), groupBy, findings);
        return errors.flatMap(bad -> total.map(all -> new Indicator.Rates(query.errors(), query.total())));
    }

    private static Optional<WindowedQuery> rate(String path, String text, List<String> groupBy, Findings findings) {
        return windowed(path, text, RATE, groupBy, findings).filter(query -> {
            SortedSet<String> growing = new TreeSet<>(query.functionsOverWindow());
            growing.retainAll(GROWING);
            return findings.require(
                    growing.isEmpty(),
                    path,
                    "must give events a second, was %s over $window".formatted(String.join(" and ", growing)),
                    "write rate instead");
        });
    }

    private static Optional<WindowedQuery> windowed(
            String path, String text, String example, List<String> groupBy, Findings findings) {
        String what = "PromQL with [$window] as its range";
        if (PromqlFields.isMissing(path, text, what, example, findings)) {
            return Optional.empty();
        }
        return switch (WindowedQuery.read(text)) {
            case WindowedQuery.Reading.Read(WindowedQuery query) -> {
                boolean windowed = findings.require(
                        query.isWindowed(), path, "must be %s, had none: '%s'".formatted(what, text), example);
                boolean series = findings.require(
                        query.template().type() == ExprType.VECTOR,
                        path,
                        "must give an instant vector, gave "
                                + query.template().type().phrase(),
                        example);
                yield windowed && series && isGroupedBy(path, query.template(), groupBy, findings)
                        ? Optional.of(query)
                        : Optional.empty();
            }
            case WindowedQuery.Reading.Unreadable(ParseResult.Fault fault) -> {
                findings.add(path, PromqlFields.unreadable(what, text, fault), example);
                yield Optional.empty();
            }
        };
    }

    /** Whether the groups that it gives, if it says, are those of {@code groupBy}. */
    private static boolean isGroupedBy(String path, Expr expr, List<String> groupBy, Findings findings) {
        SortedSet<String> wanted = new TreeSet<>(groupBy);
        SortedSet<String> given = ResultLabels.of(expr).orElse(wanted);
        return findings.require(
                given.equals(wanted),
                path,
                "must give series with exactly the labels of spec.groupBy, %s; gave %s".formatted(wanted, given),
                wanted.isEmpty()
                        ? "group by nothing, or write spec.groupBy: " + given
                        : "group by (%s), or the SLO by what the query gives".formatted(String.join(", ", wanted)));
    }

    /** Whether each group can be told: of a group's further series all must hold. */
    private static boolean tellsGroups(String path, Expr expr, List<String> groupBy, Findings findings) {
        SortedSet<String> lacking = new TreeSet<>(groupBy);
        ResultLabels.of(expr).ifPresentOrElse(lacking::removeAll, lacking::clear);
        return findings.require(
                lacking.isEmpty(),
                path,
                "must give series with the labels of spec.groupBy, lacked %s".formatted(lacking),
                "group by (%s), or leave groupBy out".formatted(String.join(", ", groupBy)));
    }
}
