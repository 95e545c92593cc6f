package dev.signalbox.guardrails;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.guardrails.Subject.Objective;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.util.List;
import java.util.stream.IntStream;

/** What an {@code SLO} is held against. */
final class SloChecks {
    static final List<Check<Objective>> ALL = List.of(
            new Check<>(
                    Rule.RUNBOOK,
                    "`spec.alerting.runbook`, else the service's (which CEL can't see: it decides where `spec.service` is a plain name)",
                    Check.EVERYWHERE,
                    SloChecks::runbook),
            new Check<>(Rule.DESCRIPTION, "`spec.description`", Check.EVERYWHERE, SloChecks::description),
            new Check<>(Rule.OBJECTIVE, "`spec.objective`", Check.EVERYWHERE, SloChecks::objective),
            new Check<>(
                    Rule.SLOS_PER_SERVICE,
                    "SLOs of the same service in its namespace",
                    Check.WITHOUT_CEL,
                    SloChecks::siblings),
            new Check<>(
                    Rule.METRIC_LABELS,
                    "`spec.groupBy`, labels of which the recorded series carry",
                    Check.EVERYWHERE,
                    SloChecks::groupBy),
            new Check<>(
                    Rule.CONFINE_TO_NAMESPACE,
                    "queries that can't be held to the namespace",
                    Check.WITHOUT_CEL,
                    (_, objective) -> objective.unconfinable()));

    private SloChecks() {}

    private static List<Violation> runbook(Policy policy, Objective objective) {
        boolean given = objective.slo().alerting().runbook().isPresent();
        boolean unknown = objective.service().isEmpty();
        boolean inherited =
                objective.service().flatMap(DeclaredService::runbook).isPresent();
        return given || inherited || unknown
                ? List.of()
                : List.of(Words.missing("spec.alerting.runbook", "https://runbooks.example.com/checkout"));
    }

    private static List<Violation> description(Policy policy, Objective objective) {
        return objective.slo().description().isBlank()
                ? List.of(Words.missing("spec.description", "Shoppers can pay"))
                : List.of();
    }

    private static List<Violation> objective(Policy policy, Objective objective) {
        return policy
                .limits()
                .objective()
                .filter(most -> objective.slo().objective().percent().compareTo(most) > 0)
                .map(most -> Words.beyond(
                        Rule.OBJECTIVE,
                        "spec.objective",
                        most.toPlainString(),
                        objective.slo().objective().percent().toPlainString()))
                .stream()
                .toList();
    }

    /** Of too many each is one too many: none of them is more in the right for having been there before. */
    private static List<Violation> siblings(Policy policy, Objective objective) {
        return policy
                .limits()
                .slosPerService()
                .flatMap(most -> objective
                        .siblings()
                        .map(others -> others + 1)
                        .filter(all -> all > most)
                        .map(all -> new Violation(
                                reference(objective.slo().service()),
                                "must name a service whose SLOs are at most %d, were %d".formatted(most, all),
                                "remove SLOs of it until there are %d".formatted(most))))
                .stream()
                .toList();
    }

    private static String reference(ServiceReference service) {
        return switch (service) {
            case ServiceReference.Named _ -> "spec.service";
            case ServiceReference.Declared _ -> "spec.serviceRef";
        };
    }

    private static List<Violation> groupBy(Policy policy, Objective objective) {
        List<String> labels = objective.slo().groupBy();
        return IntStream.range(0, labels.size())
                .filter(i -> policy.prohibitions().metricLabels().contains(labels.get(i)))
                .mapToObj(i -> Words.forbidden(
                        "spec.groupBy[%d]".formatted(i),
                        labels.get(i),
                        "a label that metrics must not carry",
                        "group by another one, or by none"))
                .toList();
    }
}
