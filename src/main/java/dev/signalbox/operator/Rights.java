package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator may write and watch, as the API server says: what its roles allow needs one request for a namespace, and
 * each other question is asked by itself.
 */
final class Rights {
    /** So many questions at a time. */
    private static final int SIDE_BY_SIDE = 8;

    /** For all questions together: an API server that is away must not hold up whoever asks for as long as makes him look dead. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final List<String> TO_WATCH = List.of("list", "watch");

    private final KubernetesClient client;
    private final Set<String> namespaces;

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
        PatientRequest patient = new PatientRequest("ask for rights", PATIENCE);
        try {
            Map<String, AccessRules> rules = sideBySide(
                    kinds.stream().flatMap(this::scopes).collect(Collectors.toSet()),
                    namespace -> AccessRules.read(client, namespace, patient));
            Map<OutputKind, Boolean> answers =
                    sideBySide(kinds, kind -> isAllowed(kind, verbs.apply(kind), rules, patient));
            Set<OutputKind> allowed = EnumSet.noneOf(OutputKind.class);
            kinds.stream().filter(answers::get).forEach(allowed::add);
            return allowed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for rights", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "could not ask for rights: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private interface Question<T, A> {
        A ask(T about) throws InterruptedException;
    }

    private static <T, A> Map<T, A> sideBySide(Set<T> all, Question<T, A> question)
            throws InterruptedException, ExecutionException {
        try (ExecutorService asking =
                Executors.newFixedThreadPool(SIDE_BY_SIDE, Thread.ofVirtual().factory())) {
            Map<T, Future<A>> asked = new HashMap<>();
            all.forEach(about -> asked.put(about, asking.submit(() -> question.ask(about))));
            Map<T, A> answers = new HashMap<>();
            for (T about : all) {
                answers.put(about, asked.get(about).get());
            }
            return answers;
        }
    }

    /** The first no is the answer, and where the rules are complete they are. */
    private boolean isAllowed(
            OutputKind kind, Collection<String> verbs, Map<String, AccessRules> rules, PatientRequest patient)
            throws InterruptedException {
        for (String namespace : scopes(kind).toList()) {
            AccessRules known = rules.get(namespace);
            for (String verb : verbs) {
                if (!known.allow(verb, kind.group(), kind.plural())
                        && (known.complete() || !isAllowed(kind, verb, namespace, patient))) {
                    return false;
                }
            }
        }
        return true;
    }

    private Stream<String> scopes(OutputKind kind) {
        return namespaces.isEmpty() || !kind.isNamespaced() ? Stream.of("") : namespaces.stream();
    }

    private boolean isAllowed(OutputKind kind, String verb, String namespace, PatientRequest patient)
            throws InterruptedException {
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
        return Boolean.TRUE.equals(
                patient.send(() -> client.resource(review).create()).getStatus().getAllowed());
    }
}
