package dev.signalbox.interchange.indicator;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ExprRewrite;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.PromqlPrinter;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A query of another project.
 *
 * @param tree without parentheses; the range that is the window is {@link #WINDOW}
 */
public record Query(Expr tree) {
    /** Stands for the window wherever a range may stand. */
    static final Duration WINDOW =
            Duration.ofHours(2).plusMinutes(9).plusSeconds(37).plusMillis(777);

    /** Reads a field that must hold a query; nothing, and a fault, when it does not. */
    public static Optional<Query> read(Field field) {
        return read(field, "correct the query before importing");
    }

    /** The same with what to do about a text that is no PromQL. */
    public static Optional<Query> read(Field field, String fix) {
        return field.requiredText("write PromQL").flatMap(text -> parse(field, text, fix));
    }

    private static Optional<Query> parse(Field field, String text, String fix) {
        WindowTemplate template = WindowTemplate.of(text);
        return switch (PromqlParser.parse(template.text())) {
            case ParseResult.Parsed(Expr expr) ->
                Optional.of(new Query(ExprRewrite.withoutParens(expr)))
                        .filter(query -> query.hasTemplatesWhereRangesStand(field, template));
            case ParseResult.Fault fault -> {
                int character = template.original(fault.offset()) + 1;
                field.fault(
                        "must be PromQL, was not: " + fault.message() + " at character " + character,
                        template.text().contains("{{")
                                ? "fill in templates other than {{.window}} before importing"
                                : fix);
                yield Optional.empty();
            }
        };
    }

    /** A template inside a metric's name or a label's value chooses other series for each window. */
    private boolean hasTemplatesWhereRangesStand(Field field, WindowTemplate template) {
        boolean elsewhere = Ranges.count(tree, WINDOW) < template.templates().size();
        if (elsewhere) {
            field.fault(
                    "must have the window nowhere but in ranges, had it in a name, a label, a step or an offset: "
                            + "one set of series is read for all windows",
                    "write the query over the raw series, e.g. sum(rate(http_requests_total[$window]))");
        }
        return !elsewhere;
    }

    boolean isWindowed() {
        return Ranges.count(tree, WINDOW) > 0;
    }

    /** The same over the window: a single literal range becomes it; what has none is averaged over it. */
    Query windowed(Field field) {
        if (isWindowed()) {
            return this;
        }
        SortedSet<Duration> literals = ExprAnalysis.nodes(tree)
                .flatMap(node -> Ranges.of(node).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (literals.size() == 1) {
            Duration literal = literals.first();
            field.note("its range of " + Ranges.print(literal) + " became $window");
            return new Query(Ranges.map(tree, range -> WINDOW));
        }
        field.note("has no range that could be the window: it is averaged over $window");
        return new Query(Ranges.averaged(tree, WINDOW));
    }

    /** The same over one range in place of the window. */
    Query over(Duration range) {
        return new Query(Ranges.map(tree, old -> old.equals(WINDOW) ? range : old));
    }

    /** As it stands in a query indicator. */
    String print() {
        return print(tree);
    }

    static String print(Expr tree) {
        return PromqlPrinter.print(tree).replace(WindowTemplate.DURATION, "$window");
    }
}
