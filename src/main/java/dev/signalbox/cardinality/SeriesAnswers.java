package dev.signalbox.cardinality;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.backend.Sample;
import dev.signalbox.promql.LabelMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What servers answer to {@link SeriesQueries}. */
public final class SeriesAnswers {
    private SeriesAnswers() {}

    /** Series by metric, the most first. */
    public static List<MetricSeries> metrics(List<Sample> samples) {
        return byMetric(samples).entrySet().stream()
                .map(metric -> new MetricSeries(metric.getKey(), metric.getValue()))
                .sorted(Comparator.comparing(MetricSeries::series).reversed().thenComparing(MetricSeries::name))
                .toList();
    }

    /** Values by label, the most first; one value is no dimension. */
    public static List<LabelValues> labels(List<Sample> samples) {
        return SeriesCounts.by(SeriesQueries.LABEL, samples).entrySet().stream()
                .filter(label -> label.getValue() > 1)
                .map(label -> new LabelValues(label.getKey(), label.getValue()))
                .sorted(Comparator.comparing(LabelValues::values).reversed().thenComparing(LabelValues::name))
                .toList();
    }

    /** Series by metric. */
    public static Map<String, Long> byMetric(List<Sample> samples) {
        return SeriesCounts.by(LabelMatcher.METRIC_NAME, samples);
    }

    /** The one number of an answer; none is 0. */
    public static long number(List<Sample> samples) {
        return samples.stream()
                .mapToDouble(Sample::value)
                .filter(Double::isFinite)
                .mapToLong(Math::round)
                .findFirst()
                .orElse(0);
    }
}
