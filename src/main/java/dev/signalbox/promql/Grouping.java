package dev.signalbox.promql;

import java.util.List;

/**
 * Which labels survive an aggregation.
 *
 * @param isWithout true for {@code without (…)}, false for {@code by (…)}
 * @param labels in the order written; {@code by ()} is the same as no grouping
 */
public record Grouping(boolean isWithout, List<String> labels) {

    /** All series into one. */
    public static final Grouping NONE = new Grouping(false, List.of());

    public Grouping {
        labels = List.copyOf(labels);
    }

    /** {@code by (labels)}. */
    public static Grouping by(String... labels) {
        return new Grouping(false, List.of(labels));
    }

    /** {@code without (labels)}. */
    public static Grouping without(String... labels) {
        return new Grouping(true, List.of(labels));
    }
}
