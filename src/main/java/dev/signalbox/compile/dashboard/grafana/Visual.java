package dev.signalbox.compile.dashboard.grafana;

import java.util.List;

/** How a panel shows what it has. */
public sealed interface Visual {
    /**
     * Lines over time.
     *
     * @param legend of what the lines are called, and figures beside the names: {@code last}, {@code max}, {@code mean}
     * @param stacked on each other
     * @param fill between a line and zero, 0 to 100
     * @param limits whether thresholds are drawn
     */
    record TimeSeries(List<String> legend, boolean stacked, int fill, boolean limits) implements Visual {
        public TimeSeries {
            legend = List.copyOf(legend);
        }
    }

    /** One figure, with nothing behind it: a graph that size says less than it hides. */
    record Stat() implements Visual {}

    /** Bars side by side, the last values. */
    record BarGauge() implements Visual {}

    /**
     * Rows and columns.
     *
     * @param sortedBy title of a column; empty: as they come
     * @param greatestFirst otherwise the least first
     */
    record Table(String sortedBy, boolean greatestFirst) implements Visual {}

    /** A row of states for each series. */
    record StateTimeline() implements Visual {}

    /** Lines of logs, the newest first. */
    record Logs() implements Visual {}

    /**
     * Text that is not asked for.
     *
     * @param markdown with Grafana's variables
     */
    record Text(String markdown) implements Visual {}
}
