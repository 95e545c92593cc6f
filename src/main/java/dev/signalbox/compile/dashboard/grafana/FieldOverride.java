package dev.signalbox.compile.dashboard.grafana;

import java.util.List;

/** What is otherwise with some of a panel's series or columns. */
public record FieldOverride(Matcher matcher, List<Property> properties) {
    public FieldOverride {
        properties = List.copyOf(properties);
    }

    /** Which they are. */
    public sealed interface Matcher {
        /** The one of this name. */
        record Name(String name) implements Matcher {}

        /** Those whose names match. */
        record NameLike(String regex) implements Matcher {}

        /** Those of one query: {@code A} for the first. */
        record OfQuery(String refId) implements Matcher {}
    }

    /** What is otherwise. */
    public sealed interface Property {
        record Colour(Palette colour) implements Property {}

        record In(Unit unit) implements Property {}

        record Decimals(int digits) implements Property {}

        record Limits(List<Threshold> limits) implements Property {}

        record Words(List<Mapping> mappings) implements Property {}

        record Links(List<DataLink> links) implements Property {}

        /** Of a line; 0 and {@code dashed} for a limit. */
        record Line(int width, boolean dashed) implements Property {}

        /** Between the line and zero, 0 to 100. */
        record Fill(int opacity) implements Property {}

        /** On an axis of its own, at the right. */
        record RightAxis() implements Property {}

        /** Of a column, in pixels. */
        record Width(int pixels) implements Property {}

        /** How a column is drawn. */
        record Cell(CellKind kind) implements Property {}

        /** Not shown, and there for links. */
        record Hidden() implements Property {}
    }

    /** How a column is drawn. */
    public enum CellKind {
        TEXT("auto"),
        COLOURED_TEXT("color-text"),
        COLOURED("color-background"),
        GAUGE("gauge");

        private final String id;

        CellKind(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    /** Of the series of one name. */
    public static FieldOverride named(String name, Property... properties) {
        return new FieldOverride(new Matcher.Name(name), List.of(properties));
    }

    /** Of the series whose names match. */
    public static FieldOverride like(String regex, Property... properties) {
        return new FieldOverride(new Matcher.NameLike(regex), List.of(properties));
    }
}
