package dev.signalbox.operator.observe;

import dev.signalbox.compile.slo.RuleObject;
import dev.signalbox.model.Objective;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is looked for of one SLO.
 *
 * @param rules fingerprints of its rules as they are in the cluster
 * @param groupBy labels that tell its groups apart
 * @param objective for the error ratio
 */
record Tracked(Set<Long> rules, List<String> groupBy, Objective objective) {

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
        return new Tracked(rules, slo.groupBy(), slo.objective());
    }
}
