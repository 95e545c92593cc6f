package dev.signalbox.operator;

import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.CollectorRollout.PlannedTrial;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose configuration is tried now. Those that all services depend on always are; those of tenants a few at a time, each in
 * its turn: first what is being tried already, then by namespace. Equal ones are one trial.
 *
 * @param jobs that try something now
 */
record TrialTurns(Set<ResourceName> jobs) {
    /** Each is two small containers for some ten seconds: two thousand tenants take less than an hour. */
    static final int AT_A_TIME = 8;

    TrialTurns {
        jobs = Set.copyOf(jobs);
    }

    /**
     * @param own trials of the stack's own collectors
     * @param tenants trials of tenants' collectors, sorted by namespace
     * @param goesOn whether a job is there and has not ended
     */
    static TrialTurns of(Stream<ResourceName> own, Stream<ResourceName> tenants, Predicate<ResourceName> goesOn) {
        return new TrialTurns(Stream.concat(
                        own,
                        tenants.distinct()
                                .sorted(Comparator.comparing(job -> !goesOn.test(job)))
                                .limit(AT_A_TIME))
                .collect(Collectors.toSet()));
    }

    static Stream<ResourceName> jobs(Stream<CollectorRollout> rollouts) {
        return rollouts.map(CollectorRollout::trial).flatMap(Optional::stream).map(PlannedTrial::job);
    }
}
