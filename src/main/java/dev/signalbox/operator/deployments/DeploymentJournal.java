package dev.signalbox.operator.deployments;

import dev.signalbox.model.ResourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What workloads run, and who got other images since somebody asked. Told by informers' threads. */
final class DeploymentJournal {
    private final BooleanSupplier records;
    private final Map<Key, RunningWorkload> running = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private record Key(String kind, ResourceName name) {
        static Key of(RunningWorkload workload) {
            return new Key(workload.kind(), workload.name());
        }
    }

    /** A workload as it is since a time. */
    record Change(RunningWorkload workload, Instant at) {}

    /** @param records whether anybody is going to ask; a replica that waits for its turn records nothing */
    DeploymentJournal(BooleanSupplier records) {
        this.records = records;
    }

    /** @param known it was there when the watch began, so that its images are no news */
    synchronized void seen(RunningWorkload workload, boolean known, Instant now) {
        RunningWorkload before = running.put(Key.of(workload), workload);
        boolean isNews = before == null ? !known : !before.images().equals(workload.images());
        if (isNews && records.getAsBoolean()) {
            changes.add(new Change(workload, now));
        }
    }

    synchronized void gone(RunningWorkload workload) {
        running.remove(Key.of(workload));
    }

    synchronized Collection<RunningWorkload> running() {
        return List.copyOf(running.values());
    }

    /** Those since it was last called, the oldest first. */
    synchronized List<Change> changes() {
        List<Change> told = List.copyOf(changes);
        changes.clear();
        return told;
    }
}
