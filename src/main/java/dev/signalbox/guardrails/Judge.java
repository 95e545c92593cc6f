package dev.signalbox.guardrails;

import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds objects against policies. Each policy is judged alone; nothing of two is ever merged. */
public final class Judge {
    /** How long before the end of an exception it is warned about. */
    public static final int DAYS_OF_WARNING = 14;

    private Judge() {}

    /**
     * Everything that an object breaks, what weighs most first: the first is the verdict.
     *
     * @param policies in any order; those of other namespaces are left out
     * @param namespace of the object
     * @param door that asks; rules that it can't decide are left out
     * @param today in UTC
     */
    public static List<Finding> judge(
            Collection<Policy> policies, Namespace namespace, Subject subject, Door door, LocalDate today) {
        return policies.stream()
                .filter(policy -> policy.selects(namespace.labels()))
                .flatMap(policy -> judge(policy, subject, door, today))
                .sorted()
                .toList();
    }

    private static Stream<Finding> judge(Policy policy, Subject subject, Door door, LocalDate today) {
        return switch (subject) {
            case Subject.Service service -> judge(policy, service, ServiceChecks.ALL, door, today);
            case Subject.Objective objective -> judge(policy, objective, SloChecks.ALL, door, today);
            case Subject.Sampling sampling -> judge(policy, sampling, SamplingChecks.ALL, door, today);
            case Subject.Alerts alerts -> judge(policy, alerts, AlertChecks.ALL, door, today);
        };
    }

    private static <S extends Subject> Stream<Finding> judge(
            Policy policy, S subject, List<Check<S>> checks, Door door, LocalDate today) {
        Set<Rule> rules = policy.rules();
        return checks.stream()
                .filter(check -> check.doors().contains(door) && rules.contains(check.rule()))
                .flatMap(check -> check.violations().apply(policy, subject).stream()
                        .map(violation -> finding(policy, check.rule(), subject, violation, today)));
    }

    private static Finding finding(Policy policy, Rule rule, Subject subject, Violation violation, LocalDate today) {
        return new Finding(
                policy.name(),
                rule,
                policy.enforcement(),
                subject.kind(),
                subject.name(),
                violation,
                standing(policy.exception(subject.name().namespace(), rule), today));
    }

    private static Standing standing(Optional<Exemption> exception, LocalDate today) {
        return exception
                .filter(exemption -> exemption.holdsOn(today))
                .<Standing>map(exemption -> new Standing.Excepted(
                        exemption.until(),
                        exemption.reason(),
                        !exemption.until().isAfter(today.plusDays(DAYS_OF_WARNING))))
                .orElseGet(() -> new Standing.Enforced(exception.map(Exemption::until)));
    }
}
