package dev.signalbox.operator.observe;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.compile.slo.HistogramBuckets;
import dev.signalbox.model.ResourceName;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which bounds the histograms of latency SLOs have: asked for together, and only for those that show no data. */
final class Buckets {
    /** Keeps a query well within the length of an address that every proxy lets pass. */
    private static final int IN_ONE_QUERY = 8;

    /** A label of our own tells the parts of one query apart. */
    private static final String WHOSE = "signalbox_whose";

    private Buckets() {}

    /** The bounds of each histogram that has any; nothing of those that could not be asked for. */
    static Map<ResourceName, List<String>> ask(
            SortedMap<ResourceName, HistogramBuckets> histograms, QueryServer server) {
        List<ResourceName> slos = List.copyOf(histograms.keySet());
        Map<ResourceName, List<String>> bounds = new TreeMap<>();
        for (int i = 0; i < slos.size(); i += IN_ONE_QUERY) {
            List<ResourceName> some = slos.subList(i, Math.min(slos.size(), i + IN_ONE_QUERY));
            if (server.query(query(some, histograms)) instanceof Answer.Given<List<Sample>>(List<Sample> samples)) {
                Map<String, ResourceName> byText =
                        some.stream().collect(Collectors.toMap(ResourceName::toString, Function.identity()));
                samples.forEach(
                        sample -> Optional.ofNullable(byText.get(sample.labels().getOrDefault(WHOSE, "")))
                                .ifPresent(slo -> bounds.computeIfAbsent(slo, _ -> new ArrayList<>())
                                        .add(sample.labels().getOrDefault("le", ""))));
            }
        }
        return bounds;
    }

    private static String query(List<ResourceName> slos, Map<ResourceName, HistogramBuckets> histograms) {
        return PromqlPrinter.print(slos.stream()
                .<Expr>map(slo ->
                        Promql.labelled(Promql.expression(histograms.get(slo).query()), WHOSE, slo.toString()))
                .reduce(Promql::or)
                .orElseThrow());
    }
}
