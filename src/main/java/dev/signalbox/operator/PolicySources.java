package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies, and the labels of namespaces, by which they say whom they are for. Both are known before anything is reconciled, so
 * that a restart opens nothing.
 *
 * @param <P> what is woken when they change
 */
final class PolicySources<P extends HasMetadata> {
    private final InformerEventSource<ObservabilityPolicy, P> policies;
    private final InformerEventSource<Namespace, P> namespaces;

    /**
     * @param all of what is woken
     * @param in the same of one namespace
     */
    PolicySources(
            EventSourceContext<P> context,
            Class<P> type,
            Supplier<Set<ResourceID>> all,
            Function<String, Set<ResourceID>> in) {
        policies = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ObservabilityPolicy.class, type)
                        .withNamespaces(Constants.WATCH_ALL_NAMESPACE_SET)
                        .withSecondaryToPrimaryMapper(_ -> all.get())
                        .withOnUpdateFilter(PolicySources::asksOtherwise)
                        .build(),
                context);
        namespaces = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Namespace.class, type)
                        .withNamespaces(Constants.WATCH_ALL_NAMESPACE_SET)
                        .withSecondaryToPrimaryMapper(namespace -> confinesAnybody()
                                ? in.apply(namespace.getMetadata().getName())
                                : Set.of())
                        .withOnUpdateFilter(PolicySources::isLabelledOtherwise)
                        .build(),
                context);
    }

    List<EventSource<?, P>> eventSources() {
        return List.of(policies, namespaces);
    }

    /** A policy that can't be read holds for nobody; its own status says so. */
    Stream<Policy> policies() {
        return policies.list().flatMap(policy -> PolicyReader.read(policy).meant().stream());
    }

    /** Whether a namespace is confined today. One that is not known yet is, where anybody is: it may be the one that was meant. */
    boolean confines(String namespace) {
        Optional<Map<String, String>> labels =
                namespaces.get(new ResourceID(namespace)).map(PolicySources::labels);
        LocalDate today = today();
        return policies().anyMatch(policy -> labels.map(known -> policy.confines(namespace, known, today))
                .orElse(policy.confineToNamespace()));
    }

    /** All namespaces that are confined today. */
    Set<String> confined() {
        List<Policy> confining = policies().filter(Policy::confineToNamespace).toList();
        LocalDate today = today();
        return confining.isEmpty()
                ? Set.of()
                : namespaces
                        .list()
                        .filter(namespace -> confining.stream()
                                .anyMatch(policy ->
                                        policy.confines(namespace.getMetadata().getName(), labels(namespace), today)))
                        .map(namespace -> namespace.getMetadata().getName())
                        .collect(Collectors.toSet());
    }

    /** Until an exception of a namespace may have ended, of which nobody tells; nothing where none holds. */
    Optional<Duration> untilAnExceptionEnds(String namespace) {
        return untilOneEnds(exemption -> exemption.namespace().equals(namespace));
    }

    /** The same of any namespace. */
    Optional<Duration> untilAnExceptionEnds() {
        return untilOneEnds(_ -> true);
    }

    private Optional<Duration> untilOneEnds(Predicate<Exemption> which) {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return policies()
                .filter(Policy::confineToNamespace)
                .flatMap(policy -> policy.exceptions().stream())
                .filter(which)
                .filter(exemption -> exemption.rules().contains(Rule.CONFINE_TO_NAMESPACE) && exemption.holdsOn(today))
                .findAny()
                .map(_ -> Duration.between(
                        now, today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private boolean confinesAnybody() {
        return policies().anyMatch(Policy::confineToNamespace);
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    }

    private static Map<String, String> labels(HasMetadata namespace) {
        return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
    }

    private static boolean asksOtherwise(HasMetadata policy, HasMetadata before) {
        return !Objects.equals(
                policy.getMetadata().getGeneration(), before.getMetadata().getGeneration());
    }

    private static boolean isLabelledOtherwise(HasMetadata namespace, HasMetadata before) {
        return !labels(namespace).equals(labels(before));
    }
}
