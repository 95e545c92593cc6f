package dev.signalbox.coverage;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What runs pods.
 *
 * @param name of it
 * @param podLabels of the pods that it makes
 * @param idle suspended, or scaled to none
 * @param period the longest time between two runs; nothing: it runs always
 */
public record Workload(WorkloadName name, Map<String, String> podLabels, boolean idle, Optional<Duration> period) {
    private static final Duration RECENTLY = Duration.ofHours(1);

    public Workload {
        podLabels = Collections.unmodifiableMap(new TreeMap<>(podLabels));
    }

    /** What runs always. */
    public static Workload running(WorkloadName name, Map<String, String> podLabels) {
        return new Workload(name, podLabels, false, Optional.empty());
    }

    /**
     * What runs now and then.
     *
     * @param schedule as a CronJob has it; one that can't be read is taken for an hourly one
     */
    public static Workload scheduled(
            WorkloadName name, Map<String, String> podLabels, boolean suspended, String schedule) {
        return new Workload(
                name,
                podLabels,
                suspended,
                Optional.of(Schedule.longestPause(schedule).orElse(RECENTLY)));
    }

    /** How far back something has to be seen: an hour, or two periods where that is longer. */
    public Duration lookBack() {
        return period.map(between -> between.multipliedBy(2))
                .filter(twice -> twice.compareTo(RECENTLY) > 0)
                .orElse(RECENTLY);
    }
}
