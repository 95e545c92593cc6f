package dev.signalbox.testing.faults;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How often was asked, since it began to count. */
public final class RequestRates {
    private static final long SECOND = 1_000_000_000L;

    private final long began = System.nanoTime();
    private final Collection<Counted> requests = new ConcurrentLinkedQueue<>();

    private record Counted(long second, ApiRequest request) {}

    void count(ApiRequest request) {
        requests.add(new Counted((System.nanoTime() - began) / SECOND, request));
    }

    public long total() {
        return requests.size();
    }

    public long total(Predicate<ApiRequest> which) {
        return requests.stream().map(Counted::request).filter(which).count();
    }

    /** In the second that had most. */
    public long mostPerSecond() {
        return requests.stream()
                .collect(Collectors.groupingBy(Counted::second, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** In a second on average, of those that have passed. */
    public double perSecond() {
        return total() * (double) SECOND / Math.max(1, System.nanoTime() - began);
    }

    /** What was asked most: {@code 40 watch slos, 12 list slos}. */
    public String words(int kinds) {
        return requests.stream()
                .collect(Collectors.groupingBy(Counted::request, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<ApiRequest, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(kinds)
                .map(one -> "%d %s %s"
                        .formatted(
                                one.getValue(),
                                one.getKey().verb(),
                                one.getKey().resource()))
                .collect(Collectors.joining(", "));
    }
}
