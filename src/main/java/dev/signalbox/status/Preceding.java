package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The deployment that came last before an SLO was in trouble; whether it is to blame nobody here knows. */
final class Preceding {
    private Preceding() {}

    /**
     * Found when trouble begins, and kept until it is over.
     *
     * @param next the status but for this field
     * @param changes of the service's workloads, in any order
     */
    static Optional<WorkloadChange> of(
            SloStatus previous, SloStatus next, Collection<WorkloadChange> changes, Instant now) {
        if (!isInTrouble(next)) {
            return Optional.empty();
        }
        if (isInTrouble(previous)) {
            return Optional.ofNullable(previous.precededBy());
        }
        Instant began = alerts(next).stream()
                .map(alert -> Instant.parse(alert.since()))
                .min(Comparator.naturalOrder())
                .orElse(now);
        return changes.stream()
                .filter(change -> !Instant.parse(change.time()).isAfter(began))
                .max(Comparator.comparing(change -> Instant.parse(change.time())));
    }

    private static boolean isInTrouble(SloStatus status) {
        return status.state() == SloStatus.State.WARNING
                || status.state() == SloStatus.State.EXHAUSTED
                || !alerts(status).isEmpty();
    }

    private static List<SloStatus.Alert> alerts(SloStatus status) {
        return Optional.ofNullable(status.alerts()).orElse(List.of());
    }
}
