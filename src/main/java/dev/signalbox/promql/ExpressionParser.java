package dev.signalbox.promql;

import dev.signalbox.promql.DurationParser.Literal;
import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.Paren;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions by operator precedence. */
final class ExpressionParser {
    private final TokenStream tokens;
    private final ParserOptions options;
    private final Spans spans;
    private final SelectorParser selectors;
    private final ModifierParser modifiers;
    private final DurationParser durations;
    private final GroupingParser groupings;
    private int depth;

    ExpressionParser(TokenStream tokens, ParserOptions options, Spans spans) {
        this.tokens = tokens;
        this.options = options;
        this.spans = spans;
        this.selectors = new SelectorParser(tokens, spans);
        this.durations = new DurationParser(tokens);
        this.modifiers = new ModifierParser(tokens, durations, spans);
        this.groupings = new GroupingParser(tokens, durations);
    }

    /** The whole input as one expression. */
    Expr whole() {
        if (tokens.peekType() == TokenType.END) {
            throw new SyntaxFault(0, "no expression");
        }
        Expr expr = expression(1);
        requireEnd();
        return expr;
    }

    /** The whole input as a selector without modifiers. */
    Expr wholeSelector() {
        if (tokens.peekType() == TokenType.END) {
            throw new SyntaxFault(0, "no selector");
        }
        Expr selector = selector("where a selector begins");
        requireEnd();
        return selector;
    }

    private void requireEnd() {
        if (tokens.peekType() != TokenType.END) {
            throw tokens.unexpected("after the expression");
        }
    }

    private Expr expression(int minPrecedence) {
        if (++depth > Spans.MAX_DEPTH) {
            throw Spans.tooDeep(tokens.peek().start());
        }
        Expr left = modifiers.after(operand());
        while (true) {
            Optional<BinaryOp> op = tokens.peekType().binaryOp();
            if (op.isEmpty() || op.get().precedence() < minPrecedence) {
                depth--;
                return left;
            }
            left = binary(left, op.get());
        }
    }

    private Expr binary(Expr left, BinaryOp op) {
        tokens.take();
        boolean returnBool = tokens.skip(TokenType.BOOL);
        Optional<VectorMatching> matching = groupings.matching();
        boolean fill = groupings.skipFill();
        Expr right = expression(op.isRightAssociative() ? op.precedence() : op.precedence() + 1);
        int start = spans.start(left);
        if (fill) {
            throw new SyntaxFault(start, "fill modifiers are experimental");
        }
        boolean vectors = left.type() == ExprType.VECTOR && right.type() == ExprType.VECTOR;
        // Without labels it has no meaning for a scalar; with labels it is a mistake, left to TypeCheck.
        Optional<VectorMatching> kept =
                matching.filter(m -> vectors || !m.labels().isEmpty());
        return spans.put(
                new Binary(op, left, right, returnBool, kept),
                start,
                spans.of(right).end());
    }

    private Expr operand() {
        Token token = tokens.peek();
        return switch (token.type()) {
            case NUMBER, DURATION -> {
                Literal literal = durations.literal();
                yield spans.put(
                        new NumberLiteral(literal.seconds(), literal.duration()), token.start(), tokens.lastEnd());
            }
            case STRING -> {
                tokens.take();
                yield spans.put(new StringLiteral(Quoting.unquote(token.text())), token.start(), token.end());
            }
            case ADD, SUBTRACT -> signed(tokens.take());
            case LEFT_PAREN -> paren();
            default -> named();
        };
    }

    private Expr signed(Token sign) {
        boolean negative = sign.type() == TokenType.SUBTRACT;
        Expr expr = expression(BinaryOp.SIGN_PRECEDENCE + 1);
        int end = spans.of(expr).end();
        return expr instanceof NumberLiteral(double value, boolean duration)
                ? spans.put(new NumberLiteral(negative ? -value : value, duration), sign.start(), end)
                : spans.put(new Unary(negative, expr), sign.start(), end);
    }

