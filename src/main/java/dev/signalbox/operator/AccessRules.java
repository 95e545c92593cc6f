package dev.signalbox.operator;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * What one's roles allow in a namespace, by one request.
 *
 * @param complete not where an authorizer can't list what it allows: what no rule allows may be allowed there all the same
 */
record AccessRules(List<ResourceRule> rules, boolean complete) {
    /** No namespace can have this name, so that only what holds in the whole cluster holds in it. */
    private static final String NOWHERE = "-";

    private static final String ALL = "*";

    /**
     * Asks for them.
     *
     * @param namespace empty for what holds in the whole cluster
     */
    static AccessRules read(KubernetesClient client, String namespace, PatientRequest patient)
            throws InterruptedException {
        SelfSubjectRulesReview review = new SelfSubjectRulesReviewBuilder()
                .withNewSpec(namespace.isEmpty() ? NOWHERE : namespace)
                .build();
        try {
            SubjectRulesReviewStatus answer =
                    patient.send(() -> client.resource(review).create()).getStatus();
            return new AccessRules(
                    answer.getResourceRules(),
                    !Boolean.TRUE.equals(answer.getIncomplete()) && answer.getEvaluationError() == null);
        } catch (KubernetesClientException refused) {
            return new AccessRules(List.of(), false);
        }
    }

    /** @param resource its plural, without a subresource */
    boolean allow(String verb, String group, String resource) {
        return rules.stream()
                .anyMatch(rule -> rule.getResourceNames().isEmpty()
                        && holds(rule.getVerbs(), verb)
                        && holds(rule.getApiGroups(), group)
                        && holds(rule.getResources(), resource));
    }

    private static boolean holds(List<String> values, String value) {
        return values.contains(value) || values.contains(ALL);
    }
}
