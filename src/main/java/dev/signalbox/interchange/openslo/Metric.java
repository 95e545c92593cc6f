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
            List.of("query", "promql", "promQL", "expr", "expression", "queryString", "metricQuery");

    /** How many mappings a query may be wrapped in. */
    private static final int DEEPEST = 3;

    private final Library library;
    private final Remarks remarks;

    Metric(Library library, Remarks remarks) {
        this.library = library;
        this.remarks = remarks;
    }

    /** The query of a metric; nothing, and a fault, when it has none. */
    Optional<Query> read(Field metric) {
        Field source = metric.at("metricSource");
        Optional<String> foreign = foreignType(source.isGiven() ? source : metric);
        metric.at("queryType").skip();
        Optional<Field> query = query(metric, DEEPEST);
        if (query.isEmpty()) {
            Field place = source.isGiven() ? source.at("spec").at("query") : metric.at("query");
            place.fault("must be PromQL, was missing", "write the query there");
        }
        String hint = foreign.map(type -> "write in PromQL what it asks of " + type)
                .orElse("correct the query before importing");
        return query.flatMap(field -> Query.read(field, hint));
    }

    /** The first field that is named as a query: sources differ in where they have it. */
    private static Optional<Field> query(Field holder, int depth) {
        Optional<Field> named =
                QUERIES.stream().map(holder::at).filter(Field::isScalar).findFirst();
        return depth == 0 || named.isPresent()
                ? named
                : holder.fields().values().stream()
                        .flatMap(field -> query(field, depth - 1).stream())
                        .findFirst();
    }

    /** The type of a source that does not speak PromQL, noted. */
    private Optional<String> foreignType(Field source) {
        Field reference = source.atEither("metricSourceRef", "dataSourceRef");
        Field type = source.atEither("type", "source");
        if (!reference.isGiven() || type.isGiven()) {
            reference.skip();
            return foreignName(type);
        }
        Optional<Field> data = library.find("DataSource", reference, remarks);
        if (data.isEmpty()) {
            reference.note("is not among the files: its queries are read as PromQL");
        }
        return data.flatMap(found -> foreignName(found.at("spec").at("type")));
    }

    private static Optional<String> foreignName(Field type) {
        String name = type.text().orElse("");
        String word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (SPEAK_PROMQL.contains(word) || word.contains("prom")) {
            return Optional.empty();
        }
        type.note("is none that speaks PromQL: the query is read as if it were PromQL");
        return Optional.of(name);
    }
}
