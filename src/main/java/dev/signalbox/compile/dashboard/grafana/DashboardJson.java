package dev.signalbox.compile.dashboard.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a dashboard as Grafana reads it: what is asked before, what is marked, and where the panels are. Fields come in one
 * order, and lines end alike everywhere.
 */
final class DashboardJson {
    /** Grafana 10.0's; a later Grafana migrates it when it reads it. */
    private static final int SCHEMA = 38;

    private static final int CROSSHAIR = 1;
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer(printer());

    private DashboardJson() {}

    static String text(Dashboard dashboard) {
        try {
            return WRITER.writeValueAsString(tree(dashboard)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    private static ObjectNode tree(Dashboard dashboard) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("uid", dashboard.uid());
        tree.put("title", dashboard.title());
        tree.put("description", dashboard.description());
        ArrayNode tags = tree.putArray("tags");
        dashboard.tags().forEach(tags::add);
        tree.put("schemaVersion", SCHEMA);
        tree.put("editable", false);
        tree.put("graphTooltip", CROSSHAIR);
        tree.put("timezone", "browser");
        tree.put("refresh", dashboard.refresh());
        tree.putObject("time").put("from", "now-" + dashboard.period()).put("to", "now");
        ArrayNode variables = tree.putObject("templating").putArray("list");
        dashboard.variables().forEach(variable -> write(variable, variables.addObject()));
        ArrayNode annotations = tree.putObject("annotations").putArray("list");
        dashboard.annotations().forEach(annotation -> write(annotation, annotations.addObject()));
        ArrayNode links = tree.putArray("links");
        dashboard.links().forEach(link -> write(link, links.addObject()));
        new PanelsJson(tree.putArray("panels")).write(dashboard.sections());
        return tree;
    }

    private static void write(Variable variable, ObjectNode tree) {
        tree.put("name", variable.name());
        switch (variable) {
            case Variable.Datasource(Source source, var current) -> {
                tree.put("label", source.title());
                tree.put("type", "datasource");
                tree.put("query", source.type());
                tree.put("regex", "");
                tree.put("refresh", 1);
                tree.put("multi", false);
                tree.put("includeAll", false);
                current.ifPresent(uid -> chosen(tree, uid, uid));
            }
            case Variable.LabelValues(var _, String title, String series, String label, var current) -> {
                tree.put("label", title);
                tree.put("type", "query");
                source(Source.METRICS, tree);
                String query = "label_values(" + series + ", " + label + ")";
                tree.put("definition", query);
                tree.putObject("query").put("query", query).put("refId", "Variable-" + variable.name());
                tree.put("refresh", 2);
                tree.put("sort", 1);
                tree.put("multi", true);
                tree.put("includeAll", true);
                tree.put("allValue", ".*");
                ObjectNode value = tree.putObject("current");
                ArrayNode texts = value.putArray("text");
                ArrayNode values = value.putArray("value");
                if (current.isEmpty()) {
                    texts.add("All");
                    values.add("$__all");
                }
                current.forEach(one -> {
                    texts.add(one);
                    values.add(one);
                });
            }
            case Variable.Choice(var _, String title, var values) -> {
                tree.put("label", title);
                tree.put("type", "custom");
                tree.put("query", String.join(",", values));
                tree.put("multi", false);
                tree.put("includeAll", false);
                ArrayNode options = tree.putArray("options");
                values.forEach(value -> options.addObject()
                        .put("selected", value.equals(values.getFirst()))
                        .put("text", value)
                        .put("value", value));
                chosen(tree, values.getFirst(), values.getFirst());
            }
            case Variable.Text(var _, String title) -> {
                tree.put("label", title);
                tree.put("type", "textbox");
                tree.put("query", "");
                tree.putArray("options");
                chosen(tree, "", "");
            }
        }
    }

    private static void chosen(ObjectNode tree, String text, String value) {
        tree.putObject("current").put("selected", true).put("text", text).put("value", value);
    }

    private static void write(Annotation annotation, ObjectNode tree) {
        tree.put("name", annotation.name());
        source(Source.METRICS, tree);
        tree.put("enable", true);
        tree.put("iconColor", annotation.colour().hex());
        tree.put("expr", annotation.promql());
        tree.put("step", "60s");
        tree.put("titleFormat", annotation.title());
        tree.put("textFormat", annotation.text());
        tree.put("useValueForTime", annotation.valueIsTime());
    }

    private static void write(DashboardLink link, ObjectNode tree) {
        tree.put("title", link.title());
        tree.put("type", "link");
        tree.put("url", link.url());
        tree.put("tooltip", link.tooltip());
        tree.put("icon", "dashboard");
        tree.put("asDropdown", false);
        tree.put("includeVars", true);
        tree.put("keepTime", true);
        tree.put("targetBlank", false);
        tree.putArray("tags");
    }

    static void source(Source source, ObjectNode tree) {
        tree.putObject("datasource").put("type", source.type()).put("uid", source.reference());
    }
}
