package dev.signalbox.compile.kube;

import dev.signalbox.facts.RuleSettings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.util.List;

/**
 * Rule groups as an object of the cluster. A {@code VMRule} holds groups and rules in the same fields as a
 * {@code PrometheusRule}, of which we use none that it lacks.
 *
 * @see <a href="https://docs.victoriametrics.com/operator/api/#vmrule">VMRule</a>
 */
public final class RuleObject {
    private static final String SPEC = "spec";

    private RuleObject() {}

    /** Groups as the kind that is asked for. */
    public static HasMetadata of(RuleSettings.Format format, ObjectMeta metadata, List<RuleGroup> groups) {
        PrometheusRuleSpec spec = new PrometheusRuleSpec();
        spec.setGroups(groups);
        return switch (format) {
            case PROMETHEUS_RULE -> {
                PrometheusRule rule = new PrometheusRule();
                rule.setMetadata(metadata);
                rule.setSpec(spec);
                yield rule;
            }
            case VM_RULE ->
                new GenericKubernetesResourceBuilder()
                        .withApiVersion(format.kind().apiVersion())
                        .withKind(format.kind().kind())
                        .withMetadata(metadata)
                        .addToAdditionalProperties(SPEC, spec)
                        .build();
        };
    }

    /** The groups in a manifest; none where it is not one of rules. */
    public static List<RuleGroup> groups(HasMetadata manifest) {
        return switch (manifest) {
            case PrometheusRule rule -> rule.getSpec().getGroups();
            case GenericKubernetesResource resource
            when resource.getAdditionalProperties().get(SPEC) instanceof PrometheusRuleSpec spec -> spec.getGroups();
            default -> List.of();
        };
    }
}
