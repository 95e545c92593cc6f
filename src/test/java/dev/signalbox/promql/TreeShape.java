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
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a tree as {@code e2e/promql-oracle/tree.go} writes Prometheus' own. */
final class TreeShape {
    private TreeShape() {}

    static String of(Expr expr) {
        return switch (expr) {
            case NumberLiteral(double value, boolean duration) ->
                "(n "
                        + (Double.isNaN(value) ? "nan" : "%016x".formatted(Double.doubleToRawLongBits(value)))
                        + (duration ? " d)" : ")");
            case StringLiteral(String value) -> "(s " + hex(value) + ")";
            case VectorSelector v -> "(v " + series(v) + modifiers(v.modifiers()) + ")";
            case MatrixSelector(VectorSelector v, Duration range) ->
                "(m " + series(v) + " " + nanos(range) + modifiers(v.modifiers()) + ")";
            case Subquery q ->
                "(q " + of(q.expr()) + " " + nanos(q.range()) + " "
                        + q.step().map(TreeShape::nanos).orElse(BigDecimal.ZERO) + modifiers(q.modifiers()) + ")";
            case Call(String function, List<Expr> args) -> "(c " + function + all(args) + ")";
            case Aggregation a ->
                "(a " + a.op().symbol() + " " + a.grouping().isWithout() + " "
                        + texts(a.grouping().labels()) + all(a.children()) + ")";
            case Binary b ->
                "(b " + b.op().symbol() + " " + b.returnBool() + " " + matching(b.matching()) + all(b.children()) + ")";
            case Unary(boolean negative, Expr inner) -> "(u " + (negative ? "- " : "+ ") + of(inner) + ")";
            case Paren(Expr inner) -> "(p " + of(inner) + ")";
        };
    }

    private static String all(List<Expr> exprs) {
        return exprs.stream().map(e -> " " + of(e)).collect(Collectors.joining());
    }

    private static String series(VectorSelector v) {
        return hex(v.name().orElse(""))
                + v.matchers().stream()
                        .map(m -> hex(m.name()) + m.op().symbol() + hex(m.value()))
                        .sorted()
                        .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String modifiers(Modifiers modifiers) {
        String offset = modifiers.offset().isZero() ? "" : " offset=" + nanos(modifiers.offset());
        return offset
                + modifiers
                        .at()
                        .map(at -> " at="
                                + switch (at) {
                                    case At.Timestamp(long millis) -> "" + millis;
                                    case At.Start() -> "start";
                                    case At.End() -> "end";
                                })
                        .orElse("");
    }

    private static BigDecimal nanos(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(duration.getNano()));
    }

    private static String matching(Optional<VectorMatching> matching) {
        return matching.map(m -> {
                    String group = m.group() == Group.NONE ? "" : m.group() == Group.LEFT ? "left" : "right";
                    return m.isOn() + texts(m.labels()) + group + texts(m.include());
                })
                .orElse("-");
    }

    private static String texts(List<String> all) {
        return all.stream().map(TreeShape::hex).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String hex(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints()
                .forEach(c -> bytes.writeBytes(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                ? new byte[] {(byte) c}
                                : Character.toString(c).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
