package dev.signalbox.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A condition on one label of a series.
 *
 * @param name the label's name; any UTF-8 text, {@code __name__} for the metric's name
 * @param op how the label's value is compared
 * @param value the text or the RE2 expression compared with; an expression is anchored at both ends
 */
public record LabelMatcher(String name, Op op, String value) implements Comparable<LabelMatcher> {

    /** The label that holds a metric's name. */
    public static final String METRIC_NAME = "__name__";

    /** How a matcher compares. */
    public enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        NOT_MATCHES("!~");

        private final String symbol;

        Op(String symbol) {
            this.symbol = symbol;
        }

        /** As written in PromQL. */
        public String symbol() {
            return symbol;
        }

        /** Whether the value is a regular expression. */
        public boolean isRegex() {
            return this == MATCHES || this == NOT_MATCHES;
        }
    }

    public LabelMatcher {
        Objects.requireNonNull(name);
        Objects.requireNonNull(op);
        Objects.requireNonNull(value);
    }

    /** {@code name="value"}. */
    public static LabelMatcher equal(String name, String value) {
        return new LabelMatcher(name, Op.EQUAL, value);
    }

    /** {@code name!="value"}. */
    public static LabelMatcher notEqual(String name, String value) {
        return new LabelMatcher(name, Op.NOT_EQUAL, value);
    }

    /** {@code name=~"regex"}. */
    public static LabelMatcher matches(String name, String regex) {
        return new LabelMatcher(name, Op.MATCHES, regex);
    }

    /** {@code name!~"regex"}. */
    public static LabelMatcher notMatches(String name, String regex) {
        return new LabelMatcher(name, Op.NOT_MATCHES, regex);
    }

    /** Whether this is on the metric's name. */
    public boolean isOnMetricName() {
        return name.equals(METRIC_NAME);
    }

    /** Whether a series without the label meets the condition; false also when the regular expression is broken. */
    public boolean matchesEmpty() {
        return switch (op) {
            case EQUAL -> value.isEmpty();
            case NOT_EQUAL -> !value.isEmpty();
            case MATCHES -> Re2Syntax.check(value) instanceof Re2Syntax.Valid(boolean empty) && empty;
            case NOT_MATCHES -> Re2Syntax.check(value) instanceof Re2Syntax.Valid(boolean empty) && !empty;
        };
    }

    /** Whether a metric's name may stand before the braces that hold them. */
    static boolean mayFollow(String metric, List<LabelMatcher> matchers) {
        for (LabelMatcher matcher : matchers) {
            if (matcher.isOnMetricName()) {
                return false;
            }
        }
        return Names.isMetricBeforeBraces(metric);
    }

    /** All of both, in no order. */
    static List<LabelMatcher> joined(List<LabelMatcher> some, List<LabelMatcher> others) {
        List<LabelMatcher> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** The same in their order, in which they nearly always are. */
    static List<LabelMatcher> inOrder(List<LabelMatcher> matchers) {
        for (int i = 1; i < matchers.size(); i++) {
            if (matchers.get(i - 1).compareTo(matchers.get(i)) > 0) {
                return matchers.stream().sorted().toList();
            }
        }
        return List.copyOf(matchers);
    }

    /** In the order in which Prometheus prints matchers: by their text, of which two names mostly decide. */
    @Override
    public int compareTo(LabelMatcher other) {
        return isDecidedByNames(other) ? name.compareTo(other.name) : toString().compareTo(other.toString());
    }

    private boolean isDecidedByNames(LabelMatcher other) {
        return Names.isLabel(name)
                && Names.isLabel(other.name)
                && !name.startsWith(other.name)
                && !other.name.startsWith(name);
    }

    /** As written in PromQL: {@code job="api"}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        writeTo(text);
        return text.toString();
    }

    void writeTo(StringBuilder out) {
        if (Names.isLabel(name)) {
            out.append(name);
        } else {
            Quoting.quote(out, name);
        }
        out.append(op.symbol());
        Quoting.quote(out, value);
    }
}
