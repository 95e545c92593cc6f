package dev.signalbox.promql;

import dev.signalbox.promql.LabelMatcher.Op;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PromQL expression as an immutable tree.
 *
 * <p>Two trees are equal when they mean the same by their shape: the order of matchers, the spelling of numbers and
 * durations, comments and positions don't count; parentheses do (see {@link ExprRewrite#withoutParens}). A tree from
 * {@link PromqlParser} has been checked; one built by code has not, and is best printed and parsed once in a test.
 */
public sealed interface Expr {

    /** What evaluating it yields. */
    ExprType type();

    /** The expressions directly below this one, in the order written. */
    default List<Expr> children() {
        return List.of();
    }

    /**
     * Series chosen by name and labels.
     *
     * @param name the metric's name as written before the braces; empty when it is only in the matchers, as it must be
     *     for names that PromQL can't take there ({@code my.metric}, {@code bool})
     * @param matchers in printing order, with duplicates; hold {@code __name__} only when {@code name} is empty
     * @param modifiers offset and evaluation time; those of a range are on its selector
     */
    record VectorSelector(Optional<String> name, List<LabelMatcher> matchers, Modifiers modifiers) implements Expr {
        public VectorSelector {
            Objects.requireNonNull(modifiers);
            if (name.isPresent() && !LabelMatcher.mayFollow(name.get(), matchers)) {
                matchers = LabelMatcher.joined(
                        matchers, List.of(LabelMatcher.equal(LabelMatcher.METRIC_NAME, name.get())));
                name = Optional.empty();
            }
            matchers = LabelMatcher.inOrder(matchers);
        }

        /** A selector of one metric. */
        public static VectorSelector of(String name, LabelMatcher... matchers) {
            return new VectorSelector(Optional.of(name), List.of(matchers), Modifiers.NONE);
        }

        @Override
        public ExprType type() {
            return ExprType.VECTOR;
        }

        /** The metric names required by equality: normally one; none when there is only a regular expression or nothing. */
        public Stream<String> exactNames() {
            return Stream.concat(
                    name.stream(),
                    matchers.stream()
                            .filter(m -> m.isOnMetricName()
                                    && m.op() == Op.EQUAL
                                    && !m.value().isEmpty())
                            .map(LabelMatcher::value));
        }

        /** The same with other modifiers. */
        public VectorSelector with(Modifiers other) {
            return new VectorSelector(name, matchers, other);
        }

        /** The same with these matchers added; those that are there stay, also on the same labels. */
        public VectorSelector with(List<LabelMatcher> added) {
            return added.isEmpty() ? this : new VectorSelector(name, LabelMatcher.joined(matchers, added), modifiers);
        }
    }

    /**
     * The samples of series over a time: {@code x[5m]}.
     *
     * @param selector the series, with the modifiers written after the brackets
     * @param range &gt; 0
     */
    record MatrixSelector(VectorSelector selector, Duration range) implements Expr {
        public MatrixSelector {
            Objects.requireNonNull(selector);
            Durations.requirePositive(range);
        }

        @Override
        public ExprType type() {
            return ExprType.MATRIX;
        }

        @Override
        public List<Expr> children() {
            return List.of(selector);
        }
    }

    /**
     * An instant vector evaluated repeatedly over a time: {@code x[1h:1m]}.
     *
     * @param expr what is evaluated
     * @param range &gt; 0
     * @param step &gt; 0; empty for the server's evaluation interval
     * @param modifiers offset and evaluation time
     */
    record Subquery(Expr expr, Duration range, Optional<Duration> step, Modifiers modifiers) implements Expr {
        public Subquery {
            Objects.requireNonNull(expr);
            Durations.requirePositive(range);
            step.ifPresent(Durations::requirePositive);
            Objects.requireNonNull(modifiers);
        }

        @Override
        public ExprType type() {
            return ExprType.MATRIX;
        }

        @Override
        public List<Expr> children() {
            return List.of(expr);
        }

        /** The same with other modifiers. */
        public Subquery with(Modifiers other) {
            return new Subquery(expr, range, step, other);
        }
    }

