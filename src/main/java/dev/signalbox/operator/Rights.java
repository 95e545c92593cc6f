package dev.signalbox.operator;

import dev.signalbox.operator.apply.InformerRetry;
import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What the operator may write and watch, as the API server says. Each question is asked by itself: the server's list of one's
 * rules is of one namespace, and may be incomplete.
 */
final class Rights {
    private static final Logger LOG = Logger.getLogger(Rights.class);

    /** So many questions at a time. */
    private static final int SIDE_BY_SIDE = 8;

    /** Connections that were kept are found closed one after the other; only then it is worth a word. */
    private static final int UNTOLD = 3;

    /** For all questions together: an API server that is away must not hold up whoever asks for as long as makes him look dead. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private static final List<String> TO_WATCH = List.of("list", "watch");

    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** @param namespace empty for all */
    private record Question(OutputKind kind, String verb, String namespace) {}

    /** @param namespaces which are watched; empty for all */
    Rights(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** Those kinds of which objects can be held in all namespaces that are watched. */
    Set<OutputKind> held(Set<OutputKind> kinds) {
        return allowed(kinds, OutputKind::verbs);
    }

    /** Those kinds of which objects, whoever's they are, can be watched in all namespaces that are watched. */
    Set<OutputKind> watched(Set<OutputKind> kinds) {
        return allowed(kinds, _ -> TO_WATCH);
    }

    private Set<OutputKind> allowed(Set<OutputKind> kinds, Function<OutputKind, Collection<String>> verbs) {
        List<Question> questions = kinds.stream()
                .flatMap(kind -> scopes(kind).flatMap(namespace -> verbs.apply(kind).stream()
                        .map(verb -> new Question(kind, verb, namespace))))
                .toList();
        Set<OutputKind> allowed = EnumSet.noneOf(OutputKind.class);
        allowed.addAll(kinds);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (ExecutorService asking =
                Executors.newFixedThreadPool(SIDE_BY_SIDE, Thread.ofVirtual().factory())) {
            List<Future<Boolean>> answers = questions.stream()
                    .map(question -> asking.submit(() -> isAllowed(question, end)))
                    .toList();
            for (int i = 0; i < questions.size(); i++) {
                if (!answers.get(i).get()) {
                    allowed.remove(questions.get(i).kind());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for rights", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "could not ask for rights: " + e.getCause().getMessage(), e.getCause());
        }
        return allowed;
    }

    private Stream<String> scopes(OutputKind kind) {
        return namespaces.isEmpty() || !kind.isNamespaced() ? Stream.of("") : namespaces.stream();
    }

    private boolean isAllowed(Question question, long end) throws InterruptedException {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(question.namespace())
                .withVerb(question.verb())
                .withGroup(question.kind().group())
                .withResource(question.kind().plural())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(answered(review, end).getStatus().getAllowed());
    }

    /**
     * A connection that was kept may be closed by the server as a request is sent. The client takes this question for a write,
     * which it does not repeat; it changes nothing, so we do.
     */
    private SelfSubjectAccessReview answered(SelfSubjectAccessReview review, long end) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                return client.resource(review).create();
            } catch (KubernetesClientException e) {
                if (!InformerRetry.isNoAnswer(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
                if (attempt > UNTOLD) {
                    LOG.warnf("could not ask for rights, trying again in %d ms: %s", pause, e.getMessage());
                }
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }
}
