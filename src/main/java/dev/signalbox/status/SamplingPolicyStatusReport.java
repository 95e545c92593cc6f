package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The status of a {@code SamplingPolicy}, from what it was and what is known. */
public final class SamplingPolicyStatusReport {
    private static final SamplingPolicyStatus NOTHING =
            new SamplingPolicyStatus(null, null, null, null, null, null, null);

    private SamplingPolicyStatusReport() {}

    /**
     * The new status; equal to the previous one when there is nothing new to say.
     *
     * @param selected how many services follow the policy, at least 0; nothing while it is not known
     */
    public static SamplingPolicyStatus next(
            Optional<SamplingPolicyStatus> previous,
            Contribution contribution,
            Optional<Integer> selected,
            Instant now) {
        SamplingPolicyStatus before = previous.orElse(NOTHING);
        List<Condition> conditions = Optional.ofNullable(before.conditions()).orElse(List.of());
        return new SamplingPolicyStatus(
                contribution.generation(),
                Conditions.of(
                        ContributionVerdicts.of(contribution, false, conditions),
                        conditions,
                        contribution.generation(),
                        now),
                selected.orElse(before.selected()),
                before.boosted(),
                before.keptSpansPerSecond(),
                before.services(),
                before.servicesOmitted());
    }
}
