package dev.signalbox.compile.dashboard.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A panel.
 *
 * @param description what it shows and what to do about it; never empty
 * @param queries in the order of their ids, {@code A} first
 * @param links where a click on its values leads
 * @param period shown whatever the dashboard's is, back from now: {@code 30d}
 */
public record Panel(
        String title,
        String description,
        Size size,
        Visual visual,
        Field field,
        List<FieldOverride> overrides,
        List<Query> queries,
        List<Transformation> transformations,
        List<DataLink> links,
        Optional<String> period) {
    public Panel {
        overrides = List.copyOf(overrides);
        queries = List.copyOf(queries);
        transformations = List.copyOf(transformations);
        links = List.copyOf(links);
    }

    /** Any visual, of which nothing is said but what it shows. */
    public static Panel of(String title, String description, Size size, Visual visual, Field field, Query... queries) {
        return new Panel(
                title,
                description,
                size,
                visual,
                field,
                List.of(),
                List.of(queries),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Lines, with their last and greatest values in the legend. */
    public static Panel lines(String title, String description, Size size, Field field, Query... queries) {
        return of(
                title,
                description,
                size,
                new Visual.TimeSeries(List.of("lastNotNull", "max"), false, 8, false),
                field,
                queries);
    }

    /** Areas on each other. */
    public static Panel stacked(String title, String description, Size size, Field field, Query... queries) {
        return of(
                title,
                description,
                size,
                new Visual.TimeSeries(List.of("lastNotNull", "max"), true, 40, false),
                field,
                queries);
    }

    /** One figure. */
    public static Panel stat(String title, String description, Size size, Field field, Query query) {
        return of(title, description, size, new Visual.Stat(), field, query);
    }

    /** Text that is not asked for. */
    public static Panel text(String title, String description, Size size, String markdown) {
        return of(title, description, size, new Visual.Text(markdown), Field.of(Unit.NONE));
    }

    /** Lines of logs. */
    public static Panel logs(String title, String description, Size size, String logql) {
        return of(
                title,
                description,
                size,
                new Visual.Logs(),
                Field.of(Unit.NONE),
                new Query.Logs(logql, "", Query.Kind.SERIES, 200));
    }

    /** A table of traces, each a link into it. */
    public static Panel traces(String title, String description, Size size, String traceql, int limit) {
        return of(
                title,
                description,
                size,
                new Visual.Table("", false),
                Field.of(Unit.NONE),
                new Query.Traces(traceql, limit));
    }

    /**
     * A table of figures.
     *
     * @param sortedBy title of a column
     */
    public static Panel table(
            String title, String description, Size size, String sortedBy, boolean greatestFirst, Column... columns) {
        List<Query> queries = new ArrayList<>();
        List<FieldOverride> overrides = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        List<Column.Figure> figures = new ArrayList<>();
        for (Column column : columns) {
            if (column instanceof Column.Figure figure) {
                figures.add(figure);
            }
        }
        for (Column column : columns) {
            List<FieldOverride.Property> properties = new ArrayList<>();
            switch (column) {
                case Column.Label label -> {
                    names.put(label.label(), label.title());
                    properties.add(new FieldOverride.Property.In(Unit.TEXT));
                }
                case Column.Figure figure -> {
                    names.put(figures.size() == 1 ? "Value" : "Value #" + refId(queries.size()), figure.title());
                    queries.add(Query.table(figure.promql()));
                    properties.add(new FieldOverride.Property.In(figure.unit()));
                }
            }
            properties.addAll(column.properties());
            overrides.add(FieldOverride.named(column.title(), properties.toArray(FieldOverride.Property[]::new)));
        }
        return new Panel(
                title,
                description,
                size,
                new Visual.Table(sortedBy, greatestFirst),
                Field.of(Unit.NONE),
                overrides,
                queries,
                List.of(new Transformation.Merge(), new Transformation.Organize(names, List.of("Time"))),
                List.of(),
                Optional.empty());
    }

    /** What is otherwise with some of its series. */
    public Panel with(FieldOverride... more) {
        List<FieldOverride> all = new ArrayList<>(overrides);
        all.addAll(List.of(more));
        return new Panel(title, description, size, visual, field, all, queries, transformations, links, period);
    }

    /** A series of one name has a colour. */
    public Panel colour(String name, Palette colour) {
        return with(FieldOverride.named(name, new FieldOverride.Property.Colour(colour)));
    }

    public Panel shownAs(Visual other) {
        return new Panel(title, description, size, other, field, overrides, queries, transformations, links, period);
    }

    public Panel linked(DataLink... more) {
        return new Panel(
                title, description, size, visual, field, overrides, queries, transformations, List.of(more), period);
    }

    /** Over a time of its own. */
    public Panel over(String itsPeriod) {
        return new Panel(
                title,
                description,
                size,
                visual,
                field,
                overrides,
                queries,
                transformations,
                links,
                Optional.of(itsPeriod));
    }

    /** The id of a query by its place: {@code A} for the first. */
    public static String refId(int place) {
        return Character.toString('A' + place);
    }
}
