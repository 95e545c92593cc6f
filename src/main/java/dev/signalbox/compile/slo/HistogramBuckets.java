package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.selector;

import dev.signalbox.model.HistogramUnit;
import dev.signalbox.model.Indicator.Latency;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Violation;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the threshold of a latency lies in its histogram.
 *
 * @param latency the indicator
 */
public record HistogramBuckets(Latency latency) {
    private static final String LE = "le";

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

    /** Bounds from here on are written with an exponent by Go, and so by most client libraries. */
    private static final BigDecimal EXPONENT_FROM = BigDecimal.valueOf(1_000_000);

    /** The bounds nearest to the threshold that no bucket has, in their unit. */
    public record Gap(BigDecimal threshold, Optional<BigDecimal> below, Optional<BigDecimal> above) {}

    /** A query that gives one series for each bound that the histogram has anywhere. */
    public String query() {
        return PromqlPrinter.print(by(List.of(LE), AggregateOp.GROUP, series("_bucket")));
    }

    /**
     * What is wrong with the threshold; nothing when a bucket has it, or when none are known.
     *
     * @param bounds values of {@code le}; those that are no numbers are passed over
     */
    public Optional<Gap> gap(Collection<String> bounds) {
        SortedSet<BigDecimal> known = bounds.stream()
                .filter(bound -> NUMBER.matcher(bound).matches())
                .map(BigDecimal::new)
                .collect(Collectors.toCollection(TreeSet::new));
        BigDecimal threshold = threshold();
        if (known.isEmpty() || known.contains(threshold)) {
            return Optional.empty();
        }
        SortedSet<BigDecimal> below = known.headSet(threshold);
        SortedSet<BigDecimal> above = known.tailSet(threshold);
        return Optional.of(new Gap(
                threshold,
                below.isEmpty() ? Optional.empty() : Optional.of(below.last()),
                above.isEmpty() ? Optional.empty() : Optional.of(above.first())));
    }

    /**
     * The same for an SLO whose histogram's bounds are known beforehand.
     *
     * @param known bounds by the names of histograms
     */
    Optional<Violation> violation(Map<String, List<BigDecimal>> known) {
        List<String> bounds = known.getOrDefault(name(), List.of()).stream()
                .map(BigDecimal::toPlainString)
                .toList();
        return gap(bounds).map(gap -> {
            String nearest = Stream.concat(gap.below().stream(), gap.above().stream())
                    .map(this::asDuration)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" or "));
            return new Violation(
                    "spec.sli.latency.threshold",
                    "must be a bound of %s's buckets, was \"%s\""
                            .formatted(name(), PrometheusDuration.print(latency.threshold())),
                    (nearest.isEmpty() ? "" : "write " + nearest + ", or ") + "add a bucket to the histogram");
        });
    }

    /** A bound as it can be written; nothing for one that is no whole number of milliseconds. */
    private Optional<String> asDuration(BigDecimal bound) {
        BigDecimal millis = bound.multiply(unit()).movePointLeft(6).stripTrailingZeros();
        return millis.scale() <= 0 && millis.signum() > 0
                ? Optional.of(PrometheusDuration.print(Duration.ofMillis(millis.longValue())))
                : Optional.empty();
    }

    /** The threshold in the unit of the bounds. */
    BigDecimal threshold() {
        BigDecimal nanos = BigDecimal.valueOf(latency.threshold().toNanos());
        return nanos.divide(unit(), 9, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    /** The histogram itself, or a part of it: {@code _bucket}, {@code _count}. */
    VectorSelector series(String suffix) {
        VectorSelector histogram = selector(latency.histogram());
        List<LabelMatcher> labels = histogram.matchers().stream()
                .filter(matcher -> !matcher.isOnMetricName())
                .toList();
        return new VectorSelector(Optional.of(name() + suffix), labels, histogram.modifiers());
    }

    /** All events. */
    VectorSelector total() {
        return series("_bucket").with(List.of(LabelMatcher.equal(LE, "+Inf")));
    }

    /** The events that are fast enough; no series where no bucket has the threshold as its bound. */
    VectorSelector good() {
        List<String> spellings = spellings();
        LabelMatcher bound = spellings.size() == 1
                ? LabelMatcher.equal(LE, spellings.getFirst())
                : LabelMatcher.matches(
                        LE, spellings.stream().map(HistogramBuckets::quoted).collect(Collectors.joining("|")));
        return series("_bucket").with(List.of(bound));
    }

    /**
     * How clients and servers write the bound: whole numbers with and without a fraction ({@code 1} by Go,
     * {@code 1.0} by OpenMetrics and by Prometheus 3), large ones also with an exponent.
     */
    private List<String> spellings() {
        BigDecimal bound = threshold();
        String plain = bound.toPlainString();
        if (bound.scale() > 0) {
            return List.of(plain);
        }
        return bound.compareTo(EXPONENT_FROM) < 0
                ? List.of(plain, plain + ".0")
                : List.of(plain, plain + ".0", withExponent(bound));
    }

    /** {@code 1.5e+06}. */
    private static String withExponent(BigDecimal bound) {
        int exponent = bound.precision() - bound.scale() - 1;
        return "%se+%02d"
                .formatted(bound.movePointLeft(exponent).stripTrailingZeros().toPlainString(), exponent);
    }

    private static String quoted(String literal) {
        return literal.replace(".", "\\.").replace("+", "\\+");
    }

    private BigDecimal unit() {
        return HistogramUnit.named(name()).orElse(HistogramUnit.SECOND);
    }

    private String name() {
        return selector(latency.histogram()).exactNames().findFirst().orElseThrow();
    }
}