    private Expr paren() {
        int start = tokens.take().start();
        Expr expr = expression(1);
        tokens.expect(TokenType.RIGHT_PAREN, "in parentheses");
        return spans.put(new Paren(expr), start, tokens.lastEnd());
    }

    /** What a word begins: an aggregation, a call or a selector. Only the token after the word tells. */
    private Expr named() {
        if (!tokens.peekType().isMetricName()) {
            return selector("where an expression begins");
        }
        Token word = tokens.take();
        Optional<AggregateOp> aggregate = word.type().aggregateOp();
        return switch (tokens.peekType()) {
            case BY, WITHOUT -> aggregate.isPresent() ? aggregation(word, aggregate.get()) : selectors.afterName(word);
            case LEFT_PAREN -> {
                if (aggregate.isPresent()) {
                    yield aggregation(word, aggregate.get());
                }
                yield word.type() == TokenType.IDENTIFIER || word.type().isFunctionWord()
                        ? call(word)
                        : selectors.afterName(word);
            }
            default -> selectors.afterName(word);
        };
    }

    private Expr selector(String where) {
        if (tokens.peekType() == TokenType.LEFT_BRACE) {
            return selectors.withoutName();
        }
        if (!tokens.peekType().isMetricName()) {
            throw tokens.unexpected(where);
        }
        return selectors.afterName(tokens.take());
    }

    private Expr call(Token name) {
        List<Expr> args = arguments(name);
        Functions.Signature signature = Functions.named(name.text())
                .orElseThrow(() -> new SyntaxFault(name.start(), "no function " + name.text()));
        if (signature.experimental() && !options.experimentalFunctions()) {
            throw new SyntaxFault(name.start(), "function " + name.text() + " is experimental");
        }
        return spans.put(new Call(name.text(), args), name.start(), tokens.lastEnd());
    }

    private List<Expr> arguments(Token of) {
        if (!tokens.skip(TokenType.LEFT_PAREN)) {
            throw tokens.unexpected("after " + of.text() + ", expected (");
        }
        List<Expr> args = new ArrayList<>();
        if (tokens.peekType() != TokenType.RIGHT_PAREN) {
            args.add(expression(1));
            while (tokens.peekType() == TokenType.COMMA) {
                Token comma = tokens.take();
                if (!tokens.peekType().beginsExpression()) {
                    throw new SyntaxFault(comma.start(), "no argument after , in " + of.text());
                }
                args.add(expression(1));
            }
        }
        if (!tokens.skip(TokenType.RIGHT_PAREN)) {
            throw tokens.unexpected("in the arguments of " + of.text() + ", expected , or )");
        }
        return args;
    }

    private Expr aggregation(Token word, AggregateOp op) {
        Optional<Grouping> before = groupings.grouping();
        List<Expr> args = arguments(word);
        Optional<Grouping> grouping = before.isPresent() ? before : groupings.grouping();
        return spans.put(checked(word, op, args, grouping.orElse(Grouping.NONE)), word.start(), tokens.lastEnd());
    }

    private Aggregation checked(Token word, AggregateOp op, List<Expr> args, Grouping grouping) {
        if (args.isEmpty()) {
            throw new SyntaxFault(word.start(), op.symbol() + " needs an argument");
        }
        if (op.isExperimental() && !options.experimentalFunctions()) {
            throw new SyntaxFault(word.start(), op.symbol() + " is experimental");
        }
        int wanted = op.parameter().isPresent() ? 2 : 1;
        if (args.size() != wanted) {
            throw new SyntaxFault(
                    word.start(),
                    op.symbol() + " needs " + wanted + (wanted == 1 ? " argument" : " arguments") + ", has "
                            + args.size());
        }
        Optional<Expr> param = wanted == 2 ? Optional.of(args.getFirst()) : Optional.empty();
        return new Aggregation(op, args.getLast(), param, grouping);
    }
}
