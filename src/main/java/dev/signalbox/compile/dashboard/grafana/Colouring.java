package dev.signalbox.compile.dashboard.grafana;

/** Where the colour of a value or a series comes from, where no override says it. */
public sealed interface Colouring {
    /** Always the same. */
    record Fixed(Palette colour) implements Colouring {}

    /** Shades of one colour, for series that are alike: none of them looks like trouble. */
    record Shades(Palette colour) implements Colouring {}

    /** By the panel's thresholds. */
    record ByThreshold() implements Colouring {}

    /** Grafana's own palette by the series' name, for series that mean nothing in particular: the same name, the same colour. */
    record ByName() implements Colouring {}
}
