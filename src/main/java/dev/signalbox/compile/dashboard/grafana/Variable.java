package dev.signalbox.compile.dashboard.grafana;

import java.util.List;
import java.util.Optional;

/** What a dashboard is asked for before it asks. */
public sealed interface Variable {
    String name();

    /**
     * Who is asked.
     *
     * @param current uid of the one that is meant; nothing: the first of its type
     */
    record Datasource(Source source, Optional<String> current) implements Variable {
        @Override
        public String name() {
            return source.variable();
        }
    }

    /**
     * Values of a label.
     *
     * @param series whose label it is, a selector with Grafana's variables
     * @param label the label; without {@code current}, all of its values
     * @param current what is chosen at first; empty: everything
     */
    record LabelValues(String name, String title, String series, String label, List<String> current)
            implements Variable {
        public LabelValues {
            current = List.copyOf(current);
        }
    }

    /** One of a few values. */
    record Choice(String name, String title, List<String> values) implements Variable {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** Whatever is written; empty at first. */
    record Text(String name, String title) implements Variable {}
}
