package dev.signalbox.promql;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads the durations of ranges, steps and offsets.
 *
 * <p>Prometheus can compute with durations ({@code [5m + 1m]}, {@code offset (step())}), behind a flag that this package
 * doesn't know; such arithmetic is read, because what follows depends on it, and refused.
 */
final class DurationParser {
    /** Seconds in 2⁶³ nanoseconds. */
    private static final double MAX_SECONDS = 0x1p63 / 1e9;

    private final TokenStream tokens;

    DurationParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /**
     * A number with a unit or without.
     *
     * @param seconds what it means
     * @param duration whether it was written with units
     * @param start where it begins, with its sign
     * @param computed whether it went through arithmetic, which counts as set even when it is 0
     */
    record Literal(double seconds, boolean duration, int start, boolean computed) {
        Literal signed(Token sign) {
            boolean negative = sign.type() == TokenType.SUBTRACT;
            return new Literal(negative ? -seconds : seconds, duration, sign.start(), computed);
        }

        /** What PromQL makes of it as a duration, which is less exact than what was written: it computes in seconds. */
        long nanos() {
            return Durations.nanos(seconds);
        }
    }

    /** A number or a duration, without a sign. */
    Literal literal() {
        Token token = tokens.take();
        if (token.type() == TokenType.DURATION) {
            OptionalLong nanos = Durations.parseNanos(token.text());
            if (nanos.isEmpty()) {
                throw new SyntaxFault(token.start(), "not a duration, or longer than 292y: " + token.text());
            }
            return new Literal(Durations.seconds(nanos.getAsLong()), true, token.start(), false);
        }
        OptionalDouble value = Numbers.parse(token.text());
        if (value.isEmpty()) {
            throw new SyntaxFault(token.start(), "not a number: " + token.text());
        }
        return new Literal(value.getAsDouble(), false, token.start(), false);
    }

    boolean isLiteralNext() {
        return tokens.peekType() == TokenType.NUMBER || tokens.peekType() == TokenType.DURATION;
    }

    boolean isSignNext() {
        return tokens.peekType() == TokenType.ADD || tokens.peekType() == TokenType.SUBTRACT;
    }

    /** What stands between brackets: greater than zero. */
    Literal positive(String context) {
        Literal literal = arithmetic(1, 0, context);
        if (!(literal.seconds() > 0) && !Double.isNaN(literal.seconds())) {
            throw new SyntaxFault(literal.start(), "must be > 0");
        }
        return literal;
    }

    /** What stands after {@code offset}. A number ends it, so that {@code x offset 5m - 1} subtracts from x. */
    Literal offset() {
        if (isLiteralNext()) {
            return inRange(literal());
        }
        if (tokens.peekType() == TokenType.LEFT_PAREN) {
            return arithmetic(1, 0, "after offset");
        }
        if (!isSignNext()) {
            throw word(0, "after offset");
        }
        Token sign = tokens.take();
        if (isLiteralNext()) {
            return inRange(literal().signed(sign));
        }
        if (tokens.skip(TokenType.LEFT_PAREN)) {
            Literal inner = arithmetic(1, 1, "after offset");
            tokens.expect(TokenType.RIGHT_PAREN, "after offset");
            return new Literal(inner.signed(sign).seconds(), false, sign.start(), true);
        }
        if (!isSignNext()) {
            throw word(1, "after offset").at(sign.start());
        }
        Literal operand =
                arithmetic(BinaryOp.SIGN_PRECEDENCE + 1, 1, "after offset").signed(sign);
        return continued(operand, 1, 1, "after offset");
    }

    private static Literal inRange(Literal literal) {
        if (Math.abs(literal.seconds()) > MAX_SECONDS) {
            throw new SyntaxFault(literal.start(), "must be at most 292y");
        }
        return literal;
    }

    private Literal arithmetic(int minPrecedence, int depth, String context) {
        return continued(operand(depth, context), minPrecedence, depth, context);
    }

    /** The only arithmetic that is on by default is a sign, so whatever goes on here is refused once it is complete. */
    private Literal continued(Literal left, int minPrecedence, int depth, String context) {
        BinaryOp op = tokens.peekType().binaryOp().orElse(null);
        if (op == null || !isArithmetic(op) || op.precedence() < minPrecedence) {
            return left;
        }
        tokens.take();
        arithmetic(op.isRightAssociative() ? op.precedence() : op.precedence() + 1, depth + 1, context);
        throw notEnabled(left.start());
    }

    private static boolean isArithmetic(BinaryOp op) {
        return switch (op) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> true;
            default -> false;
        };
    }

    private Literal operand(int depth, String context) {
        if (depth > Spans.MAX_DEPTH) {
            throw Spans.tooDeep(tokens.peek().start());
        }
        if (isLiteralNext()) {
            return inRange(literal());
        }
        if (isSignNext()) {
            Token sign = tokens.take();
            return arithmetic(BinaryOp.SIGN_PRECEDENCE + 1, depth + 1, context).signed(sign);
        }
        if (tokens.skip(TokenType.LEFT_PAREN)) {
            Literal inner = arithmetic(1, depth + 1, context);
            tokens.expect(TokenType.RIGHT_PAREN, context);
            throw notEnabled(inner.start());
        }
        throw word(depth, context);
    }

    /** {@code step()}, {@code range()}, {@code max_of(a, b)} or {@code min_of(a, b)}: none is on by default. */
    private SyntaxFault word(int depth, String context) {
        Token word = tokens.peek();
        int start = word.start();
        switch (word.type()) {
            case STEP, RANGE -> {
                tokens.take();
                tokens.expect(TokenType.LEFT_PAREN, context);
            }
            case MAX_OF, MIN_OF -> {
                tokens.take();
                tokens.expect(TokenType.LEFT_PAREN, context);
                start = arithmetic(1, depth + 1, context).start();
                tokens.expect(TokenType.COMMA, context);
                arithmetic(1, depth + 1, context);
            }
            default -> throw tokens.unexpected(context + ", expected a duration");
        }
        tokens.expect(TokenType.RIGHT_PAREN, context);
        return notEnabled(start);
    }

    private static SyntaxFault notEnabled(int offset) {
        return new SyntaxFault(offset, "computing with durations is experimental");
    }
}
