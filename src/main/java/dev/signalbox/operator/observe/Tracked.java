package dev.signalbox.operator.observe;

import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.slo.HistogramBuckets;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Objective;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is looked for of one SLO.
 *
 * @param rules fingerprints of its rules as they are in the cluster
 * @param labels of the {@code PrometheusRule} that holds them, which a Prometheus selects by; empty for another kind
 * @param groupBy labels that tell its groups apart
 * @param objective for the error ratio
 * @param windowDays for the cells that there should be
 * @param buckets where the threshold of a latency must be a bound
 * @param probe how to find out how often its series are scraped
 */
record Tracked(
        Set<Long> rules,
        Optional<Map<String, String>> labels,
        List<String> groupBy,
        Objective objective,
        int windowDays,
        Optional<HistogramBuckets> buckets,
        Optional<ScrapeProbe> probe) {
    Tracked {
        labels = labels.map(Map::copyOf);
    }

    static Tracked of(Slo slo, List<HasMetadata> manifests, RuleFingerprints fingerprints) {
        Set<Long> rules = manifests.stream()
                .flatMap(manifest -> RuleObject.groups(manifest).stream())
                .flatMap(group -> group.getRules().stream())
                // Copies for others' dashboards don't say whose they are; they come and go with their group.
                .filter(rule -> LoadedRules.slo(rule.getLabels()).isPresent())
                .map(rule -> fingerprints.of(
                        rule.getRecord() != null ? rule.getRecord() : rule.getAlert(),
                        rule.getExpr().getStrVal()))
                .collect(Collectors.toUnmodifiableSet());
        Optional<Map<String, String>> labels = manifests.stream()
                .filter(PrometheusRule.class::isInstance)
                .findFirst()
                .map(manifest -> manifest.getMetadata().getLabels());
        Optional<ScrapeProbe> probe = ScrapeProbe.of(manifests.stream()
                .flatMap(manifest -> RuleObject.groups(manifest).stream())
                .flatMap(group -> group.getRules().stream()));
        return new Tracked(
                rules, labels, slo.groupBy(), slo.objective(), slo.windowDays(), buckets(slo.indicator()), probe);
    }

    private static Optional<HistogramBuckets> buckets(Indicator indicator) {
        return indicator instanceof Indicator.Latency latency && latency.kind() == Indicator.Histogram.CLASSIC
                ? Optional.of(new HistogramBuckets(latency))
                : Optional.empty();
    }
}
