package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;

/** What the operator may write, as the API server says. */
final class Rights {
    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** @param namespaces which are watched; empty for all */
    Rights(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** Whether objects of the kind can be held in all namespaces that are watched. */
    boolean holds(OutputKind kind) {
        Set<String> scopes = namespaces.isEmpty() || !kind.isNamespaced() ? Set.of("") : namespaces;
        return scopes.stream()
                .allMatch(namespace -> kind.verbs().stream().allMatch(verb -> may(verb, kind, namespace)));
    }

    /** @param namespace empty for all */
    private boolean may(String verb, OutputKind kind, String namespace) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(verb)
                .withGroup(kind.group())
                .withResource(kind.plural())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.resource(review).create().getStatus().getAllowed());
    }
}
