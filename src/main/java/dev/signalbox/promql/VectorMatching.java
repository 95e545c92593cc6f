package dev.signalbox.promql;

import java.util.List;

/**
 * How the series of both sides of a binary operator find each other.
 *
 * @param isOn true for {@code on (…)}, false for {@code ignoring (…)}
 * @param labels the labels named by it
 * @param group which side may have many series for one of the other
 * @param include labels taken over from the "one" side; empty without a group
 */
public record VectorMatching(boolean isOn, List<String> labels, Group group, List<String> include) {

    /** Which side may have many series. */
    public enum Group {
        NONE,
        LEFT,
        RIGHT
    }

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    /** {@code on (labels)}. */
    public static VectorMatching on(String... labels) {
        return new VectorMatching(true, List.of(labels), Group.NONE, List.of());
    }

    /** {@code ignoring (labels)}. */
    public static VectorMatching ignoring(String... labels) {
        return new VectorMatching(false, List.of(labels), Group.NONE, List.of());
    }

    /** The same with {@code group_left (include)}: many on the left, one on the right. */
    public VectorMatching groupLeft(String... include) {
        return new VectorMatching(isOn, labels, Group.LEFT, List.of(include));
    }

    /** The same with {@code group_right (include)}: one on the left, many on the right. */
    public VectorMatching groupRight(String... include) {
        return new VectorMatching(isOn, labels, Group.RIGHT, List.of(include));
    }

    /** Whether this says what is also meant without it: all labels, one to one. */
    boolean isDefault() {
        return !isOn && labels.isEmpty() && group == Group.NONE;
    }
}
