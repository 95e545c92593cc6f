package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Indicator.BadEvents;
import dev.signalbox.model.PrometheusDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code spec.sli} of an {@code SLO}. */
final class IndicatorReader {
    private static final String COUNTER = "to which rate and windows are added";
    private static final String ALL = "write e.g. 'http_requests_total{job=\"checkout\"}'";
    private static final String ERRORS = "write e.g. 'http_requests_total{job=\"checkout\",code=~\"5..\"}'";
    private static final String GOOD = "write e.g. 'http_requests_total{job=\"checkout\",code!~\"5..\"}'";
    private static final String VALID = "write e.g. 'records_valid_total{job=\"etl\"}'";
    private static final String RECORDS = "write e.g. 'records_total{job=\"etl\"}'";

    private IndicatorReader() {}

    /** The indicator; nothing when it can't be read. */
    static Optional<Indicator> read(Sli sli, List<String> groupBy, Findings findings) {
        List<String> given = sli == null ? List.of() : given(sli);
        if (!findings.require(
                given.size() == 1,
                "spec.sli",
                "must have exactly one of ratio, latency, freshness, correctness, condition and query, had "
                        + (given.isEmpty() ? "none" : String.join(" and ", given)),
                "write e.g. ratio: {errors: …, total: …}; a second indicator needs an SLO of its own")) {
            return Optional.empty();
        }
        return switch (given.getFirst()) {
            case "ratio" -> ratio(sli.ratio(), findings);
            case "latency" -> LatencyReader.read(sli.latency(), groupBy, findings);
            case "freshness" -> freshness(sli.freshness(), findings);
            case "correctness" -> correctness(sli.correctness(), findings);
            case "condition" -> QueryReader.condition(sli.condition(), groupBy, findings);
            default -> QueryReader.query(sli.query(), groupBy, findings);
        };
    }

    private static List<String> given(Sli sli) {
        Map<String, Optional<?>> indicators = new LinkedHashMap<>();
        indicators.put("ratio", Optional.ofNullable(sli.ratio()));
        indicators.put("latency", Optional.ofNullable(sli.latency()));
        indicators.put("freshness", Optional.ofNullable(sli.freshness()));
        indicators.put("correctness", Optional.ofNullable(sli.correctness()));
        indicators.put("condition", Optional.ofNullable(sli.condition()));
        indicators.put("query", Optional.ofNullable(sli.query()));
        return indicators.entrySet().stream()
                .filter(indicator -> indicator.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Optional<Indicator> ratio(Sli.Ratio ratio, Findings findings) {
        Optional<String> total = PromqlFields.selector("spec.sli.ratio.total", ratio.total(), COUNTER, ALL, findings);
        if (!findings.require(
                (ratio.errors() == null) != (ratio.good() == null),
                "spec.sli.ratio",
                "must have exactly one of errors and good, had " + (ratio.errors() == null ? "neither" : "both"),
                (ratio.errors() == null ? "give" : "keep") + " errors, or good where errors can't be told")) {
            return Optional.empty();
        }
        Optional<BadEvents> bad = ratio.errors() != null
                ? PromqlFields.selector("spec.sli.ratio.errors", ratio.errors(), COUNTER, ERRORS, findings)
                        .map(BadEvents.Errors::new)
                : PromqlFields.selector("spec.sli.ratio.good", ratio.good(), COUNTER, GOOD, findings)
                        .map(BadEvents.AllButGood::new);
        return bad.flatMap(events -> total.map(all -> new Indicator.Ratio(events, all)));
    }

    private static Optional<Indicator> correctness(Sli.Correctness correctness, Findings findings) {
        Optional<String> valid =
                PromqlFields.selector("spec.sli.correctness.valid", correctness.valid(), COUNTER, VALID, findings);
        Optional<String> total =
                PromqlFields.selector("spec.sli.correctness.total", correctness.total(), COUNTER, RECORDS, findings);
        return valid.flatMap(right -> total.map(all -> new Indicator.Correctness(right, all)));
    }

    private static Optional<Indicator> freshness(Sli.Freshness freshness, Findings findings) {
        Optional<String> timestamp = PromqlFields.selector(
                "spec.sli.freshness.timestamp",
                freshness.timestamp(),
                "of which the newest is compared with the time",
                "write e.g. 'pipeline_last_success_timestamp_seconds{job=\"feed\"}'",
                findings);
        Optional<Duration> maxAge = duration("spec.sli.freshness.maxAge", freshness.maxAge(), "\"5m\"", findings);
        return timestamp.flatMap(newest -> maxAge.map(age -> new Indicator.Freshness(newest, age)));
    }

    /** A duration that is not zero. */
    static Optional<Duration> duration(String path, String text, String example, Findings findings) {
        Optional<Duration> duration =
                Optional.ofNullable(text).flatMap(PrometheusDuration::parse).filter(Duration::isPositive);
        findings.require(
                duration.isPresent(),
                path,
                "must be a duration of more than 0, was " + (text == null ? "missing" : "\"" + text + "\""),
                "write e.g. " + example);
        return duration;
    }
}
