package dev.signalbox.testing.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What a panel asks of Prometheus when its dashboard has just been opened: variables have the values that are chosen at first.
 *
 * @param dashboard its uid
 * @param panel its title
 * @param refId of the query in the panel
 * @param promql without variables
 * @param instant whether only the values of now are asked for
 */
public record PanelQuery(String dashboard, String panel, String refId, String promql, boolean instant) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::\\w+)?}|\\$(\\w+)");

    /**
     * All of a dashboard, those in collapsed rows too.
     *
     * @param range that the dashboard shows
     * @param interval between two points
     */
    public static List<PanelQuery> all(JsonNode dashboard, Duration range, Duration interval) {
        Map<String, String> values = values(dashboard, range, interval);
        List<PanelQuery> queries = new ArrayList<>();
        for (JsonNode panel : panels(dashboard)) {
            for (JsonNode target : panel.path("targets")) {
                if (target.at("/datasource/type").asText().equals("prometheus")) {
                    queries.add(new PanelQuery(
                            dashboard.path("uid").asText(),
                            panel.path("title").asText(),
                            target.path("refId").asText(),
                            replaced(target.path("expr").asText(), values),
                            target.path("instant").asBoolean()));
                }
            }
        }
        return queries;
    }

    private static List<JsonNode> panels(JsonNode dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        }
        return panels;
    }

    private static Map<String, String> values(JsonNode dashboard, Duration range, Duration interval) {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode variable : dashboard.at("/templating/list")) {
            values.put(variable.path("name").asText(), chosen(variable));
        }
        values.put("__interval", interval.toSeconds() + "s");
        values.put("__interval_ms", "" + interval.toMillis());
        values.put("__range", range.toSeconds() + "s");
        values.put("__range_s", "" + range.toSeconds());
        values.put("__range_ms", "" + range.toMillis());
        // Four times as long as between two scrapes, if the data source is told fifteen seconds.
        values.put("__rate_interval", "60s");
        return values;
    }

    private static String chosen(JsonNode variable) {
        JsonNode value = variable.at("/current/value");
        List<String> values = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(value.asText());
        if (values.isEmpty() || values.getFirst().equals("$__all")) {
            return variable.path("allValue").asText(".*");
        }
        return values.size() == 1 ? values.getFirst() : "(" + String.join("|", values) + ")";
    }

    private static String replaced(String promql, Map<String, String> values) {
        return VARIABLE.matcher(promql).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(values.getOrDefault(name, found.group()));
        });
    }

    @Override
    public String toString() {
        return "%s / %s / %s: %s".formatted(dashboard, panel, refId, promql);
    }
}
