package dev.signalbox.cardinality;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import java.util.List;
import java.util.Optional;

/**
 * What a closer look at a service's series found.
 *
 * @param metrics with the most series, those first; more than are told, so that a newcomer is seen
 * @param labels with the most values, those first; nothing where labels were not looked at
 * @param widest the label that has the most values in one metric, where that is above its limit
 * @param advice what to drop, the most series first; nothing where labels were not looked at
 */
public record SeriesDetail(
        List<MetricSeries> metrics,
        Optional<List<LabelValues>> labels,
        Optional<Widest> widest,
        Optional<List<Advice>> advice) {
    public SeriesDetail {
        metrics = List.copyOf(metrics);
        labels = labels.map(List::copyOf);
        advice = advice.map(List::copyOf);
    }

    /** A label of one metric. */
    public record Widest(String metric, String label, long values) {}
}
