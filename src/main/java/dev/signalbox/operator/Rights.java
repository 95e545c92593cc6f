package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
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

/**
 * What the operator may write and watch, as the API server says. Each question is asked by itself: the server's list of one's
 * rules is of one namespace, and may be incomplete.
 */
final class Rights {
    /** So many questions at a time. */
    private static final int SIDE_BY_SIDE = 8;

    /** For all questions together: an API server that is away must not hold up whoever asks for as long as makes him look dead. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

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
        PatientRequest patient = new PatientRequest("ask for rights", PATIENCE);
        try (ExecutorService asking =
                Executors.newFixedThreadPool(SIDE_BY_SIDE, Thread.ofVirtual().factory())) {
            List<Future<Boolean>> answers = questions.stream()
                    .map(question -> asking.submit(() -> isAllowed(question, patient)))
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

    private boolean isAllowed(Question question, PatientRequest patient) throws InterruptedException {
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
        return Boolean.TRUE.equals(
                patient.send(() -> client.resource(review).create()).getStatus().getAllowed());
    }
}
