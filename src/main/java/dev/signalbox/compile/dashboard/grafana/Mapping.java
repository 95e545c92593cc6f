package dev.signalbox.compile.dashboard.grafana;

/** Words in place of values. */
public sealed interface Mapping {
    /** One value. */
    record Value(String value, String text, Palette colour) implements Mapping {}

    /** From, to: both belong to it. A limit of infinity is {@code null} in Grafana; write a number far out. */
    record Range(double from, double to, String text, Palette colour) implements Mapping {}

    /** There is no value. */
    record Nothing(String text, Palette colour) implements Mapping {}
}
