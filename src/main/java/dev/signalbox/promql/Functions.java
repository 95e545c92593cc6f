package dev.signalbox.promql;

import static dev.signalbox.promql.ExprType.MATRIX;
import static dev.signalbox.promql.ExprType.SCALAR;
import static dev.signalbox.promql.ExprType.STRING;
import static dev.signalbox.promql.ExprType.VECTOR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of Prometheus 3, <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/">as
 * documented</a>.
 */
public final class Functions {

    /**
     * What a function takes and gives.
     *
     * @param name as written in PromQL
     * @param args the types of the arguments; the last one holds for all further ones
     * @param minArgs how many arguments there must be
     * @param maxArgs how many there may be; {@link Integer#MAX_VALUE} for any number
     * @param returns the type of the result
     * @param experimental whether Prometheus knows it only with
     *     {@code --enable-feature=promql-experimental-functions}
     */
    public record Signature(
            String name, List<ExprType> args, int minArgs, int maxArgs, ExprType returns, boolean experimental) {
        public Signature {
            args = List.copyOf(args);
        }

        /** The type of the argument at a position. */
        ExprType arg(int index) {
            return args.get(Math.min(index, args.size() - 1));
        }
    }

    private static final Map<String, Signature> ALL = table();

    /** {@code info} finds its metadata by itself; its second argument only narrows down which. */
    private static final Set<String> READING_UNTOLD = Set.of("info");

    private Functions() {}

    /** The signature of a function; names are case-sensitive. */
    public static Optional<Signature> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Whether a function reads series of which its arguments say nothing. */
    static boolean readsUntoldSeries(String function) {
        return READING_UNTOLD.contains(function);
    }

    private static Map<String, Signature> table() {
        List<Signature> rows = new ArrayList<>();
        for (String name : List.of("abs", "absent", "ceil", "exp", "floor", "ln", "log2", "log10", "sgn", "sqrt")) {
            rows.add(function(name, VECTOR, VECTOR));
        }
        for (String name : List.of("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh")) {
            rows.add(function(name, VECTOR, VECTOR));
        }
        for (String name : List.of("asinh", "acosh", "atanh", "deg", "rad", "sort", "sort_desc", "timestamp")) {
            rows.add(function(name, VECTOR, VECTOR));
        }
        for (String name : List.of("avg", "count", "sum", "stddev", "stdvar")) {
            rows.add(function("histogram_" + name, VECTOR, VECTOR));
        }
        for (String name : List.of("avg", "min", "max", "sum", "count", "stddev", "stdvar", "first", "last")) {
            rows.add(function(name + "_over_time", VECTOR, MATRIX));
        }
        for (String name : List.of("absent_over_time", "present_over_time", "changes", "resets", "deriv")) {
            rows.add(function(name, VECTOR, MATRIX));
        }
        for (String name : List.of("rate", "irate", "increase", "delta", "idelta")) {
            rows.add(function(name, VECTOR, MATRIX));
        }
        for (String name : List.of("day_of_month", "day_of_week", "day_of_year", "days_in_month")) {
            rows.add(variadic(name, 0, 1, VECTOR, VECTOR));
        }
        for (String name : List.of("hour", "minute", "month", "year")) {
            rows.add(variadic(name, 0, 1, VECTOR, VECTOR));
        }
        rows.addAll(singular());
        rows.addAll(experimental());
        Map<String, Signature> table = HashMap.newHashMap(rows.size());
        rows.forEach(row -> table.put(row.name(), row));
        return Map.copyOf(table);
    }

    private static List<Signature> singular() {
        return List.of(
                function("time", SCALAR),
                function("pi", SCALAR),
                function("scalar", SCALAR, VECTOR),
                function("vector", VECTOR, SCALAR),
                function("clamp", VECTOR, VECTOR, SCALAR, SCALAR),
                function("clamp_max", VECTOR, VECTOR, SCALAR),
                function("clamp_min", VECTOR, VECTOR, SCALAR),
                variadic("round", 1, 2, VECTOR, VECTOR, SCALAR),
                function("histogram_quantile", VECTOR, SCALAR, VECTOR),
                function("histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR),
                function("quantile_over_time", VECTOR, SCALAR, MATRIX),
                function("predict_linear", VECTOR, MATRIX, SCALAR),
                function("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING),
                variadic("label_join", 3, Integer.MAX_VALUE, VECTOR, VECTOR, STRING, STRING, STRING));
    }

    private static List<Signature> experimental() {
        List<Signature> rows = new ArrayList<>();
        for (String name : List.of("start", "end", "step", "range")) {
            rows.add(function(name, SCALAR));
        }
        for (String name : List.of("max_of", "min_of")) {
            rows.add(function(name, SCALAR, SCALAR, SCALAR));
        }
        for (String name : List.of("first", "last", "min", "max")) {
            rows.add(function("ts_of_" + name + "_over_time", VECTOR, MATRIX));
        }
        for (String name : List.of("sort_by_label", "sort_by_label_desc")) {
            rows.add(variadic(name, 1, Integer.MAX_VALUE, VECTOR, VECTOR, STRING));
        }
        rows.add(function("mad_over_time", VECTOR, MATRIX));
        rows.add(function("start_timestamp", VECTOR, VECTOR));
        rows.add(function("double_exponential_smoothing", VECTOR, MATRIX, SCALAR, SCALAR));
        rows.add(variadic("info", 1, 2, VECTOR, VECTOR, VECTOR));
        rows.add(variadic("histogram_quantiles", 3, 12, VECTOR, VECTOR, STRING, SCALAR, SCALAR));
        return rows.stream()
                .map(s -> new Signature(s.name(), s.args(), s.minArgs(), s.maxArgs(), s.returns(), true))
                .toList();
    }

    private static Signature function(String name, ExprType returns, ExprType... args) {
        return new Signature(name, List.of(args), args.length, args.length, returns, false);
    }

    private static Signature variadic(String name, int min, int max, ExprType returns, ExprType... args) {
        return new Signature(name, List.of(args), min, max, returns, false);
    }
}
