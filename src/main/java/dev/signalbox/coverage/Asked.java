package dev.signalbox.coverage;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question with the time that it is about.
 *
 * @param question what
 * @param window how far back
 * @param scheduled only of what runs by a schedule
 */
public record Asked(Question question, Duration window, boolean scheduled) {
    private static final Duration RECENTLY = Duration.ofHours(1);

    /** How far back it is asked of CronJobs: not for each schedule by itself, or there were as many questions as schedules. */
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofHours(6), Duration.ofDays(2), Duration.ofDays(14), Duration.ofDays(62));

    public String query() {
        return question.query(window, scheduled);
    }

    /** Everything that has to be asked of these workloads: five questions, and four for each window of CronJobs. */
    public static List<Asked> about(Inventory inventory) {
        return Stream.concat(
                        Stream.of(Question.values()).map(question -> new Asked(question, RECENTLY, false)),
                        inventory.workloads().stream()
                                .map(Asked::window)
                                .filter(window -> !window.equals(RECENTLY))
                                .distinct()
                                .sorted()
                                .flatMap(window -> Stream.of(Question.values())
                                        .filter(Question::isOfScheduled)
                                        .map(question -> new Asked(question, window, true))))
                .toList();
    }

    /** The one that tells of a workload. */
    static Asked of(Question question, Workload workload) {
        Duration window = window(workload);
        return new Asked(question, window, !window.equals(RECENTLY));
    }

    /** A schedule that comes less often than the longest is asked about that. */
    private static Duration window(Workload workload) {
        Duration wanted = workload.lookBack();
        return wanted.equals(RECENTLY)
                ? RECENTLY
                : WINDOWS.stream()
                        .filter(window -> window.compareTo(wanted) >= 0)
                        .findFirst()
                        .orElse(WINDOWS.getLast());
    }
}
