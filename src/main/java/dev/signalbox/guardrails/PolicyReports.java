package dev.signalbox.guardrails;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a policy found, as objects that tools for policies of any engine read: one in each namespace in which it found
 * something. There are no times in them, so that they change with their content alone.
 *
 * @see <a href="https://github.com/openreports/reports-api">OpenReports</a>
 * @see <a href="https://github.com/kubernetes-sigs/wg-policy-prototypes">its forerunner</a>
 */
public final class PolicyReports {
    /** An object of Kubernetes holds about a thousand and a half of them. */
    static final int MOST_RESULTS = 1_000;

    private static final String SOURCE = "signalbox";
    private static final List<String> RESULTS = List.of("pass", "fail", "warn", "error", "skip");

    private PolicyReports() {}

    /** @param kind {@code OPEN_REPORT} or {@code POLICY_REPORT}, of which the fields that we fill are the same */
    public static List<HasMetadata> of(OfPolicy found, ServedKind kind) {
        return found.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.object().namespace(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(namespace -> report(found.policy().name(), namespace.getKey(), namespace.getValue(), kind))
                .toList();
    }

    private static HasMetadata report(String policy, String namespace, List<Finding> findings, ServedKind kind) {
        GenericKubernetesResource report = new GenericKubernetesResource();
        report.setApiVersion(kind.apiVersion());
        report.setKind(kind.kind());
        report.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("signalbox-" + policy)
                .withLabels(OutputLabels.with(Map.of()))
                .build());
        if (kind.equals(ServedKind.OPEN_REPORT)) {
            report.setAdditionalProperty("source", SOURCE);
        }
        report.setAdditionalProperty("scope", Map.of("apiVersion", "v1", "kind", "Namespace", "name", namespace));
        report.setAdditionalProperty("summary", summary(findings));
        report.setAdditionalProperty(
                "results",
                findings.stream().limit(MOST_RESULTS).map(PolicyReports::result).toList());
        return report;
    }

    /** Of all findings, also of those that are left out of the results. */
    private static Map<String, Object> summary(List<Finding> findings) {
        Map<String, Object> summary = new LinkedHashMap<>();
        RESULTS.forEach(word -> summary.put(word, (int)
                findings.stream().filter(finding -> word.equals(word(finding))).count()));
        return summary;
    }

    private static Map<String, Object> result(Finding finding) {
        return Map.of(
                "source", SOURCE,
                "policy", finding.policy(),
                "rule", finding.rule().path(),
                "result", word(finding),
                "message", finding.told().toString(),
                "resources",
                        List.of(Map.of(
                                "apiVersion", finding.kind().apiVersion(),
                                "kind", finding.kind().kind(),
                                "namespace", finding.object().namespace(),
                                "name", finding.object().name())));
    }

    private static String word(Finding finding) {
        if (finding.isExcepted()) {
            return "skip";
        }
        return switch (finding.enforcement()) {
            case WARN -> "warn";
            case AUDIT, DENY -> "fail";
        };
    }
}
