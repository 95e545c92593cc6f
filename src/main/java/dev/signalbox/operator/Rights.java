package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the operator may write and watch, as the API server says. */
final class Rights {
    private static final int NO_ANSWER = 0;
    private static final int ATTEMPTS = 5;

    private static final List<String> TO_WATCH = List.of("list", "watch");

    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** @param namespaces which are watched; empty for all */
    Rights(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** Whether objects of the kind can be held in all namespaces that are watched. */
    boolean holds(OutputKind kind) {
        return may(kind.verbs(), kind);
    }

    /** Whether objects of the kind, whoever's they are, can be watched in all namespaces that are watched. */
    boolean watches(OutputKind kind) {
        return may(TO_WATCH, kind);
    }

    private boolean may(Collection<String> verbs, OutputKind kind) {
        Set<String> scopes = namespaces.isEmpty() || !kind.isNamespaced() ? Set.of("") : namespaces;
        return scopes.stream().allMatch(namespace -> verbs.stream().allMatch(verb -> may(verb, kind, namespace)));
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
        return Boolean.TRUE.equals(answered(review).getStatus().getAllowed());
    }

    /**
     * A connection that was kept may be closed by the server as a request is sent. The client takes this question for a write,
     * which it does not repeat; it changes nothing, so we do.
     */
    private SelfSubjectAccessReview answered(SelfSubjectAccessReview review) {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.resource(review).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != NO_ANSWER || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
