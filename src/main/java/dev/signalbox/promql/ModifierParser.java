package dev.signalbox.promql;

import dev.signalbox.promql.DurationParser.Literal;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.Subquery;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Modifiers.At;
import dev.signalbox.promql.Spans.Span;
import java.time.Duration;
import java.util.Optional;

/** Reads what may follow an operand, and binds tighter than any operator: ranges, {@code offset} and {@code @}. */
final class ModifierParser {
    private final TokenStream tokens;
    private final DurationParser durations;
    private final Spans spans;

    ModifierParser(TokenStream tokens, DurationParser durations, Spans spans) {
        this.tokens = tokens;
        this.durations = durations;
        this.spans = spans;
    }

    /** The operand with all that follows it. */
    Expr after(Expr operand) {
        Expr expr = operand;
        while (true) {
            Token token = tokens.peek();
            switch (token.type()) {
                case LEFT_BRACKET -> expr = brackets(expr, tokens.take());
                case OFFSET -> {
                    tokens.take();
                    expr = offset(expr, durations.offset());
                }
                case AT -> {
                    tokens.take();
                    expr = at(expr);
                }
                case ANCHORED, SMOOTHED -> {
                    tokens.take();
                    throw new SyntaxFault(spans.start(expr), token.text() + " is experimental");
                }
                default -> {
                    return expr;
                }
            }
        }
    }

    private Expr brackets(Expr expr, Token bracket) {
        String context = "between brackets";
        Duration range = duration(durations.positive(context));
        if (tokens.skip(TokenType.COLON)) {
            Optional<Duration> step = tokens.peekType() == TokenType.RIGHT_BRACKET
                    ? Optional.empty()
                    : Optional.of(durations.positive(context))
                            .filter(s -> s.nanos() > 0)
                            .map(this::duration);
            tokens.expect(TokenType.RIGHT_BRACKET, context);
            return spans.put(new Subquery(expr, range, step, Modifiers.NONE), spans.start(expr), tokens.lastEnd());
        }
        tokens.expect(TokenType.RIGHT_BRACKET, context);
        if (!(expr instanceof VectorSelector selector)) {
            throw new SyntaxFault(
                    bracket.start(),
                    "a range is only for selectors; [" + Durations.print(range) + ":] makes a subquery");
        }
        if (spans.of(expr).offsetComputed() || !selector.modifiers().equals(Modifiers.NONE)) {
            throw new SyntaxFault(bracket.start(), "offset and @ come after the range");
        }
        return spans.put(new MatrixSelector(selector, range), spans.start(expr), tokens.lastEnd());
    }

    /** What is positive but rounds to nothing is the least there is. */
    private Duration duration(Literal literal) {
        return Duration.ofNanos(Math.max(literal.nanos(), 1));
    }

    private Expr offset(Expr expr, Literal literal) {
        Modifiers before = modifiers(expr, "offset");
        if (!before.offset().isZero() || spans.of(expr).offsetComputed()) {
            throw new SyntaxFault(spans.start(expr), "offset is set twice");
        }
        Expr shifted = with(expr, before.withOffset(Duration.ofNanos(literal.nanos())));
        return literal.computed() ? spans.put(shifted, spans.of(shifted).withOffsetComputed()) : shifted;
    }

    private Expr at(Expr expr) {
        At at =
                switch (tokens.peekType()) {
                    case START -> preprocessor(new At.Start());
                    case END_WORD -> preprocessor(new At.End());
                    default -> timestamp(expr);
                };
        Modifiers before = modifiers(expr, "@");
        if (before.at().isPresent()) {
            throw new SyntaxFault(spans.start(expr), "@ is set twice");
        }
        return with(expr, before.withAt(at));
    }

    private At preprocessor(At at) {
        String context = "after @";
        tokens.take();
        tokens.expect(TokenType.LEFT_PAREN, context);
        tokens.expect(TokenType.RIGHT_PAREN, context);
        return at;
    }

    private At timestamp(Expr expr) {
        boolean signed = durations.isSignNext();
        Token sign = tokens.peek();
        if (signed) {
            tokens.take();
        }
        if (!durations.isLiteralNext()) {
            throw tokens.unexpected("after @, expected a time in seconds, start() or end()");
        }
        Literal literal = durations.literal();
        double seconds = (signed ? literal.signed(sign) : literal).seconds();
        if (!(Math.abs(seconds) < 0x1p63)) {
            throw new SyntaxFault(spans.start(expr), "the time after @ is out of range");
        }
        return new At.Timestamp(Numbers.round(seconds * 1000));
    }

    private Modifiers modifiers(Expr expr, String modifier) {
        return switch (expr) {
            case VectorSelector selector -> selector.modifiers();
            case MatrixSelector(VectorSelector selector, Duration range) -> selector.modifiers();
            case Subquery subquery -> subquery.modifiers();
            default ->
                throw new SyntaxFault(spans.start(expr), modifier + " is only for selectors, ranges and subqueries");
        };
    }

    private Expr with(Expr expr, Modifiers modifiers) {
        Span span = spans.of(expr).withEnd(tokens.lastEnd());
        return switch (expr) {
            case VectorSelector selector -> spans.put(selector.with(modifiers), span);
            case MatrixSelector(VectorSelector selector, Duration range) -> {
                VectorSelector changed = spans.put(selector.with(modifiers), spans.of(selector));
                yield spans.put(new MatrixSelector(changed, range), span);
            }
            case Subquery subquery -> spans.put(subquery.with(modifiers), span);
            default -> throw new IllegalStateException("no modifiers on " + expr);
        };
    }
}
