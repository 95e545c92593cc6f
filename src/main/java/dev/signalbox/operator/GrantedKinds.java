package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Watches outputs of the kinds that every cluster has, once there are rights to them: who does not want such outputs need not
 * grant any.
 */
final class GrantedKinds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GrantedKinds.class);
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "patch", "delete");
    private static final long ASK_AGAIN_SECONDS = 60;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Outputs outputs;
    private final Runnable changed;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("granted-kinds").factory());

    /**
     * @param namespaces which are watched; empty for all
     * @param changed called when a kind has come
     */
    GrantedKinds(KubernetesClient client, Set<String> namespaces, Outputs outputs, Runnable changed) {
        this.client = client;
        this.namespaces = namespaces;
        this.outputs = outputs;
        this.changed = changed;
    }

    /** Returns when it is known to which kinds there are rights, and all outputs of these. */
    void start() {
        kinds().filter(this::isGranted).forEach(outputs::watch);
        asking.scheduleWithFixedDelay(this::askAgain, ASK_AGAIN_SECONDS, ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    private void askAgain() {
        try {
            kinds().filter(kind -> !outputs.watches(kind) && isGranted(kind)).forEach(kind -> {
                outputs.watch(kind);
                LOG.infof("may write %s now", kind.kind());
                changed.run();
            });
        } catch (RuntimeException e) {
            LOG.warnf("could not ask for rights, trying again: %s", e.getMessage());
        }
    }

    private Stream<OutputKind> kinds() {
        return Arrays.stream(OutputKind.values())
                .filter(kind -> kind.definition().isEmpty());
    }

    private boolean isGranted(OutputKind kind) {
        Set<String> scopes = namespaces.isEmpty() ? Set.of("") : namespaces;
        return scopes.stream().allMatch(namespace -> VERBS.stream().allMatch(verb -> may(verb, kind, namespace)));
    }

    /** @param namespace empty for all */
    private boolean may(String verb, OutputKind kind, String namespace) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(verb)
                .withResource(kind.plural())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.resource(review).create().getStatus().getAllowed());
    }
}
