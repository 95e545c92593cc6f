package dev.signalbox.compile.dashboard.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One panel: what it is, what it asks and what is done with the answer. */
final class PanelJson {
    private PanelJson() {}

    static void write(Panel panel, ObjectNode tree) {
        tree.put("type", type(panel.visual()));
        tree.put("title", panel.title());
        tree.put("description", panel.description());
        if (!panel.queries().isEmpty()) {
            DashboardJson.source(Source.of(panel.queries().getFirst()), tree);
        }
        panel.period().ifPresent(period -> tree.put("timeFrom", period));
        FieldJson.write(panel, tree.putObject("fieldConfig"));
        options(panel.visual(), tree.putObject("options"));
        targets(panel.queries(), tree.putArray("targets"));
        ArrayNode transformations = tree.putArray("transformations");
        panel.transformations().forEach(one -> write(one, transformations.addObject()));
    }

    private static String type(Visual visual) {
        return switch (visual) {
            case Visual.TimeSeries _ -> "timeseries";
            case Visual.Stat _ -> "stat";
            case Visual.BarGauge _ -> "bargauge";
            case Visual.Table _ -> "table";
            case Visual.StateTimeline _ -> "state-timeline";
            case Visual.Logs _ -> "logs";
            case Visual.Text _ -> "text";
        };
    }

    private static void options(Visual visual, ObjectNode options) {
        switch (visual) {
            case Visual.TimeSeries lines -> {
                legend(lines.legend(), options.putObject("legend"));
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case Visual.Stat _ -> {
                last(options);
                options.put("orientation", "auto");
                options.put("colorMode", "value");
                options.put("graphMode", "none");
                options.put("justifyMode", "auto");
                options.put("textMode", "auto");
                options.put("percentChangeColorMode", "standard");
                options.put("showPercentChange", false);
                options.put("wideLayout", true);
            }
            case Visual.BarGauge _ -> {
                last(options);
                options.put("orientation", "horizontal");
                options.put("displayMode", "basic");
                options.put("namePlacement", "auto");
                options.put("showUnfilled", true);
                options.put("sizing", "auto");
                options.put("valueMode", "color");
                options.put("minVizWidth", 8);
                options.put("minVizHeight", 16);
                options.put("maxVizHeight", 300);
                legend(List.of(), options.putObject("legend"));
            }
            case Visual.Table table -> {
                options.put("frameIndex", 0);
                options.put("showHeader", true);
                options.put("cellHeight", "sm");
                ArrayNode sorted = options.putArray("sortBy");
                if (!table.sortedBy().isEmpty()) {
                    sorted.addObject().put("displayName", table.sortedBy()).put("desc", table.greatestFirst());
                }
            }
            case Visual.StateTimeline _ -> {
                options.put("alignValue", "left");
                options.put("mergeValues", true);
                options.put("rowHeight", 0.8);
                options.put("showValue", "never");
                legend(List.of(), options.putObject("legend"));
                options.putObject("tooltip").put("mode", "single").put("sort", "none");
            }
            case Visual.Logs _ -> {
                options.put("dedupStrategy", "none");
                options.put("enableLogDetails", true);
                options.put("prettifyLogMessage", false);
                options.put("showCommonLabels", false);
                options.put("showLabels", false);
                options.put("showLogContextToggle", true);
                options.put("showTime", true);
                options.put("sortOrder", "Descending");
                options.put("wrapLogMessage", true);
            }
            case Visual.Text text -> {
                options.put("mode", "markdown");
                options.put("content", text.markdown());
            }
        }
    }

    private static void last(ObjectNode options) {
        ObjectNode reduce = options.putObject("reduceOptions");
        reduce.putArray("calcs").add("lastNotNull");
        reduce.put("fields", "").put("values", false);
    }

    private static void legend(List<String> calculations, ObjectNode legend) {
        legend.put("displayMode", calculations.isEmpty() ? "list" : "table");
        legend.put("placement", "bottom");
        legend.put("showLegend", true);
        ArrayNode calcs = legend.putArray("calcs");
        calculations.forEach(calcs::add);
    }

    private static void targets(List<Query> queries, ArrayNode targets) {
        for (int i = 0; i < queries.size(); i++) {
            ObjectNode target = targets.addObject();
            target.put("refId", Panel.refId(i));
            DashboardJson.source(Source.of(queries.get(i)), target);
            write(queries.get(i), target);
        }
    }

    private static void write(Query query, ObjectNode target) {
        switch (query) {
            case Query.Metrics metrics -> {
                target.put("editorMode", "code");
                target.put("expr", metrics.promql());
                target.put("range", metrics.kind() == Query.Kind.SERIES);
                target.put("instant", metrics.kind() != Query.Kind.SERIES);
                target.put("format", metrics.kind() == Query.Kind.TABLE ? "table" : "time_series");
                target.put("legendFormat", metrics.legend());
                target.put("exemplar", metrics.exemplars());
                metrics.step().ifPresent(step -> target.put("interval", step));
            }
            case Query.Logs logs -> {
                target.put("editorMode", "code");
                target.put("expr", logs.logql());
                target.put("queryType", logs.kind() == Query.Kind.SERIES ? "range" : "instant");
                target.put("legendFormat", logs.legend());
                target.put("maxLines", logs.lines());
            }
            case Query.Traces traces -> {
                target.put("queryType", "traceql");
                target.put("query", traces.traceql());
                target.put("limit", traces.limit());
                target.put("tableType", "traces");
                target.putArray("filters");
            }
        }
    }

    private static void write(Transformation transformation, ObjectNode tree) {
        switch (transformation) {
            case Transformation.Merge _ -> tree.put("id", "merge").putObject("options");
            case Transformation.Organize(var columns, var left) -> {
                ObjectNode options = tree.put("id", "organize").putObject("options");
                ObjectNode excluded = options.putObject("excludeByName");
                left.forEach(name -> excluded.put(name, true));
                ObjectNode places = options.putObject("indexByName");
                columns.keySet().forEach(name -> places.put(name, places.size()));
                ObjectNode names = options.putObject("renameByName");
                columns.forEach(names::put);
            }
        }
    }
}
