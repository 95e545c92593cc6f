package dev.signalbox.promql;

import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.Subquery;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * PromQL in which {@code [$window]} stands for a range that is known later, as dashboards and other generators write it.
 *
 * @param template the tree, with a range in the place of the window that nobody writes
 */
public record WindowedQuery(Expr template) {
    private static final Pattern WINDOW = Pattern.compile("\\$window\\b|\\$\\{window}");

    /** As long as {@code $window}, so that a fault is where it is in what was typed. */
    private static final String STAND_IN = "987655s";

    private static final Duration STAND_IN_RANGE = Duration.ofSeconds(987_655);

    /** What came of reading a text as a windowed query. */
    public sealed interface Reading {
        /** @param query may be one without a window */
        record Read(WindowedQuery query) implements Reading {}

        /** @param fault why it is no PromQL, or where the window can't stand */
        record Unreadable(ParseResult.Fault fault) implements Reading {}
    }

    /** Reads text in which {@code $window} or <code>${window}</code> may be between brackets. */
    public static Reading read(String text) {
        List<MatchResult> typed = WINDOW.matcher(text).results().toList();
        return switch (PromqlParser.parse(readable(text))) {
            case ParseResult.Parsed(Expr expr)
            when windows(expr) == typed.size() -> new Reading.Read(new WindowedQuery(expr));
            case ParseResult.Parsed _
            when typed.isEmpty() ->
                new Reading.Unreadable(
                        ParseResult.Fault.at(text, 0, "a range of %s can't be told from $window".formatted(STAND_IN)));
            case ParseResult.Parsed _ ->
                new Reading.Unreadable(ParseResult.Fault.at(
                        text, typed.getFirst().start(), "$window can only be the range between brackets: [$window]"));
            case ParseResult.Fault fault ->
                new Reading.Unreadable(ParseResult.Fault.at(
                        text, fault.offset(), fault.message().replace(STAND_IN, "$window")));
        };
    }

    private static String readable(String text) {
        return WINDOW.matcher(text)
                .replaceAll(window -> STAND_IN + " ".repeat(window.group().length() - STAND_IN.length()));
    }

    /** A query from text that has been read before; an {@link IllegalArgumentException} when it is none. */
    public static WindowedQuery of(String text) {
        return switch (read(text)) {
            case Reading.Read(WindowedQuery query) -> query;
            case Reading.Unreadable(ParseResult.Fault fault) -> throw new IllegalArgumentException(fault.toString());
        };
    }

    /** Whether the window is in it. */
    public boolean isWindowed() {
        return windows(template) > 0;
    }

    /** The functions that read a range as long as the window, sorted. */
    public SortedSet<String> functionsOverWindow() {
        return ExprAnalysis.nodes(template)
                .filter(node ->
                        node instanceof Call call && call.args().stream().anyMatch(WindowedQuery::isWindow))
                .map(node -> ((Call) node).function())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As one writes it, with {@code $window} for the window. */
    public String text() {
        return PromqlPrinter.print(template, new PromqlPrinter.Placeholder(STAND_IN_RANGE, "$window"));
    }

    /** The query over a window. */
    public Expr over(Duration window) {
        return over(template, window);
    }

    private static Expr over(Expr expr, Duration window) {
        return switch (expr) {
            case MatrixSelector matrix when isWindow(matrix) -> new MatrixSelector(matrix.selector(), window);
            case Subquery subquery
            when isWindow(subquery) ->
                new Subquery(over(subquery.expr(), window), window, subquery.step(), subquery.modifiers());
            default -> ExprRewrite.mapChildren(expr, child -> over(child, window));
        };
    }

    private static long windows(Expr expr) {
        return ExprAnalysis.nodes(expr).filter(WindowedQuery::isWindow).count();
    }

    private static boolean isWindow(Expr expr) {
        return switch (expr) {
            case MatrixSelector matrix -> matrix.range().equals(STAND_IN_RANGE);
            case Subquery subquery -> subquery.range().equals(STAND_IN_RANGE);
            default -> false;
        };
    }
}
