package dev.signalbox.report.reading;

import dev.signalbox.api.v1alpha1.MetricNamesStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.Resources;
import dev.signalbox.report.UnknownMetric;
import java.util.List;
import java.util.Optional;

/** What reads a metric that nobody writes, as the stack's status has it. */
final class MetricNamesReader {
    private MetricNamesReader() {}

    static List<UnknownMetric> read(Resources resources) {
        return resources
                .stack()
                .map(ObservabilityStack::getStatus)
                .map(ObservabilityStackStatus::metricNames)
                .map(status -> Read.list(status, MetricNamesStatus::unknown))
                .orElse(List.of())
                .stream()
                .filter(unknown -> resources.scope().includes(text(unknown.namespace())))
                .map(unknown -> new UnknownMetric(
                        text(unknown.kind()),
                        new ResourceName(text(unknown.namespace()), text(unknown.name())),
                        text(unknown.where()),
                        text(unknown.metric()),
                        Optional.ofNullable(unknown.nearest())))
                .toList();
    }

    private static String text(String written) {
        return Optional.ofNullable(written).orElse("");
    }
}
