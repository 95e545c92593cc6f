package dev.signalbox.compile.dashboard.grafana;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Grafana does with the answers before it shows them, in their order. */
public sealed interface Transformation {
    /** Tables of several queries become one, by the columns that they share. */
    record Merge() implements Transformation {}

    /**
     * Columns get an order and other names; those that are not named are left out.
     *
     * @param columns the name that is shown by the name that came, in the order in which they are shown
     * @param left out
     */
    record Organize(Map<String, String> columns, List<String> left) implements Transformation {
        public Organize {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            left = List.copyOf(left);
        }
    }
}
