package dev.signalbox.operator.observe;

import dev.signalbox.backend.ActiveAlert;
import dev.signalbox.backend.EvaluatedRule;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.FiringAlert;
import dev.signalbox.status.RuleEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rules of SLOs that a server has, by the labels that they set. Files and groups are no help: {@code a/b-c} and
 * {@code a-b/c} would meet in them.
 */
final class LoadedRules implements Consumer<EvaluatedRule> {
    private final Map<ResourceName, Set<Long>> loaded = new HashMap<>();
    private final Set<ResourceName> unevaluated = new HashSet<>();
    private final Map<ResourceName, RuleEvidence.Failing> failing = new HashMap<>();
    private final RuleFingerprints fingerprints;
    private final Map<ResourceName, List<ActiveAlert>> firing = new HashMap<>();
    private int size;

    LoadedRules(RuleFingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    @Override
    public void accept(EvaluatedRule rule) {
        size++;
        slo(rule.labels()).ifPresent(slo -> {
            loaded.computeIfAbsent(slo, _ -> new HashSet<>()).add(fingerprints.of(rule.name(), rule.query()));
            rule.alerts().stream().filter(ActiveAlert::isFiring).forEach(alert -> firing.computeIfAbsent(
                            slo, _ -> new ArrayList<>())
                    .add(alert));
            switch (rule.health()) {
                case "ok" -> {}
                case "err" -> failing.putIfAbsent(slo, new RuleEvidence.Failing(rule.name(), rule.lastError()));
                default -> unevaluated.add(slo);
            }
        });
    }

    int size() {
        return size;
    }

    /** @param expected fingerprints of the rules as they are in the cluster */
    RuleEvidence evidence(ResourceName slo, Set<Long> expected) {
        if (!loaded.getOrDefault(slo, Set.of()).containsAll(expected)) {
            return new RuleEvidence.Absent();
        }
        if (failing.containsKey(slo)) {
            return failing.get(slo);
        }
        return unevaluated.contains(slo) ? new RuleEvidence.Unevaluated() : new RuleEvidence.Loaded();
    }

    /** @param groupBy labels that tell the groups of the SLO apart */
    List<FiringAlert> firing(ResourceName slo, List<String> groupBy) {
        return firing.getOrDefault(slo, List.of()).stream()
                .map(alert -> new FiringAlert(
                        alert.labels().getOrDefault("alertname", ""),
                        alert.labels().getOrDefault("signalbox_severity", ""),
                        group(alert.labels(), groupBy),
                        alert.activeAt()))
                .toList();
    }

    /** The part of a series' labels that says which group of its SLO it is. */
    static Map<String, String> group(Map<String, String> labels, List<String> groupBy) {
        Map<String, String> group = new TreeMap<>();
        groupBy.forEach(label -> group.put(label, labels.getOrDefault(label, "")));
        return group;
    }

    /** Whose rule or series it is, by its labels. */
    static Optional<ResourceName> slo(Map<String, String> labels) {
        String namespace = labels.getOrDefault("namespace", "");
        String slo = labels.getOrDefault("slo", "");
        return namespace.isEmpty() || slo.isEmpty() ? Optional.empty() : Optional.of(new ResourceName(namespace, slo));
    }
}
