package dev.signalbox.cardinality.usage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which metrics and labels anybody reads, of all that could be looked at. */
public final class Usage {
    private final Map<String, Set<Read>> byMetric = new HashMap<>();
    private final List<Read> others;
    private final Set<String> adapted;
    private final SortedSet<String> unread;

    private Usage(ObjectReads all) {
        Set<Read> open = new HashSet<>();
        all.reads().forEach(read -> read.metric()
                .map(metric -> byMetric.computeIfAbsent(metric, _ -> new HashSet<>()))
                .orElse(open)
                .add(read));
        others = new ArrayList<>(open);
        adapted = all.adapted();
        unread = Collections.unmodifiableSortedSet(new TreeSet<>(all.unread()));
    }

    public static Usage of(ObjectReads all) {
        return new Usage(all);
    }

    /** Whether anybody reads a metric of a job. */
    public boolean isRead(String job, String metric) {
        return isAdapted(metric) || reads(job, metric).findAny().isPresent();
    }

    /** Whether the values of a label of such a metric matter to anybody. */
    public boolean isRead(String job, String metric, String label) {
        return isAdapted(metric)
                || reads(job, metric).anyMatch(read -> read.labels()
                        .map(labels -> labels.contains(label))
                        .orElse(true));
    }

    /** What could not be looked at, so that somebody may read more; for people. */
    public SortedSet<String> unread() {
        return unread;
    }

    private Stream<Read> reads(String job, String metric) {
        return Stream.concat(byMetric.getOrDefault(metric, Set.of()).stream(), others.stream())
                .filter(read -> read.isOf(job, metric));
    }

    /** Adapters name a rate after its counter: {@code http_requests_per_second}. */
    private boolean isAdapted(String metric) {
        String stem = metric.replaceFirst("_(?:total|bucket|sum|count)$", "");
        return adapted.stream().anyMatch(name -> name.startsWith(stem));
    }
}
