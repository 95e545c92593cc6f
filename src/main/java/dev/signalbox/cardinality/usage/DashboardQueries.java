package dev.signalbox.cardinality.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.promql.Expr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dashboard asks of servers of metrics.
 *
 * @param title of it; may be empty
 * @param expressions those that can be read, each once, with something in place of each variable
 */
public record DashboardQueries(String title, List<Expr> expressions) {
    public DashboardQueries {
        expressions = List.copyOf(expressions);
    }

    /** Of a {@code ConfigMap} of dashboards; what can't be read is left out. */
    public static Stream<DashboardQueries> ofConfigMap(JsonNode object) {
        return DashboardDocuments.ofConfigMap(object).stream()
                .flatMap(Optional::stream)
                .map(DashboardQueries::of);
    }

    /** Of a {@code GrafanaDashboard}, likewise. */
    public static Stream<DashboardQueries> ofGrafanaDashboard(JsonNode object) {
        return DashboardDocuments.ofGrafanaDashboard(object.path("spec")).map(DashboardQueries::of).stream();
    }

    private static DashboardQueries of(JsonNode dashboard) {
        return new DashboardQueries(
                dashboard.path("title").asText(),
                DashboardReads.queries(dashboard).stream()
                        .distinct()
                        .flatMap(query -> QueryReads.evaluated(query).stream())
                        .toList());
    }
}
