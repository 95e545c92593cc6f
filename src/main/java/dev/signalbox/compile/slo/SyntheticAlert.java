package dev.signalbox.compile.slo;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An alert that nothing is behind, with the labels of a real one, so that it goes where that would go.
 *
 * @param labels those of the rule, and {@link #TEST}; those by which an SLO groups are not known
 * @param annotations that say so
 */
public record SyntheticAlert(SortedMap<String, String> labels, SortedMap<String, String> annotations) {
    /** {@code "true"} on such an alert, and never on another. */
    public static final String TEST = "signalbox_test";

    public SyntheticAlert {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** The one of a severity; nothing where the SLO has no such alert, or no rules. */
    public static Optional<SyntheticAlert> of(Slo slo, Severity severity, ClusterFacts facts) {
        return SloCompiler.compile(slo, facts) instanceof Compilation.Compiled(var manifests, var _)
                ? manifests.stream()
                        .flatMap(manifest -> RuleObject.groups(manifest).stream())
                        .flatMap(group -> group.getRules().stream())
                        .filter(rule -> slo.alerting().name().equals(rule.getAlert()))
                        .filter(rule -> severity.label().equals(rule.getLabels().get("signalbox_severity")))
                        .findFirst()
                        .map(rule -> of(slo, severity, rule))
                : Optional.empty();
    }

    private static SyntheticAlert of(Slo slo, Severity severity, Rule rule) {
        SortedMap<String, String> labels = new TreeMap<>(rule.getLabels());
        labels.put("alertname", rule.getAlert());
        labels.put(TEST, "true");
        SortedMap<String, String> annotations = new TreeMap<>(Map.of(
                "summary",
                "Test of the %s of SLO %s: nothing is wrong".formatted(severity.label(), slo.name()),
                "description",
                "Somebody ran signalbox test-alert to see whether this gets through. It ends by itself."));
        Stream.of("runbook_url", "dashboard_url")
                .filter(rule.getAnnotations()::containsKey)
                .forEach(link -> annotations.put(link, rule.getAnnotations().get(link)));
        return new SyntheticAlert(labels, annotations);
    }

    /** With labels that only the real series have. */
    public SyntheticAlert with(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        more.forEach(all::putIfAbsent);
        return new SyntheticAlert(all, annotations);
    }
}
