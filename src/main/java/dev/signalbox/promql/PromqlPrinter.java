package dev.signalbox.promql;

import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.Paren;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.Subquery;
import dev.signalbox.promql.Expr.Unary;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Modifiers.At;
import dev.signalbox.promql.VectorMatching.Group;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Writes an expression on one line, as Prometheus itself would, with parentheses added where the tree needs them.
 *
 * <p>Reading it again gives an equal tree, parentheses aside. What Prometheus 2 can't read is not used unless the tree
 * asks for it: names outside of the old character set go into {@code {__name__="my.metric"}}.
 *
 * <p>Most of the time that a start spends on an SLO goes through here: hence {@code if} where a lambda would read as well,
 * as each that captures something is an object made through a method handle.
 */
public final class PromqlPrinter {
    private static final int USUAL_LENGTH = 256;

    private final StringBuilder out = new StringBuilder(USUAL_LENGTH);
    private final Placeholder placeholder;

    /**
     * A text in the place of a range.
     *
     * @param range a range that is printed so; 0, which no range is, for none
     */
    record Placeholder(Duration range, String text) {
        private static final Placeholder NONE = new Placeholder(Duration.ZERO, "");
    }

    private PromqlPrinter(Placeholder placeholder) {
        this.placeholder = placeholder;
    }

    /** The text of an expression. */
    public static String print(Expr expr) {
        return print(expr, Placeholder.NONE);
    }

    /** The text of an expression in which something else stands for a range. */
    static String print(Expr expr, Placeholder placeholder) {
        PromqlPrinter printer = new PromqlPrinter(placeholder);
        printer.write(expr);
        return printer.out.toString();
    }

    private void write(Expr expr) {
        switch (expr) {
            case VectorSelector selector -> {
                series(selector);
                modifiers(selector.modifiers());
            }
            case MatrixSelector(VectorSelector selector, Duration range) -> {
                series(selector);
                out.append('[').append(range(range)).append(']');
                modifiers(selector.modifiers());
            }
            case Subquery subquery -> write(subquery);
            case Call(String function, List<Expr> args) -> {
                out.append(function);
                arguments(args);
            }
            case Aggregation aggregation -> write(aggregation);
            case Binary binary -> write(binary);
            case Unary(boolean negative, Expr operand) -> {
                out.append(negative ? '-' : '+');
                writeWithin(operand, needsParensAfterSign(operand));
            }
            case Paren(Expr inner) -> writeWithin(inner, true);
            case NumberLiteral(double value, boolean duration) ->
                out.append(duration ? Durations.print(value) : Numbers.print(value));
            case StringLiteral(String value) -> out.append(Quoting.quote(value));
        }
    }

    private String range(Duration range) {
        return range.equals(placeholder.range()) ? placeholder.text() : Durations.print(range);
    }

    private void writeWithin(Expr expr, boolean parens) {
        if (parens) {
            out.append('(');
        }
        write(expr);
        if (parens) {
            out.append(')');
        }
    }

    private void series(VectorSelector selector) {
        if (selector.name().isPresent()) {
            out.append(selector.name().get());
            if (selector.matchers().isEmpty()) {
                return;
            }
        }
        out.append('{');
        String separator = "";
        for (LabelMatcher matcher : selector.matchers()) {
            out.append(separator);
            matcher.writeTo(out);
            separator = ",";
        }
        out.append('}');
    }

    private void modifiers(Modifiers modifiers) {
        if (modifiers.at().isPresent()) {
            out.append(" @ ").append(timestamp(modifiers.at().get()));
        }
        if (!modifiers.offset().isZero()) {
            out.append(" offset ").append(Durations.print(modifiers.offset()));
        }
    }

    private static String timestamp(At at) {
        return switch (at) {
            case At.Start() -> "start()";
            case At.End() -> "end()";
            case At.Timestamp(long millis) -> BigDecimal.valueOf(millis, 3).toPlainString();
        };
    }

    private void write(Subquery subquery) {
        boolean operation = subquery.expr() instanceof Binary || subquery.expr() instanceof Unary;
        writeWithin(subquery.expr(), operation || subquery.expr() instanceof NumberLiteral);
        out.append('[').append(range(subquery.range())).append(':');
        subquery.step().ifPresent(step -> out.append(Durations.print(step)));
        out.append(']');
        modifiers(subquery.modifiers());
    }

    private void arguments(List<Expr> args) {
        out.append('(');
        String separator = "";
        for (Expr arg : args) {
            out.append(separator);
            write(arg);
            separator = ", ";
        }
        out.append(')');
    }

    private void write(Aggregation aggregation) {
        out.append(aggregation.op().symbol());
        Grouping grouping = aggregation.grouping();
        if (grouping.isWithout() || !grouping.labels().isEmpty()) {
            labels(grouping.isWithout() ? " without " : " by ", grouping.labels());
            out.append(' ');
        }
        arguments(aggregation.children());
    }

    private void labels(String word, List<String> labels) {
        out.append(word).append('(');
        String separator = "";
        for (String label : labels) {
            out.append(separator).append(Names.isGroupingLabel(label) ? label : Quoting.quote(label));
            separator = ", ";
        }
        out.append(')');
    }

    private void write(Binary binary) {
        BinaryOp op = binary.op();
        writeWithin(binary.lhs(), needsParensOnLeft(binary.lhs(), op));
        out.append(' ').append(op.symbol());
        if (binary.returnBool()) {
            out.append(" bool");
        }
        if (binary.matching().isPresent()) {
            matching(binary.matching().get());
        }
        out.append(' ');
        writeWithin(binary.rhs(), needsParensOnRight(binary.rhs(), op));
    }

    private void matching(VectorMatching matching) {
        labels(matching.isOn() ? " on " : " ignoring ", matching.labels());
        if (matching.group() != Group.NONE) {
            labels(matching.group() == Group.LEFT ? " group_left " : " group_right ", matching.include());
        }
    }

    /** A sign before a number would become part of it, and one before a sum would belong to its first term. */
    private static boolean needsParensAfterSign(Expr operand) {
        return operand instanceof NumberLiteral
                || operand instanceof Binary binary && binary.op().precedence() <= BinaryOp.SIGN_PRECEDENCE;
    }

    private static boolean needsParensOnLeft(Expr operand, BinaryOp op) {
        return switch (operand) {
            case Binary binary -> {
                int own = binary.op().precedence();
                yield own < op.precedence() || own == op.precedence() && op.isRightAssociative();
            }
            case Unary unary -> op.precedence() > BinaryOp.SIGN_PRECEDENCE;
            case NumberLiteral number -> op.precedence() > BinaryOp.SIGN_PRECEDENCE && isSigned(number);
            default -> false;
        };
    }

    /** A sign on the right never needs them. */
    private static boolean needsParensOnRight(Expr operand, BinaryOp op) {
        if (!(operand instanceof Binary binary)) {
            return false;
        }
        int own = binary.op().precedence();
        return own < op.precedence() || own == op.precedence() && !op.isRightAssociative();
    }

    private static boolean isSigned(NumberLiteral number) {
        return number.value() < 0 || number.value() == 0 && 1 / number.value() < 0;
    }
}
