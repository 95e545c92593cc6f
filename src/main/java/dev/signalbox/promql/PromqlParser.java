package dev.signalbox.promql;

import dev.signalbox.promql.ParseResult.Fault;
import dev.signalbox.promql.ParseResult.Parsed;
import java.util.function.Function;

/**
 * Reads PromQL, and accepts what Prometheus 3 accepts with default flags.
 *
 * <p>What is experimental there is refused: functions such as {@code info} and {@code sort_by_label} (see
 * {@link ParserOptions}), {@code limitk} and {@code limit_ratio}, computing with durations ({@code [5m + 1m]}), and the
 * modifiers {@code anchored}, {@code smoothed} and {@code fill}. What nests more than 500 levels deep is refused
 * too.
 */
public final class PromqlParser {
    private PromqlParser() {}

    /** Reads an expression. */
    public static ParseResult parse(String text) {
        return parse(text, ParserOptions.DEFAULT);
    }

    /** Reads an expression in which more than usual may be allowed. */
    public static ParseResult parse(String text, ParserOptions options) {
        return read(text, options, ExpressionParser::whole);
    }

    /** Reads a selector that is nothing else: a name, matchers or both, without range, offset and {@code @}. */
    public static ParseResult parseSelector(String text) {
        return read(text, ParserOptions.DEFAULT, ExpressionParser::wholeSelector);
    }

    private static ParseResult read(String text, ParserOptions options, Function<ExpressionParser, Expr> start) {
        try {
            Spans spans = new Spans();
            Expr expr = start.apply(new ExpressionParser(new TokenStream(text), options, spans));
            new TypeCheck(text, spans).check(expr);
            return new Parsed(expr);
        } catch (SyntaxFault fault) {
            return Fault.at(text, fault.offset(), fault.getMessage());
        }
    }
}
