package dev.signalbox.promql;

import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.Subquery;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher.Op;
import dev.signalbox.promql.Modifiers.At;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Trees as code would build them: valid, of any shape, without a single parenthesis. */
final class RandomTrees {
    private static final List<String> NAMES = List.of(
            "a", "job:b:rate5m", "my.metric", "bool", "Inf", "sum", "offset", "é", "a\"b\\", "by", "le", "\udc80x");
    private static final List<Double> NUMBERS =
            List.of(0.0, -0.0, 1.0, -2.5, 0.001, 14.4, 1e300, 4.9e-324, 1 / 3.0, Double.POSITIVE_INFINITY);
    private static final List<Duration> DURATIONS = List.of(
            Duration.ofMinutes(5), Duration.ofSeconds(329, 999_000_000), Duration.ofDays(30), Duration.ofNanos(1500));
    private static final List<BinaryOp> ARITHMETIC = Stream.of(BinaryOp.values())
            .filter(op -> !op.isSet() && !op.isComparison())
            .toList();

    private final Random random;

    RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    Expr vector(int depth) {
        if (depth == 0) {
            return selector();
        }
        return switch (random.nextInt(7)) {
            case 0 -> selector();
            case 1 -> new Call("rate", List.of(matrix(depth - 1)));
            case 2 -> new Call("clamp_min", List.of(vector(depth - 1), scalar(depth - 1)));
            case 3 -> aggregation(depth);
            case 4 -> Promql.negate(vector(depth - 1));
            default -> binary(depth);
        };
    }

    private Expr scalar(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> new Call("scalar", List.of(vector(depth - 1)));
            case 2 -> Promql.binary(scalar(depth - 1), pick(ARITHMETIC), scalar(depth - 1));
            case 3 -> Promql.negate(scalar(depth - 1));
            default ->
                random.nextInt(5) == 0 ? new NumberLiteral(-90061.5, true) : new NumberLiteral(pick(NUMBERS), false);
        };
    }

    private Expr matrix(int depth) {
        return random.nextBoolean()
                ? new MatrixSelector(selector(), pick(DURATIONS))
                : new Subquery(
                        vector(depth),
                        pick(DURATIONS),
                        random.nextBoolean() ? Optional.of(pick(DURATIONS)) : Optional.empty(),
                        modifiers());
    }

    private Expr aggregation(int depth) {
        AggregateOp op = pick(List.of(AggregateOp.values()));
        if (op.isExperimental()) {
            op = AggregateOp.SUM;
        }
        Optional<Expr> param = op.parameter()
                .map(type -> type == ExprType.STRING ? new StringLiteral(pick(NAMES)) : scalar(depth - 1));
        return new Aggregation(op, vector(depth - 1), param, new Grouping(random.nextBoolean(), labels()));
    }

    private Expr binary(int depth) {
        BinaryOp op = pick(List.of(BinaryOp.values()));
        boolean bool = op.isComparison() && random.nextBoolean();
        if (!op.isSet() && random.nextInt(3) == 0) {
            Expr vector = vector(depth - 1);
            Expr scalar = scalar(depth - 1);
            return random.nextBoolean()
                    ? new Binary(op, vector, scalar, bool, Optional.empty())
                    : new Binary(op, scalar, vector, bool, Optional.empty());
        }
        VectorMatching matching =
                new VectorMatching(random.nextBoolean(), labels(), VectorMatching.Group.NONE, List.of());
        if (!op.isSet() && random.nextInt(3) == 0) {
            matching = random.nextBoolean() ? matching.groupLeft("included") : matching.groupRight();
        }
        return new Binary(op, vector(depth - 1), vector(depth - 1), bool, Optional.of(matching));
    }

    private VectorSelector selector() {
        List<LabelMatcher> matchers = random.nextInt(3) == 0
                ? List.of(
                        new LabelMatcher(pick(NAMES), pick(List.of(Op.EQUAL, Op.NOT_EQUAL)), pick(NAMES)),
                        LabelMatcher.matches("code", "5..|\\d"))
                : List.of();
        return new VectorSelector(Optional.of(pick(NAMES)), matchers, modifiers());
    }

    private Modifiers modifiers() {
        Modifiers modifiers =
                random.nextInt(4) == 0 ? Modifiers.offset(pick(DURATIONS).negated()) : Modifiers.NONE;
        return switch (random.nextInt(8)) {
            case 0 -> modifiers.withAt(new At.Start());
            case 1 -> modifiers.withAt(new At.End());
            case 2 -> modifiers.withAt(new At.Timestamp(random.nextLong(1L << 44) - (1L << 43)));
            default -> modifiers;
        };
    }

    private List<String> labels() {
        return random.nextInt(3) == 0 ? List.of() : List.of(pick(NAMES.subList(0, 11)), "without");
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
