package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.sampling.PolicyDecision;
import dev.signalbox.sampling.PolicyDecision.BudgetAccount;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.ServiceDecision;
import dev.signalbox.status.Verdict.Type;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The status of a {@code SamplingPolicy}, from what it was and what is known. */
public final class SamplingPolicyStatusReport {
    private static final SamplingPolicyStatus NOTHING =
            new SamplingPolicyStatus(null, null, null, null, null, null, null);

    private SamplingPolicyStatusReport() {}

    /**
     * The new status; equal to the previous one when there is nothing new to say.
     *
     * @param selected how many services follow the policy, at least 0; nothing while it is not known
     * @param sampled how they are sampled
     */
    public static SamplingPolicyStatus next(
            Optional<SamplingPolicyStatus> previous,
            Contribution contribution,
            Optional<Integer> selected,
            Sampled sampled,
            Instant now) {
        SamplingPolicyStatus before = previous.orElse(NOTHING);
        List<Condition> conditions = Optional.ofNullable(before.conditions()).orElse(List.of());
        List<Verdict> verdicts = Stream.concat(
                        ContributionVerdicts.of(contribution, false, conditions).stream(),
                        verdicts(sampled, conditions).stream())
                .toList();
        Figures figures = figures(sampled, before);
        return new SamplingPolicyStatus(
                contribution.generation(),
                Conditions.of(verdicts, conditions, contribution.generation(), now),
                selected.orElse(before.selected()),
                figures.boosted(),
                figures.services().map(SampledServices::keptSpansPerSecond).orElse(null),
                figures.services().map(SampledServices::services).orElse(null),
                figures.omitted());
    }

    /** What a status says was decided, for an operator that starts; nothing where it says nothing. */
    public static Optional<PolicyDecision> decision(Optional<SamplingPolicyStatus> status, PolicyTargets targets) {
        return status.map(told -> SampledServices.decisions(told, targets))
                .filter(decisions -> !decisions.isEmpty())
                .map(PolicyDecision::resumed);
    }

    /** What a status says beside conditions. */
    private record Figures(Optional<SampledServices> services) {
        Integer boosted() {
            return services.map(SampledServices::boosted).orElse(null);
        }

        Integer omitted() {
            return services.map(SampledServices::omitted)
                    .filter(some -> some > 0)
                    .orElse(null);
        }
    }

    private static Figures figures(Sampled sampled, SamplingPolicyStatus before) {
        return new Figures(
                switch (sampled) {
                    case Sampled.NotYet _ ->
                        Optional.ofNullable(before.services())
                                .map(services -> new SampledServices(
                                        services,
                                        Optional.ofNullable(before.servicesOmitted())
                                                .orElse(0),
                                        Optional.ofNullable(before.boosted()).orElse(0),
                                        before.keptSpansPerSecond()));
                    case Sampled.ByNobody _, Sampled.Fixed _ -> Optional.empty();
                    case Sampled.Decided decided -> Optional.of(SampledServices.of(decided, Optional.of(before)));
                });
    }

    private static List<Verdict> verdicts(Sampled sampled, List<Condition> previous) {
        return switch (sampled) {
            case Sampled.NotYet _ ->
                Stream.of(Type.ADAPTIVE, Type.BUDGET_INFEASIBLE)
                        .flatMap(
                                type -> Conditions.find(previous, type).stream().map(told -> again(type, told)))
                        .toList();
            case Sampled.ByNobody _ -> List.of();
            case Sampled.Fixed(boolean adapts, String why) ->
                adapts ? List.of(Verdict.no(Type.ADAPTIVE, Reason.METRICS_NOT_ASKED, why)) : List.of();
            case Sampled.Decided decided -> decided.targets().adapts() ? verdicts(decided) : List.of();
        };
    }

    private static Verdict again(Type type, Condition told) {
        return new Verdict(type, Verdict.Truth.of(told.getStatus()), told.getReason(), told.getMessage());
    }

    private static List<Verdict> verdicts(Sampled.Decided decided) {
        return Stream.concat(
                        Stream.of(adaptive(decided)),
                        decided.decision().budget().filter(BudgetAccount::infeasible).stream()
                                .map(SamplingPolicyStatusReport::infeasible))
                .toList();
    }

    private static Verdict adaptive(Sampled.Decided decided) {
        SortedMap<?, ServiceDecision> services = decided.decision().services();
        boolean stale = !services.isEmpty()
                && services.values().stream()
                        .allMatch(service -> service.reason() == dev.signalbox.sampling.Reason.STALE_INPUTS);
        if (!stale) {
            return Verdict.yes(
                    Type.ADAPTIVE,
                    Reason.FOLLOWING,
                    "percentages follow what is measured; each service has its reason");
        }
        return Verdict.unknown(
                Type.ADAPTIVE,
                Reason.STALE_INPUTS,
                "percentages stay as they are, because nothing that they depend on was measured in the last five minutes: "
                        + decided.unavailable()
                                .orElse(
                                        "the server of spec.metrics.queryUrl has to have the collectors' metrics, and an"
                                                + " SLO that spec.adaptive.when names its rules"));
    }

    /** Without the measured figures, which never rest. */
    private static Verdict infeasible(BudgetAccount account) {
        return Verdict.yes(
                Type.BUDGET_INFEASIBLE,
                Reason.BUDGET_INFEASIBLE,
                "what spec.tail.keep takes, with one trace a minute of each service, is more than the budget of %d spans a second; keep is never cut: raise spec.adaptive.budget.spansPerSecond, or keep less"
                        .formatted(Math.round(account.budget())));
    }
}
