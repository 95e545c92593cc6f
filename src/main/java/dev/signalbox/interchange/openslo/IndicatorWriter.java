package dev.signalbox.interchange.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.interchange.indicator.OutwardQueries;
import dev.signalbox.interchange.source.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An indicator of ours in OpenSLO's words.
 *
 * @param metrics {@code indicator.spec}
 * @param objective what of the objective belongs to them
 * @param budgetingMethod how the budget is counted
 */
record IndicatorWriter(ObjectNode metrics, Map<String, Object> objective, String budgetingMethod) {
    private static final String OCCURRENCES = "Occurrences";
    private static final String RATIO_TIMESLICES = "RatioTimeslices";

    static IndicatorWriter of(Sli sli, List<String> groupBy) {
        OutwardQueries queries = new OutwardQueries(groupBy);
        if (sli.ratio() != null) {
            Sli.Ratio ratio = sli.ratio();
            String part = ratio.errors() == null ? "good" : "bad";
            String selector = ratio.errors() == null ? ratio.good() : ratio.errors();
            return ratio(true, part, queries.counter(selector), queries.counter(ratio.total()));
        }
        if (sli.correctness() != null) {
            Sli.Correctness correctness = sli.correctness();
            return ratio(true, "good", queries.counter(correctness.valid()), queries.counter(correctness.total()));
        }
        if (sli.latency() != null) {
            boolean isNative = Boolean.TRUE.equals(sli.latency().nativeHistogram());
            return ratio(!isNative, "good", queries.fastEvents(sli.latency()), queries.allEvents(sli.latency()));
        }
        if (sli.query() != null) {
            return query(sli.query());
        }
        return sli.freshness() != null
                ? threshold(queries.age(sli.freshness()))
                : threshold(queries.comparison(sli.condition()));
    }

    private static IndicatorWriter query(Sli.Query query) {
        if (query.errorRatio() == null) {
            return ratio(false, "bad", query.errors(), query.total());
        }
        ObjectNode spec = object();
        ObjectNode ratio = spec.putObject("ratioMetric").put("counter", false).put("rawType", "failure");
        ratio.set("raw", metric(query.errorRatio()));
        return new IndicatorWriter(spec, Map.of("timeSliceWindow", "5m"), RATIO_TIMESLICES);
    }

    private static IndicatorWriter ratio(boolean counter, String part, String some, String total) {
        ObjectNode spec = object();
        ObjectNode ratio = spec.putObject("ratioMetric").put("counter", counter);
        ratio.set(part, metric(some));
        ratio.set("total", metric(total));
        return new IndicatorWriter(spec, Map.of(), OCCURRENCES);
    }

    private static IndicatorWriter threshold(OutwardQueries.Comparison comparison) {
        ObjectNode spec = object();
        spec.set("thresholdMetric", metric(comparison.query()));
        String op = Comparison.BY_NAME.entrySet().stream()
                .filter(name -> name.getValue() == comparison.op())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return new IndicatorWriter(spec, Map.of("op", op, "value", comparison.value()), OCCURRENCES);
    }

    private static ObjectNode metric(String query) {
        ObjectNode metric = object();
        metric.putObject("metricSource")
                .put("type", "Prometheus")
                .putObject("spec")
                .put("query", query);
        return metric;
    }

    /** The objective with its part of the indicator. */
    ObjectNode objective(BigDecimal target) {
        ObjectNode written = object().put("target", target);
        objective.forEach((key, value) -> {
            if (value instanceof BigDecimal number) {
                written.put(key, number);
            } else {
                written.put(key, value.toString());
            }
        });
        return written;
    }

    /** Whether a document says the same. */
    boolean says(Field spec, Field target) {
        boolean threshold = objective.keySet().stream()
                .filter(key -> !key.equals("timeSliceWindow"))
                .allMatch(key -> isSame(
                        objective(BigDecimal.ONE).path(key), target.at(key).raw()));
        return threshold && isSame(metrics, spec.raw());
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) -> left.isNumber() && right.isNumber()
                        ? left.decimalValue().compareTo(right.decimalValue())
                        : left.equals(right) ? 0 : 1,
                other);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
