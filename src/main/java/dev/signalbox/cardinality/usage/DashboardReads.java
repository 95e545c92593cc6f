package dev.signalbox.cardinality.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a dashboard of Grafana reads: targets, variables, annotations; and labels in legends and links. */
final class DashboardReads {
    private static final Set<String> QUERIES = Set.of("expr", "query", "definition");

    /** Variables whose {@code query} is a list of values, or a name. */
    private static final Set<String> LISTS = Set.of("custom", "datasource", "interval", "constant", "textbox", "adhoc");

    private static final List<String> OTHERS = List.of(
            "loki", "tempo", "pyroscope", "jaeger", "elastic", "opensearch", "influx", "graphite", "cloudwatch", "sql");

    private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*([a-zA-Z_]\\w*)\\s*}}");
    private static final Pattern LINK =
            Pattern.compile("(?:__field\\.labels|__data\\.fields)(?:\\.|\\[\\\\?[\"'])(\\w+)");

    private final List<String> queries = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();
    private final Map<String, String> sources = new HashMap<>();

    private DashboardReads() {}

    static List<Read> of(JsonNode dashboard) {
        DashboardReads all = in(dashboard);
        return all.queries.stream()
                .flatMap(query -> QueryReads.ofVariable(query).stream())
                .map(read -> read.with(all.shown))
                .toList();
    }

    /** Queries for servers of metrics, as they are written. */
    static List<String> queries(JsonNode dashboard) {
        return in(dashboard).queries;
    }

    private static DashboardReads in(JsonNode dashboard) {
        DashboardReads all = new DashboardReads();
        dashboard.path("templating").path("list").forEach(variable -> {
            if (variable.path("type").asText().equals("datasource")) {
                all.sources.put(
                        variable.path("name").asText(), variable.path("query").asText());
            }
        });
        all.visit(dashboard, Optional.empty());
        return all;
    }

    /** @param source type of the data source, as far as it is known */
    private void visit(JsonNode node, Optional<String> source) {
        if (node.isTextual()) {
            links(node.asText());
        } else if (node.isObject()) {
            Optional<String> own = source(node).or(() -> source);
            boolean list = LISTS.contains(node.path("type").asText());
            node.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (value.isTextual() && QUERIES.contains(field.getKey())) {
                    if (!list && own.map(DashboardReads::isPrometheus).orElse(true)) {
                        queries.add(value.asText());
                    }
                } else if (value.isTextual() && field.getKey().equals("legendFormat")) {
                    found(LEGEND, value.asText()).forEach(shown::add);
                } else {
                    visit(value, own);
                }
            });
        } else {
            node.forEach(item -> visit(item, source));
        }
    }

    private void links(String text) {
        found(LINK, text).forEach(shown::add);
    }

    private Optional<String> source(JsonNode node) {
        JsonNode source = node.path("datasource");
        if (source.path("type").isTextual()) {
            return Optional.of(source.path("type").asText());
        }
        return Stream.of(source, source.path("uid"))
                .filter(JsonNode::isTextual)
                .flatMap(name -> type(name.asText()))
                .findFirst();
    }

    /** Of a variable what its definition says; a name, as old dashboards have it, may tell that it is another's. */
    private Stream<String> type(String name) {
        String variable = name.replaceAll("[${}]", "");
        return sources.containsKey(variable)
                ? Stream.of(sources.get(variable))
                : OTHERS.stream()
                        .filter(name.toLowerCase(Locale.ROOT)::contains)
                        .limit(1);
    }

    private static boolean isPrometheus(String type) {
        return type.contains("prometheus") || type.contains("metrics") || type.contains("mimir");
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}
