package dev.signalbox.operator.alerts;

import dev.signalbox.api.v1alpha1.MetricNamesStatus;
import dev.signalbox.api.v1alpha1.MetricNamesStatus.UnknownMetric;
import dev.signalbox.cardinality.usage.MetricNames;
import dev.signalbox.model.ResourceName;
import dev.signalbox.promql.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What objects read that nobody writes, as it comes up, object after object. */
final class UnknownMetrics {
    private static final int SHOWN = 20;

    /** A dashboard for what a cluster has none of reads hundreds; what else there is has to be seen beside it. */
    private static final int SHOWN_OF_ONE = 5;

    private static final int LONGEST = 256;

    private final MetricNames names;
    private final List<UnknownMetric> first = new ArrayList<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private int lookedThrough;
    private int found;

    /** @param names of metrics that there are */
    UnknownMetrics(MetricNames names) {
        this.names = names;
    }

    /**
     * An expression in an object.
     *
     * @param where in it, for people
     */
    record Part(String where, Expr expr) {}

    void look(String kind, ResourceName object, Stream<Part> parts) {
        Set<UnknownMetric> unknown = new LinkedHashSet<>();
        parts.forEach(part -> names.missing(part.expr())
                .forEach(metric -> unknown.add(new UnknownMetric(
                        kind, object.namespace(), object.name(), shortened(part.where()), shortened(metric), null))));
        lookedThrough++;
        unknown.stream().limit(Math.min(SHOWN_OF_ONE, SHOWN - first.size())).forEach(first::add);
        found += unknown.size();
    }

    /** @param why it can't be looked through */
    void missed(String kind, String why) {
        unread.add(shortened(kind + ": " + why));
    }

    /** What is told of all of it. */
    MetricNamesStatus status() {
        return new MetricNamesStatus(
                lookedThrough,
                first.stream().map(this::withNearest).toList(),
                found == first.size() ? null : found - first.size(),
                unread.isEmpty() ? null : List.copyOf(unread));
    }

    private UnknownMetric withNearest(UnknownMetric one) {
        return new UnknownMetric(
                one.kind(),
                one.namespace(),
                one.name(),
                one.where(),
                one.metric(),
                names.nearest(one.metric()).map(UnknownMetrics::shortened).orElse(null));
    }

    /** Names may be as long as an object. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
