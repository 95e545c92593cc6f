package dev.signalbox.compile.dashboard.grafana;

import java.util.List;

/** A column of a table; columns of figures bring a query each, which share the labels that are columns as well. */
public sealed interface Column {
    String title();

    List<FieldOverride.Property> properties();

    /**
     * A label of all the queries.
     *
     * @param label which all queries have, and no others but those that are columns
     */
    record Label(String label, String title, List<FieldOverride.Property> properties) implements Column {
        public Label {
            properties = List.copyOf(properties);
        }
    }

    /** Values of now. */
    record Figure(String promql, String title, Unit unit, List<FieldOverride.Property> properties) implements Column {
        public Figure {
            properties = List.copyOf(properties);
        }
    }

    static Column label(String label, String title, FieldOverride.Property... properties) {
        return new Label(label, title, List.of(properties));
    }

    static Column figure(String title, Unit unit, String promql, FieldOverride.Property... properties) {
        return new Figure(promql, title, unit, List.of(properties));
    }
}