    /**
     * A function call.
     *
     * @param function a name known to {@link Functions}
     * @param args the arguments
     */
    record Call(String function, List<Expr> args) implements Expr {
        public Call {
            if (Functions.named(function).isEmpty()) {
                throw new IllegalArgumentException("no function " + function);
            }
            args = List.copyOf(args);
        }

        @Override
        public ExprType type() {
            return Functions.named(function).orElseThrow().returns();
        }

        @Override
        public List<Expr> children() {
            return args;
        }
    }

    /**
     * An aggregation over series.
     *
     * @param op the operator
     * @param expr the instant vector aggregated
     * @param param what comes before it, for operators that take it
     * @param grouping the labels that survive
     */
    record Aggregation(AggregateOp op, Expr expr, Optional<Expr> param, Grouping grouping) implements Expr {
        public Aggregation {
            Objects.requireNonNull(expr);
            Objects.requireNonNull(grouping);
            if (param.isPresent() != op.parameter().isPresent()) {
                throw new IllegalArgumentException(
                        op.symbol() + (param.isPresent() ? " takes no parameter" : " needs a parameter"));
            }
        }

        @Override
        public ExprType type() {
            return ExprType.VECTOR;
        }

        @Override
        public List<Expr> children() {
            return param.isPresent() ? List.of(param.get(), expr) : List.of(expr);
        }
    }

    /**
     * A binary operation.
     *
     * @param op the operator
     * @param lhs the left operand
     * @param rhs the right operand
     * @param returnBool whether a comparison gives 0 and 1 instead of filtering
     * @param matching how series pair up; empty for the default: all labels, one to one
     */
    record Binary(BinaryOp op, Expr lhs, Expr rhs, boolean returnBool, Optional<VectorMatching> matching)
            implements Expr {
        public Binary {
            Objects.requireNonNull(op);
            Objects.requireNonNull(lhs);
            Objects.requireNonNull(rhs);
            matching = matching.filter(m -> !m.isDefault());
        }

        @Override
        public ExprType type() {
            return lhs.type() == ExprType.SCALAR && rhs.type() == ExprType.SCALAR ? ExprType.SCALAR : ExprType.VECTOR;
        }

        @Override
        public List<Expr> children() {
            return List.of(lhs, rhs);
        }
    }

    /**
     * A sign before anything but a number.
     *
     * @param negative true for {@code -}, false for {@code +}
     * @param expr what it is before
     */
    record Unary(boolean negative, Expr expr) implements Expr {
        public Unary {
            Objects.requireNonNull(expr);
        }

        @Override
        public ExprType type() {
            return expr.type();
        }

        @Override
        public List<Expr> children() {
            return List.of(expr);
        }
    }

    /**
     * An expression in parentheses.
     *
     * @param expr what is between them
     */
    record Paren(Expr expr) implements Expr {
        public Paren {
            Objects.requireNonNull(expr);
        }

        @Override
        public ExprType type() {
            return expr.type();
        }

        @Override
        public List<Expr> children() {
            return List.of(expr);
        }
    }

    /**
     * A number, with its sign.
     *
     * @param value as PromQL computes with it; printed as the shortest decimal that means it
     * @param duration whether it was written as a duration, and so is printed as one: {@code 5m} is 300
     */
    record NumberLiteral(double value, boolean duration) implements Expr {
        public NumberLiteral {
            if (duration && !Double.isFinite(value)) {
                throw new IllegalArgumentException("no duration is " + value);
            }
        }

        /** The number nearest to a decimal; up to 15 digits are kept exactly. */
        public static NumberLiteral of(BigDecimal value) {
            return new NumberLiteral(value.doubleValue(), false);
        }

        @Override
        public ExprType type() {
            return ExprType.SCALAR;
        }
    }

    /**
     * A text.
     *
     * @param value without quotes and escapes; a byte that isn't UTF-8 ({@code "\xff"}) is the lone surrogate
     *     U+DC00 + byte
     */
    record StringLiteral(String value) implements Expr {
        public StringLiteral {
            Objects.requireNonNull(value);
        }

        @Override
        public ExprType type() {
            return ExprType.STRING;
        }
    }
}
