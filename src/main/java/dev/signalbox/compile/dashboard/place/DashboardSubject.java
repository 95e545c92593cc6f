package dev.signalbox.compile.dashboard.place;

import dev.signalbox.facts.BoardWishes;
import dev.signalbox.model.ResourceName;

/** What a dashboard is about; each subject has one at most. */
public sealed interface DashboardSubject {
    /** One SLO. */
    record OfSlo(ResourceName slo) implements DashboardSubject {}

    /**
     * One service.
     *
     * @param service the {@code ServiceObservability}
     * @param board what of it; {@code GOLDEN_SIGNALS} is the one that others lead to
     */
    record OfService(ResourceName service, BoardWishes.Board board) implements DashboardSubject {}

    /** Everything that a stack sees, from one side. */
    enum OfStack implements DashboardSubject {
        /** All SLOs. */
        SLOS,
        /** All services, for those who have a minute. */
        EXECUTIVE,
        CARDINALITY,
        COST,
        COLLECTORS,
        OPERATOR
    }
}
