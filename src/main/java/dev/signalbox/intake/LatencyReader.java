package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.Indicator;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Promql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code spec.sli.latency} of an {@code SLO}. */
final class LatencyReader {
    private static final String HISTOGRAM = "spec.sli.latency.histogram";
    private static final String EXAMPLE = "write e.g. 'http_request_duration_seconds{job=\"checkout\"}'";
    private static final String LE = "le";

    private LatencyReader() {}

    static Optional<Indicator> read(Sli.Latency latency, List<String> groupBy, Findings findings) {
        Optional<String> histogram = PromqlFields.selector(
                        HISTOGRAM, latency.histogram(), "to whose name _bucket is added", EXAMPLE, findings)
                .filter(selector -> isHistogram(Promql.selector(selector), findings));
        Optional<Duration> threshold =
                IndicatorReader.duration("spec.sli.latency.threshold", latency.threshold(), "\"300ms\"", findings);
        int le = groupBy.indexOf(LE);
        findings.require(
                le < 0,
                "spec.groupBy[%d]".formatted(le),
                "must not be the label of a histogram's buckets, was \"le\"",
                "use another label, e.g. \"region\"");
        Indicator.Histogram kind = Boolean.TRUE.equals(latency.nativeHistogram())
                ? Indicator.Histogram.NATIVE
                : Indicator.Histogram.CLASSIC;
        return histogram.flatMap(series -> threshold.map(longest -> new Indicator.Latency(series, longest, kind)));
    }

    private static boolean isHistogram(VectorSelector selector, Findings findings) {
        List<String> names = selector.exactNames().distinct().toList();
        if (!findings.require(
                names.size() == 1,
                HISTOGRAM,
                "must name one metric, named " + (names.isEmpty() ? "none" : String.join(" and ", names)),
                EXAMPLE)) {
            return false;
        }
        String name = names.getFirst();
        Optional<String> part =
                Stream.of("_bucket", "_count", "_sum").filter(name::endsWith).findFirst();
        part.ifPresent(suffix -> findings.add(
                HISTOGRAM,
                "must be the histogram and not a part of it, was \"%s\"".formatted(name),
                "write %s".formatted(name.substring(0, name.length() - suffix.length()))));
        boolean unbounded =
                selector.matchers().stream().noneMatch(matcher -> matcher.name().equals(LE));
        findings.require(
                unbounded,
                HISTOGRAM,
                "must not choose buckets, had a matcher on le",
                "leave it out; threshold chooses");
        return part.isEmpty() && unbounded;
    }
}
