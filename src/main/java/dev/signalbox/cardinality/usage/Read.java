package dev.signalbox.cardinality.usage;

import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.ValueMatch;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Series that somebody reads.
 *
 * @param names conditions on the metric's name; none: any metric
 * @param jobs conditions on {@code job} and {@code signalbox_service}; none: anybody's
 * @param labels whose values matter to the reader; nothing: all of them
 */
public record Read(List<LabelMatcher> names, List<LabelMatcher> jobs, Optional<Set<String>> labels) {
    /** Of this nothing is known, so it may be anything. */
    public static final Read ANYTHING = new Read(List.of(), List.of(), Optional.empty());

    public Read {
        names = List.copyOf(names);
        jobs = List.copyOf(jobs);
        labels = labels.map(all -> Collections.unmodifiableSet(new TreeSet<>(all)));
    }

    /** A metric by its name, with all its labels. */
    static Read all(String metric) {
        return new Read(List.of(LabelMatcher.equal(LabelMatcher.METRIC_NAME, metric)), List.of(), Optional.empty());
    }

    /** The same, and these labels matter too. */
    Read with(Set<String> more) {
        return new Read(names, jobs, labels.map(some -> {
            Set<String> all = new TreeSet<>(some);
            all.addAll(more);
            return all;
        }));
    }

    /** The metric, where it is a single one. */
    Optional<String> metric() {
        return names.stream()
                .filter(name -> name.op() == LabelMatcher.Op.EQUAL)
                .map(LabelMatcher::value)
                .findFirst();
    }

    boolean isOf(String job, String metric) {
        return names.stream().allMatch(name -> ValueMatch.isPossible(name, metric))
                && jobs.stream().allMatch(one -> ValueMatch.isPossible(one, job));
    }
}
