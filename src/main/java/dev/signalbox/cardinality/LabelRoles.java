package dev.signalbox.cardinality;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.promql.LabelMatcher;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which labels are looked at, and which of them could be dropped. */
public final class LabelRoles {
    /** Without them nobody could tell what a point means, or whose it is; {@code spec.metrics.dropLabels} refuses them. */
    private static final Set<String> MEANING = Set.of(
            "le",
            "quantile",
            "job",
            "instance",
            "namespace",
            "cluster",
            "service_name",
            "service_namespace",
            "service_instance_id",
            "signalbox_service");

    /** What a Prometheus that scrapes by itself, or is one of several, puts on series: no application can leave it out. */
    private static final Set<String> OF_THE_TARGET =
            Set.of("pod", "container", "endpoint", "service", "node", "prometheus", "prometheus_replica");

    /** Labels of one service that are counted, each of which reads its series once. */
    private static final int COUNTED = 30;

    /** Labels of one service that a saving is measured of. */
    private static final int MEASURED = 5;

    /** What has fewer values multiplies little. */
    private static final long FEWEST_VALUES = 10;

    private LabelRoles() {}

    /** Those whose values are counted, of all that there are; those that could be dropped come first. */
    public static List<String> counted(Collection<String> labels) {
        return labels.stream()
                .filter(label -> !label.equals(LabelMatcher.METRIC_NAME))
                .sorted(Comparator.comparing((String label) -> !isDroppable(label))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(COUNTED)
                .toList();
    }

    /**
     * Those of which it is asked what dropping them would save.
     *
     * @param values the label with the most values first
     * @param dropped already
     */
    public static List<String> measured(List<LabelValues> values, Collection<String> dropped) {
        return values.stream()
                .filter(label -> label.values() >= FEWEST_VALUES)
                .map(LabelValues::name)
                .filter(label -> isDroppable(label) && !dropped.contains(label))
                .limit(MEASURED)
                .toList();
    }

    private static boolean isDroppable(String label) {
        return !MEANING.contains(label) && !OF_THE_TARGET.contains(label) && !label.startsWith("__");
    }
}
