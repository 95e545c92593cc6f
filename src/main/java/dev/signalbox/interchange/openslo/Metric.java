package dev.signalbox.interchange.openslo;

import dev.signalbox.interchange.indicator.Query;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Remarks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a metric: {@code metricSource} with a query in its {@code spec}, or in v1alpha the query itself. */
final class Metric {
    private static final Set<String> SPEAK_PROMQL =
            Set.of("", "sloth", "thanos", "mimir", "cortex", "victoriametrics", "amp", "grafana", "grafanacloud", "m3");
    private static final List<String> QUERIES =
            List.of("query", "promql", "promQL", "expr", "expression", "queryString");

    private final Library library;
    private final Remarks remarks;

    Metric(Library library, Remarks remarks) {
        this.library = library;
        this.remarks = remarks;
    }

    /** The query of a metric; nothing, and a fault, when it has none. */
    Optional<Query> read(Field metric) {
        Field source = metric.at("metricSource");
        Field holder = source.isGiven() ? source.at("spec") : metric;
        type(source.isGiven() ? source : metric);
        if (metric.at("queryType").isGiven()) {
            metric.at("queryType").skip();
        }
        for (String key : QUERIES) {
            if (holder.at(key).isGiven()) {
                return Query.read(holder.at(key));
            }
        }
        holder.at("query").fault("must be PromQL, was missing", "write the query there");
        return Optional.empty();
    }

    private void type(Field source) {
        Field reference = source.atEither("metricSourceRef", "dataSourceRef");
        Field type = source.atEither("type", "source");
        if (reference.isGiven() && !type.isGiven()) {
            library.find("DataSource", reference, remarks)
                    .ifPresentOrElse(
                            data -> type(
                                    data.at("spec").at("type"), data.at("spec").at("type")),
                            () -> reference.note("is not among the files: its queries are read as PromQL"));
        } else {
            reference.skip();
            type(type, type);
        }
    }

    private static void type(Field type, Field told) {
        String name = type.text().orElse("").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (!SPEAK_PROMQL.contains(name) && !name.contains("prom")) {
            told.note("is none that speaks PromQL: the query is read as if it were PromQL");
        }
    }
}
