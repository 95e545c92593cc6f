package dev.signalbox.sampling;

import dev.signalbox.compile.Notice;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What SDKs are told when they ask how many traces to start, by the name that they ask with: the bare
 * {@code service.name}, without a namespace. So a name claimed in two namespaces has one answer, the higher percentage.
 *
 * <p>All is started unless a user says otherwise: what a head leaves out no tail can keep. Only names with less than that
 * are listed.
 *
 * @param percentages of traces to start, 0 to below 100, by name; every other name has 100
 * @param notices by the policy whose owner should know
 */
public record HeadStrategies(SortedMap<String, Double> percentages, SortedMap<ResourceName, List<Notice>> notices) {
    /** The head is below what the tail's rules would need to hold. */
    public static final String PROMISE_LIMITED = "HeadLimitsKeep";

    /** A name has a higher percentage than its policy says. */
    public static final String NAME_SHARED = "HeadNameShared";

    private static final double ALL = 100;

    public HeadStrategies {
        percentages = Collections.unmodifiableSortedMap(new TreeMap<>(percentages));
        notices = Collections.unmodifiableSortedMap(new TreeMap<>(notices));
    }

    /** What one service asks for. */
    private record Claim(ServiceKey service, TraceSampling policy, double percent) {}

    /**
     * @param policies all there are
     * @param decisions what the loop made of them; a service without a decision has its policy's percentage
     */
    public static HeadStrategies of(List<PolicyTargets> policies, Decisions decisions) {
        List<Claim> claims = policies.stream()
                .flatMap(targets -> targets.tiers().keySet().stream()
                        .map(service ->
                                new Claim(service, targets.policy(), percent(service, targets.policy(), decisions))))
                .sorted(Comparator.comparing(Claim::service))
                .toList();
        SortedMap<String, Double> highest = new TreeMap<>();
        claims.forEach(claim -> highest.merge(claim.service().service(), claim.percent(), Math::max));
        Map<ResourceName, List<Notice>> notices = claims.stream()
                .collect(Collectors.groupingBy(
                        claim -> claim.policy().resource(),
                        Collectors.flatMapping(
                                claim -> notices(claim, highest, claims).stream(), Collectors.toList())));
        notices.values().removeIf(List::isEmpty);
        highest.values().removeIf(percent -> percent >= ALL);
        return new HeadStrategies(highest, new TreeMap<>(notices));
    }

    private static double percent(ServiceKey service, TraceSampling policy, Decisions decisions) {
        if (policy.dryRun()) {
            return ALL;
        }
        return Optional.ofNullable(decisions.policies().get(policy.resource()))
                .map(decision -> decision.services().get(service))
                .map(ServiceDecision::headPercent)
                .orElse(policy.head().percent().doubleValue());
    }

    private static List<Notice> notices(Claim claim, Map<String, Double> highest, List<Claim> claims) {
        double given = highest.get(claim.service().service());
        if (given > claim.percent()) {
            String others = claims.stream()
                    .filter(other ->
                            other.service().service().equals(claim.service().service()))
                    .filter(other -> other.percent() == given)
                    .map(other -> other.service().namespace())
                    .distinct()
                    .collect(Collectors.joining(", "));
            return List.of(new Notice(
                    NAME_SHARED,
                    "SDKs ask by service.name alone, and %s is also in %s: its head is %s %%, not %s %%"
                            .formatted(claim.service().service(), others, text(given), text(claim.percent()))));
        }
        return given < ALL && promisesErrors(claim.policy())
                ? List.of(new Notice(
                        PROMISE_LIMITED,
                        "SDKs of %s start %s %% of traces: of the others no error is kept, and metrics made of its spans are sampled"
                                .formatted(claim.service().service(), text(given))))
                : List.of();
    }

    private static boolean promisesErrors(TraceSampling policy) {
        return policy.tail().rules().keep().stream()
                .anyMatch(rule -> rule.status().equals(Optional.of(TraceSampling.SpanStatus.ERROR)));
    }

    private static String text(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }

    /** The percentage for a name. */
    public double percent(String service) {
        return percentages.getOrDefault(service, ALL);
    }
}
