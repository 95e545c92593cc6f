package dev.signalbox.operator.watched;

import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which namespaces policies confine.
 *
 * @param guardrails the policies
 * @param namespaces whom they are for
 */
public record Confinement(Guardrails guardrails, NamespaceLabels namespaces) {
    /**
     * The first policy by name that confines a namespace today. One that is not known yet is confined where anybody is: it may be
     * the one that was meant.
     */
    public Optional<String> confining(String namespace) {
        List<Policy> confining = confining().toList();
        if (confining.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = today();
        Optional<Map<String, String>> labels = namespaces.of(namespace);
        return confining.stream()
                .filter(policy -> labels.isEmpty() || policy.confines(namespace, labels.get(), today))
                .map(Policy::name)
                .findFirst();
    }

    /** All namespaces that are confined today. */
    public Set<String> namespacesConfined() {
        return confinesAnybody()
                ? namespaces
                        .names()
                        .filter(namespace -> confining(namespace).isPresent())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    public boolean confinesAnybody() {
        return confining().findAny().isPresent();
    }

    /** Until an exception of a namespace may have ended, of which nobody tells; nothing where none holds. */
    public Optional<Duration> untilAnExceptionEnds(String namespace) {
        return untilOneEnds(exemption -> exemption.namespace().equals(namespace));
    }

    /** The same of any namespace. */
    public Optional<Duration> untilAnExceptionEnds() {
        return untilOneEnds(_ -> true);
    }

    private Optional<Duration> untilOneEnds(Predicate<Exemption> which) {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return confining()
                .flatMap(policy -> policy.exceptions().stream())
                .filter(which)
                .filter(exemption -> exemption.rules().contains(Rule.CONFINE_TO_NAMESPACE) && exemption.holdsOn(today))
                .findAny()
                .map(_ -> Duration.between(
                        now, today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private Stream<Policy> confining() {
        return guardrails.policies().stream().filter(Policy::confineToNamespace);
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    }
}
