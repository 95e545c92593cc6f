package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.HistogramUnit;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Classic histograms in selectors: {@code x_bucket{le="0.3"}} is part of {@code x_count}. */
final class Histogram {
    static final String BUCKET = "_bucket";
    static final String COUNT = "_count";
    static final String BOUND = "le";
    private static final String INFINITE = "+Inf";

    /** Names without a unit that are about time nevertheless; their bounds are taken for seconds, up to a minute. */
    private static final List<String> ABOUT_TIME = List.of("duration", "latency", "time", "handling", "seconds");

    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000_000_000L);
    private static final BigDecimal MILLISECOND = BigDecimal.valueOf(1_000_000);

    private Histogram() {}

    /**
     * The latency indicator that two selectors are: the events up to a bucket's bound among all events of the same
     * histogram.
     */
    static Optional<Sli.Latency> latency(VectorSelector fast, VectorSelector all) {
        Optional<VectorSelector> histogram = without(fast, BUCKET)
                .map(Histogram::withoutBound)
                .filter(part -> allEvents(all).filter(part::equals).isPresent());
        return histogram.flatMap(whole -> bound(fast)
                .flatMap(bound -> threshold(whole, bound))
                .map(threshold ->
                        new Sli.Latency(PromqlPrinter.print(whole), PrometheusDuration.print(threshold), null)));
    }

    /** Whether a selector counts the events up to a bound. */
    static boolean isBucket(VectorSelector selector) {
        return without(selector, BUCKET).isPresent()
                && bound(selector).filter(bound -> !bound.equals(INFINITE)).isPresent();
    }

    /** Whether two selectors count the same events, be it as {@code _count} or as the bucket without a bound. */
    static boolean areSameEvents(VectorSelector one, VectorSelector other) {
        return one.equals(other) || allEvents(one).isPresent() && allEvents(one).equals(allEvents(other));
    }

    /** The histogram all of whose events a selector counts. */
    private static Optional<VectorSelector> allEvents(VectorSelector selector) {
        return without(selector, COUNT).or(() -> without(selector, BUCKET)
                .filter(bucket -> bound(bucket).filter(INFINITE::equals).isPresent())
                .map(Histogram::withoutBound));
    }

    /** The same selector of the metric without a suffix of its name. */
    private static Optional<VectorSelector> without(VectorSelector selector, String suffix) {
        return selector.name()
                .filter(name -> name.endsWith(suffix) && name.length() > suffix.length())
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .map(name -> new VectorSelector(Optional.of(name), selector.matchers(), selector.modifiers()));
    }

    private static VectorSelector withoutBound(VectorSelector selector) {
        List<LabelMatcher> others = selector.matchers().stream()
                .filter(matcher -> !matcher.name().equals(BOUND))
                .toList();
        return new VectorSelector(selector.name(), others, selector.modifiers());
    }

    private static Optional<String> bound(VectorSelector selector) {
        List<LabelMatcher> bounds = selector.matchers().stream()
                .filter(matcher -> matcher.name().equals(BOUND))
                .toList();
        return bounds.size() == 1 && bounds.getFirst().op() == LabelMatcher.Op.EQUAL
                ? Optional.of(bounds.getFirst().value())
                : Optional.empty();
    }

    /** The time that a bound is; only whole milliseconds are thresholds of ours. */
    private static Optional<Duration> threshold(VectorSelector histogram, String bound) {
        if (!bound.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(bound);
        return unit(histogram, number)
                .map(number::multiply)
                .filter(nanos -> nanos.signum() > 0 && nanos.compareTo(DAY) <= 0)
                .filter(nanos -> nanos.remainder(MILLISECOND).signum() == 0)
                .map(nanos -> Duration.ofNanos(nanos.longValueExact()));
    }

    private static Optional<BigDecimal> unit(VectorSelector histogram, BigDecimal bound) {
        String name = histogram.name().orElse("");
        Optional<BigDecimal> named = HistogramUnit.named(name);
        boolean time = bound.compareTo(MINUTE) <= 0 && ABOUT_TIME.stream().anyMatch(name::contains);
        return named.or(() -> time ? Optional.of(HistogramUnit.SECOND) : Optional.empty());
    }

    /** A threshold as the bound of a bucket. */
    static String bound(VectorSelector histogram, Duration threshold) {
        BigDecimal unit = unit(histogram, BigDecimal.ZERO).orElse(HistogramUnit.SECOND);
        return BigDecimal.valueOf(threshold.toNanos())
                .divide(unit, 9, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A part of a histogram: {@code _bucket}, {@code _count}. */
    static VectorSelector part(VectorSelector histogram, String suffix) {
        List<LabelMatcher> labels = histogram.matchers().stream()
                .filter(matcher -> !matcher.isOnMetricName())
                .toList();
        String name = histogram.exactNames().findFirst().orElse("");
        return new VectorSelector(Optional.of(name + suffix), labels, histogram.modifiers());
    }
}
