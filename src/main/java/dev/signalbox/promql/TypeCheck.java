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
import dev.signalbox.promql.VectorMatching.Group;
import java.util.List;
import java.util.function.Supplier;

/** Checks what the grammar can't: that types fit, and that selectors select. In the order in which Prometheus does. */
final class TypeCheck {
    private final String input;
    private final Spans spans;

    TypeCheck(String input, Spans spans) {
        this.input = input;
        this.spans = spans;
    }

    /** Throws at the first fault. */
    void check(Expr expr) {
        switch (expr) {
            case Aggregation aggregation -> check(aggregation);
            case Binary binary -> check(binary);
            case Call call -> check(call);
            case Paren(Expr inner) -> check(inner);
            case Unary unary -> check(unary);
            case Subquery subquery -> {
                check(subquery.expr());
                if (subquery.expr().type() != ExprType.VECTOR) {
                    throw fault(
                            subquery,
                            "a subquery is only over an instant vector, was "
                                    + subquery.expr().type().phrase());
                }
            }
            case MatrixSelector matrix -> check(matrix.selector());
            case VectorSelector selector -> check(selector);
            case NumberLiteral number -> {}
            case StringLiteral string -> {}
        }
    }

    private void check(Aggregation aggregation) {
        String symbol = aggregation.op().symbol();
        expect(ExprType.VECTOR, aggregation.expr(), () -> "the operand of " + symbol);
        if (aggregation.param().isPresent()) {
            ExprType wanted = aggregation.op().parameter().orElseThrow();
            expect(wanted, aggregation.param().get(), () -> "the parameter of " + symbol);
        }
    }

    private void check(Unary unary) {
        check(unary.expr());
        ExprType type = unary.type();
        if (type != ExprType.SCALAR && type != ExprType.VECTOR) {
            throw fault(unary, "a sign is only before a scalar or an instant vector, was " + type.phrase());
        }
    }

    private void check(Call call) {
        Functions.Signature signature = Functions.named(call.function()).orElseThrow();
        List<Expr> args = call.args();
        if (args.size() < signature.minArgs() || args.size() > signature.maxArgs()) {
            throw fault(call, call.function() + " needs " + wanted(signature) + ", has " + args.size());
        }
        boolean info = call.function().equals("info") && args.size() == 2;
        if (info) {
            checkInfo(call, args.get(1));
        }
        for (int i = 0; i < args.size(); i++) {
            // The labels of info may all be empty: it has a selector of its own.
            if (!(info && i == 1)) {
                int number = i + 1;
                expect(signature.arg(i), args.get(i), () -> "argument " + number + " of " + call.function());
            }
        }
    }

    private static String wanted(Functions.Signature signature) {
        int min = signature.minArgs();
        int max = signature.maxArgs();
        String count = min == max ? "" + min : max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
        return count + (max == 1 ? " argument" : " arguments");
    }

    private void checkInfo(Call call, Expr labels) {
        if (labels.type() != ExprType.VECTOR) {
            throw fault(call, mismatch(ExprType.VECTOR, labels, "argument 2 of info"));
        }
        if (!(labels instanceof VectorSelector selector)
                || selector.name().isPresent()
                || spans.of(labels).namedTwice()) {
            throw fault(labels, "argument 2 of info must be a selector without a name");
        }
    }

    private void expect(ExprType wanted, Expr expr, Supplier<String> what) {
        check(expr);
        if (expr.type() != wanted) {
            throw fault(expr, mismatch(wanted, expr, what.get()));
        }
    }

    private static String mismatch(ExprType wanted, Expr expr, String what) {
        return what + " must be " + wanted.phrase() + ", was " + expr.type().phrase();
    }

    private void check(Binary binary) {
        BinaryOp op = binary.op();
        check(binary.lhs());
        check(binary.rhs());
        ExprType left = binary.lhs().type();
        ExprType right = binary.rhs().type();
        boolean scalars = left == ExprType.SCALAR && right == ExprType.SCALAR;
        if (binary.returnBool() && !op.isComparison()) {
            throw new SyntaxFault(operatorStart(binary), "bool is only for comparisons, not for " + op.symbol());
        }
        if (op.isComparison() && !binary.returnBool() && scalars) {
            throw new SyntaxFault(operatorStart(binary), "a comparison of scalars needs bool");
        }
        binary.matching().ifPresent(matching -> checkIncluded(binary, matching));
        checkOperand(binary.lhs());
        checkOperand(binary.rhs());
        if (left == ExprType.VECTOR && right == ExprType.VECTOR) {
            if (op.isSet()
                    && binary.matching().filter(m -> m.group() != Group.NONE).isPresent()) {
                throw fault(binary, "no group_left or group_right for " + op.symbol());
            }
            return;
        }
        if (binary.matching().filter(m -> !m.labels().isEmpty()).isPresent()) {
            throw fault(binary, "on and ignoring are only between instant vectors");
        }
        if (op.isSet()) {
            throw fault(binary, "\"" + op.symbol() + "\" is only between instant vectors");
        }
    }

    private void checkIncluded(Binary binary, VectorMatching matching) {
        for (String label : matching.labels()) {
            if (matching.isOn() && matching.include().contains(label)) {
                throw new SyntaxFault(
                        operatorStart(binary), "label " + label + " is both in on and in the group modifier");
            }
        }
    }

    private void checkOperand(Expr operand) {
        if (operand.type() != ExprType.SCALAR && operand.type() != ExprType.VECTOR) {
            throw fault(
                    operand,
                    "an operand must be a scalar or an instant vector, was "
                            + operand.type().phrase());
        }
    }

    private void check(VectorSelector selector) {
        if (spans.of(selector).namedTwice()) {
            throw fault(selector, "the metric is named twice");
        }
        if (selector.name().isEmpty() && selector.matchers().stream().allMatch(LabelMatcher::matchesEmpty)) {
            throw fault(selector, "a selector needs a name, or a matcher that doesn't match the empty text");
        }
    }

    private int operatorStart(Binary binary) {
        int start = spans.of(binary.lhs()).end();
        while (start < input.length() && Character.isWhitespace(input.charAt(start))) {
            start++;
        }
        return start;
    }

    private SyntaxFault fault(Expr expr, String message) {
        return new SyntaxFault(spans.start(expr), message);
    }
}
