package dev.signalbox.cardinality.usage;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Yield;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Metrics that there are, by name.
 *
 * @param all those that a server has seen, and those that are about to be recorded
 */
public record MetricNames(Set<String> all) {
    /** Prometheus writes these where an alert is pending or fires, so that they are missing where all is well. */
    private static final Set<String> OF_ALERTS = Set.of("ALERTS", "ALERTS_FOR_STATE");

    /** What clients and exporters put after a name, and people forget or put too much. */
    private static final List<String> ENDINGS = List.of(
            "_total", "_bucket", "_sum", "_count", "_seconds", "_bytes", "_info", "_seconds_total", "_bytes_total");

    /** A longer name is nobody's slip. */
    private static final int LONGEST = 200;

    public MetricNames {
        all = Collections.unmodifiableSet(all);
    }

    /** With what rules record, which a server need not have done yet. */
    public MetricNames and(Collection<String> recorded) {
        Set<String> more = new HashSet<>(all);
        more.addAll(recorded);
        return new MetricNames(more);
    }

    /**
     * Those that an expression names and nobody has, where it gives nothing for want of them: not one that it asks to be absent,
     * that it can do without ({@code or}, {@code unless}), that it names by a pattern or by a variable.
     */
    public SortedSet<String> missing(Expr expr) {
        SortedSet<String> missing = new TreeSet<>();
        for (VectorSelector selector : Yield.missing(expr, this::hasData)) {
            selector.exactNames().filter(Predicate.not(this::isKnown)).forEach(missing::add);
        }
        return missing;
    }

    private boolean hasData(VectorSelector selector) {
        return selector.exactNames().allMatch(this::isKnown);
    }

    private boolean isKnown(String name) {
        return all.contains(name) || OF_ALERTS.contains(name) || name.isEmpty() || Variables.standsIn(name);
    }

    /** What was probably meant: with another ending, or with a slip in eight characters, two at least. */
    public Optional<String> nearest(String name) {
        return name.length() > LONGEST ? Optional.empty() : otherEnding(name).or(() -> withSlips(name));
    }

    private Optional<String> otherEnding(String name) {
        return ENDINGS.stream()
                .flatMap(ending -> Stream.concat(
                        Stream.of(name + ending),
                        name.endsWith(ending)
                                ? Stream.concat(
                                        Stream.of(name.substring(0, name.length() - ending.length())),
                                        ENDINGS.stream()
                                                .map(other ->
                                                        name.substring(0, name.length() - ending.length()) + other))
                                : Stream.empty()))
                .filter(all::contains)
                .findFirst();
    }

    private Optional<String> withSlips(String name) {
        int most = Math.max(2, name.length() / 8);
        String word = name.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(other -> Math.abs(other.length() - name.length()) <= most)
                .map(other -> new Slips(other, Slips.between(word, other.toLowerCase(Locale.ROOT), most)))
                .filter(slips -> slips.count() <= most)
                .min(Comparator.comparingInt(Slips::count).thenComparing(Slips::name))
                .map(Slips::name);
    }

    /** @param count characters too many, too few or wrong */
    private record Slips(String name, int count) {

        /** Counted no further than needed: names there are by the hundred thousand. */
        static int between(String left, String right, int most) {
            int[] above = new int[right.length() + 1];
            for (int j = 0; j <= right.length(); j++) {
                above[j] = j;
            }
            for (int i = 1; i <= left.length(); i++) {
                int[] row = new int[right.length() + 1];
                row[0] = i;
                int least = i;
                for (int j = 1; j <= right.length(); j++) {
                    int wrong = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                    row[j] = Math.min(above[j - 1] + wrong, Math.min(above[j], row[j - 1]) + 1);
                    least = Math.min(least, row[j]);
                }
                if (least > most) {
                    return least;
                }
                above = row;
            }
            return above[right.length()];
        }
    }
}
