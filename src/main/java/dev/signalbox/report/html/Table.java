package dev.signalbox.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table that is a list of cards where there is little room. Roles are written out, because a browser forgets them of
 * what is not laid out as a table.
 *
 * @param id of the table; empty where nobody has to find it
 * @param caption for those who don't see it
 */
record Table(String id, String caption, List<Column> columns, List<Html> rows) {

    /** @param number whether it is aligned to the right */
    record Column(String label, boolean number) {}

    /**
     * A field.
     *
     * @param order what rows are sorted by; absent: the text
     */
    record Cell(Html content, Optional<String> order) {
        static Cell of(Html content) {
            return new Cell(content, Optional.empty());
        }

        static Cell of(String text) {
            return of(Html.text(text));
        }

        static Cell sorted(Html content, Object order) {
            return new Cell(content, Optional.of(order.toString()));
        }

        static Cell sorted(String text, Object order) {
            return sorted(Html.text(text), order);
        }
    }

    /** @param labels of the columns; those that begin with {@code >} hold numbers */
    static Table of(String id, String caption, String... labels) {
        return new Table(
                id,
                caption,
                List.of(labels).stream()
                        .map(label -> new Column(label.replace(">", ""), label.startsWith(">")))
                        .toList(),
                new ArrayList<>());
    }

    Table row(Cell... cells) {
        return row(Tag.of("tr", "role", "row"), cells);
    }

    /** @param row with attributes that a filter reads */
    Table row(Tag row, Cell... cells) {
        rows.add(row.with(IntStream.range(0, cells.length).mapToObj(i -> field(i, cells[i]))));
        return this;
    }

    Html html() {
        Html head = Tag.of("tr", "role", "row").with(columns.stream().map(column -> Tag.of(
                        "th", "scope", "col", "role", "columnheader", "class", column.number() ? "number" : "words")
                .text(column.label())));
        return table().with(
                        Tag.of("caption", "class", "unseen").text(caption),
                        Tag.of("thead", "role", "rowgroup").with(head),
                        Tag.of("tbody", "role", "rowgroup").with(rows));
    }

    private Tag table() {
        String sortable = rows.size() > 1 ? "yes" : "no";
        return id.isEmpty()
                ? Tag.of("table", "role", "table", "data-sortable", sortable)
                : Tag.of("table", "role", "table", "id", id, "data-sortable", sortable);
    }

    private Html field(int index, Cell cell) {
        Column column = columns.get(index);
        List<String> attributes = new ArrayList<>(List.of(
                "role",
                index == 0 ? "rowheader" : "cell",
                "class",
                column.number() ? "number" : "words",
                "data-label",
                column.label()));
        if (index == 0) {
            attributes.addAll(List.of("scope", "row"));
        }
        cell.order().ifPresent(order -> attributes.addAll(List.of("data-order", order)));
        return new Tag(index == 0 ? "th" : "td", attributes)
                .with(Tag.of("div", "class", "field").with(cell.content()));
    }
}
