package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Classic histograms in selectors: {@code x_bucket{le="0.3"}} is part of {@code x_count}. */
final class Histogram {
    private static final String BUCKET = "_bucket";
    private static final String COUNT = "_count";
    private static final String BOUND = "le";
    private static final String INFINITE = "+Inf";

    /** Thresholds are times; another unit in the name means that the bound is no number of seconds. */
    private static final String UNIT = "_seconds";

    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(86_400);

    private Histogram() {}

    /**
     * The latency indicator that two selectors are: the events up to a bucket's bound among all events of the same
     * histogram.
     */
    static Optional<Sli.Latency> latency(VectorSelector fast, VectorSelector all) {
        return bound(fast).flatMap(Histogram::threshold).flatMap(threshold -> named(fast, BUCKET)
                .map(Histogram::withoutBound)
                .filter(histogram -> allEvents(all).filter(histogram::equals).isPresent())
                .filter(histogram ->
                        histogram.name().filter(name -> name.endsWith(UNIT)).isPresent())
                .map(histogram ->
                        new Sli.Latency(PromqlPrinter.print(histogram), PrometheusDuration.print(threshold), null)));
    }

    /** Whether two selectors count the same events, be it as {@code _count} or as the bucket without a bound. */
    static boolean areSameEvents(VectorSelector one, VectorSelector other) {
        return one.equals(other) || allEvents(one).isPresent() && allEvents(one).equals(allEvents(other));
    }

    /** The histogram all of whose events a selector counts. */
    private static Optional<VectorSelector> allEvents(VectorSelector selector) {
        return named(selector, COUNT).or(() -> named(selector, BUCKET)
                .filter(bucket -> bound(bucket).filter(INFINITE::equals).isPresent())
                .map(Histogram::withoutBound));
    }

    /** The same selector of the metric without a suffix of its name. */
    private static Optional<VectorSelector> named(VectorSelector selector, String suffix) {
        return selector.name()
                .filter(name -> name.endsWith(suffix) && name.length() > suffix.length())
                .map(name -> new VectorSelector(
                        Optional.of(name.substring(0, name.length() - suffix.length())),
                        selector.matchers(),
                        selector.modifiers()));
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

    /** A bound of whole milliseconds; others have no threshold of ours. */
    private static Optional<Duration> threshold(String bound) {
        if (!bound.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(bound).stripTrailingZeros();
        return seconds.signum() > 0 && seconds.scale() <= 3 && seconds.compareTo(LONGEST_SECONDS) <= 0
                ? Optional.of(Duration.ofMillis(seconds.movePointRight(3).longValueExact()))
                : Optional.empty();
    }
}
