package dev.signalbox.compile.dashboard.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Matcher;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import java.util.List;
import java.util.stream.Stream;

/** What values are and how they look, for all of a panel and otherwise for some. */
final class FieldJson {
    private FieldJson() {}

    static void write(Panel panel, ObjectNode tree) {
        defaults(panel, tree.putObject("defaults"));
        ArrayNode overrides = tree.putArray("overrides");
        for (FieldOverride override : panel.overrides()) {
            ObjectNode one = overrides.addObject();
            matcher(override.matcher(), one.putObject("matcher"));
            ArrayNode properties = one.putArray("properties");
            override.properties().forEach(property -> write(property, properties));
        }
    }

    private static void defaults(Panel panel, ObjectNode tree) {
        Field field = panel.field();
        tree.put("unit", field.unit().id());
        field.min().ifPresent(min -> tree.put("min", min));
        field.max().ifPresent(max -> tree.put("max", max));
        field.decimals().ifPresent(digits -> tree.put("decimals", digits));
        field.noValue().ifPresent(words -> tree.put("noValue", words));
        ObjectNode colour = tree.putObject("color");
        switch (field.colouring()) {
            case Colouring.Fixed(Palette fixed) -> fixed(fixed, colour);
            case Colouring.Shades(Palette base) -> colour.put("mode", "shades").put("fixedColor", base.hex());
            case Colouring.ByThreshold _ -> colour.put("mode", "thresholds");
            case Colouring.ByName _ -> colour.put("mode", "palette-classic-by-name");
        }
        thresholds(field.thresholds(), tree.putObject("thresholds"));
        mappings(words(panel), tree.putArray("mappings"));
        links(panel.links(), tree.putArray("links"));
        custom(panel.visual(), tree.putObject("custom"));
    }

    /** Without them, a tile that has no value takes the colour of the least threshold: often that of trouble. */
    private static List<Mapping> words(Panel panel) {
        Field field = panel.field();
        return panel.visual() instanceof Visual.Stat
                ? Stream.concat(
                                field.mappings().stream(),
                                Stream.of(new Mapping.Nothing(field.noValue().orElse("No data"), Palette.NEUTRAL)))
                        .toList()
                : field.mappings();
    }

    private static void custom(Visual visual, ObjectNode custom) {
        switch (visual) {
            case Visual.TimeSeries lines -> {
                custom.put("drawStyle", "line");
                custom.put("lineInterpolation", "linear");
                custom.put("lineWidth", 1);
                custom.put("fillOpacity", lines.fill());
                custom.put("showPoints", "never");
                custom.put("spanNulls", false);
                custom.putObject("stacking").put("mode", lines.stacked() ? "normal" : "none");
                custom.putObject("thresholdsStyle").put("mode", lines.limits() ? "dashed" : "off");
            }
            case Visual.StateTimeline _ -> custom.put("fillOpacity", 80).put("lineWidth", 0);
            case Visual.Table _ -> {
                custom.put("align", "auto").put("inspect", false).put("filterable", true);
                custom.putObject("cellOptions").put("type", "auto");
            }
            case Visual.Stat _, Visual.BarGauge _, Visual.Logs _, Visual.Text _ -> {}
        }
    }

    private static void matcher(Matcher matcher, ObjectNode tree) {
        switch (matcher) {
            case Matcher.Name(String name) -> tree.put("id", "byName").put("options", name);
            case Matcher.NameLike(String regex) -> tree.put("id", "byRegexp").put("options", "/" + regex + "/");
            case Matcher.OfQuery(String refId) -> tree.put("id", "byFrameRefID").put("options", refId);
        }
    }

    private static void write(Property property, ArrayNode properties) {
        switch (property) {
            case Property.Colour(Palette colour) -> fixed(colour, object(properties, "color"));
            case Property.In(Unit unit) -> property(properties, "unit").put("value", unit.id());
            case Property.Decimals(int digits) ->
                property(properties, "decimals").put("value", digits);
            case Property.Limits(var limits) -> {
                thresholds(limits, object(properties, "thresholds"));
                object(properties, "color").put("mode", "thresholds");
            }
            case Property.Words(var mappings) ->
                mappings(mappings, property(properties, "mappings").putArray("value"));
            case Property.Links(var links) ->
                links(links, property(properties, "links").putArray("value"));
            case Property.Line(int width, boolean dashed) -> {
                property(properties, "custom.lineWidth").put("value", width);
                if (dashed) {
                    ObjectNode style = object(properties, "custom.lineStyle").put("fill", "dash");
                    style.putArray("dash").add(8).add(8);
                }
            }
            case Property.Fill(int opacity) ->
                property(properties, "custom.fillOpacity").put("value", opacity);
            case Property.RightAxis _ ->
                property(properties, "custom.axisPlacement").put("value", "right");
            case Property.Width(int pixels) ->
                property(properties, "custom.width").put("value", pixels);
            case Property.Cell(var kind) ->
                object(properties, "custom.cellOptions").put("type", kind.id());
            case Property.Hidden _ -> hidden(properties);
        }
    }

    /** Grafana before 12.2 knows the first, later ones the second. */
    private static void hidden(ArrayNode properties) {
        property(properties, "custom.hidden").put("value", true);
        object(properties, "custom.hideFrom")
                .put("legend", false)
                .put("tooltip", false)
                .put("viz", true);
    }

    private static ObjectNode property(ArrayNode properties, String id) {
        return properties.addObject().put("id", id);
    }

    private static ObjectNode object(ArrayNode properties, String id) {
        return property(properties, id).putObject("value");
    }

    private static void fixed(Palette colour, ObjectNode tree) {
        tree.put("mode", "fixed").put("fixedColor", colour.hex());
    }

    private static void thresholds(List<Threshold> thresholds, ObjectNode tree) {
        ArrayNode steps = tree.put("mode", "absolute").putArray("steps");
        for (Threshold threshold : thresholds.isEmpty() ? List.of(Threshold.least(Palette.NEUTRAL)) : thresholds) {
            ObjectNode step = steps.addObject().put("color", threshold.colour().hex());
            threshold.from().ifPresentOrElse(from -> step.put("value", from), () -> step.putNull("value"));
        }
    }

    private static void mappings(List<Mapping> mappings, ArrayNode tree) {
        for (Mapping mapping : mappings) {
            switch (mapping) {
                case Mapping.Value(String value, String text, Palette colour) ->
                    tree.addObject()
                            .put("type", "value")
                            .putObject("options")
                            .putObject(value)
                            .put("text", text)
                            .put("color", colour.hex());
                case Mapping.Range(double from, double to, String text, Palette colour) ->
                    tree.addObject()
                            .put("type", "range")
                            .putObject("options")
                            .put("from", from)
                            .put("to", to)
                            .putObject("result")
                            .put("text", text)
                            .put("color", colour.hex());
                case Mapping.Nothing(String text, Palette colour) ->
                    tree.addObject()
                            .put("type", "special")
                            .putObject("options")
                            .put("match", "null")
                            .putObject("result")
                            .put("text", text)
                            .put("color", colour.hex());
            }
        }
    }

    private static void links(List<DataLink> links, ArrayNode tree) {
        links.forEach(link -> tree.addObject()
                .put("title", link.title())
                .put("url", link.url())
                .put("targetBlank", false));
    }
}
