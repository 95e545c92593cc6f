package dev.signalbox.freeze;

import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which gates are to be closed, and by whom. */
public final class Closures {
    /** The least budget first; equal ones by name. */
    private static final Comparator<Budget> WORST_FIRST = Comparator.comparing(
                    Budget::remaining, Comparator.comparing(left -> left.orElse(BigDecimal.valueOf(Long.MAX_VALUE))))
            .thenComparing(Budget::slo);

    /** The severest first; of equal ones the first by name. */
    private static final Comparator<Policy> SEVEREST_FIRST = Comparator.comparing(
                    (Policy policy) -> policy.freeze().orElseThrow().enforcement(), Comparator.reverseOrder())
            .thenComparing(Policy::name);

    private Closures() {}

    /**
     * Of services whose budget is exhausted, where a policy says that it matters. A budget of which nobody knows anything any
     * more holds the gate that it closed, until that opens by itself.
     *
     * @param budgets of SLOs that say {@code Freeze}
     * @param policies all that can be read
     * @param namespaces labels of those that budgets are of
     * @param gates as they are, by service
     */
    public static List<Closure> of(
            Collection<Budget> budgets,
            Collection<Policy> policies,
            Map<String, Map<String, String>> namespaces,
            Map<ResourceName, FreezeGateSpec> gates,
            Instant now) {
        Map<ResourceName, List<Budget>> byService = budgets.stream()
                .filter(budget -> closes(budget, Optional.ofNullable(gates.get(budget.service()))))
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(Budget::service, TreeMap::new, Collectors.toList()));
        List<Closure> closures = new ArrayList<>();
        byService.forEach((service, exhausted) -> severest(
                        policies,
                        service.namespace(),
                        namespaces.getOrDefault(service.namespace(), Map.of()),
                        exhausted.getFirst().tier(),
                        now)
                .ifPresent(policy -> closures.add(closure(service, policy, exhausted, now))));
        return List.copyOf(closures);
    }

    private static boolean closes(Budget budget, Optional<FreezeGateSpec> gate) {
        return switch (budget.state()) {
            case EXHAUSTED -> true;
            case LEFT -> false;
            case UNKNOWN ->
                gate.filter(there -> there.slo().equals(budget.slo().name())).isPresent();
        };
    }

    private static Optional<Policy> severest(
            Collection<Policy> policies,
            String namespace,
            Map<String, String> labels,
            Optional<Integer> tier,
            Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return policies.stream()
                .filter(policy -> policy.freeze()
                        .filter(terms -> terms.tiers().isEmpty()
                                || tier.filter(terms.tiers()::contains).isPresent())
                        .isPresent())
                .filter(policy -> policy.selects(labels))
                .filter(policy -> policy.exception(namespace, Rule.FREEZE)
                        .filter(exception -> exception.holdsOn(today))
                        .isEmpty())
                .min(SEVEREST_FIRST);
    }

    private static Closure closure(ResourceName service, Policy policy, List<Budget> exhausted, Instant now) {
        Budget worst = exhausted.getFirst();
        return new Closure(
                service,
                policy.name(),
                policy.freeze().orElseThrow(),
                worst.slo().name(),
                worst.remaining().orElse(BigDecimal.ZERO),
                exhausted.stream().map(budget -> budget.slo().name()).collect(Collectors.toSet()),
                exhausted.stream().anyMatch(budget -> budget.isFresh(now)));
    }
}
