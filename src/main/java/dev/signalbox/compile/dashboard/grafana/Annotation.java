package dev.signalbox.compile.dashboard.grafana;

/**
 * What happened, marked in all graphs; from metrics.
 *
 * @param title of one mark, {@code {{label}}} in it
 * @param text beside it, likewise
 * @param valueIsTime whether the series' value, in milliseconds since 1970, is when it happened; otherwise while there is one
 */
public record Annotation(String name, String promql, Palette colour, String title, String text, boolean valueIsTime) {}
