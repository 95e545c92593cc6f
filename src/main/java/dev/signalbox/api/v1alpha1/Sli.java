package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** How good is told from bad: exactly one indicator. */
@Stored
@ValidationRule(
        value = "[has(self.ratio), has(self.latency), has(self.freshness), has(self.correctness), "
                + "has(self.condition), has(self.query)].filter(x, x).size() == 1",
        message = "must have exactly one of ratio, latency, freshness, correctness, condition and query; "
                + "keep the one that is meant and make an SLO for each of the others")
public record Sli(
        @JsonPropertyDescription("Availability: the share of events that did not fail, from counters.")
        Ratio ratio,

        @JsonPropertyDescription("The share of events that were fast enough, from a histogram.")
        Latency latency,

        @JsonPropertyDescription("The share of time in which the newest data was young enough. Counted in time "
                + "slices of five minutes.")
        Freshness freshness,

        @JsonPropertyDescription("The share of records that were right, from counters.")
        Correctness correctness,

        @JsonPropertyDescription(
                "The share of time in which a comparison held. Counted in time slices of five " + "minutes.")
        Condition condition,

        @JsonPropertyDescription("PromQL of your own, where nothing above fits.")
        Query query,

        @JsonPropertyDescription("How often the indicator's series are scraped, where no ServiceObservability says it; "
                + "default: the stack's. Must divide 5m and be at most 1m: a wrong value counts events twice "
                + "or never. Example: 15s.")
        @ValidationRule(
                value = "self.matches('^([0-9]+m)?([0-9]+s)?([0-9]+ms)?$') && duration(self) > duration('0s')"
                        + " && duration(self) <= duration('1m')"
                        + " && duration('5m').getMilliseconds() % duration(self).getMilliseconds() == 0",
                message = "must divide 5m and be at most 1m, because a cell of the ledger lasts 5m; "
                        + "write e.g. \"15s\" or \"30s\"")
        @Shape.Duration
        String scrapeInterval) {

    /** Events that failed among all events. */
    @Stored
    @ValidationRule(
            value = "has(self.errors) != has(self.good)",
            message = "must have either errors or good; write e.g. errors: 'http_requests_total{code=~\"5..\"}'")
    public record Ratio(
            @JsonPropertyDescription("Selector of the counters of failed events; rate and windows are added. Either "
                    + "this or good. Example: http_requests_total{job=\"checkout\",code=~\"5..\"}.")
            @Shape.PromQl
            String errors,

            @JsonPropertyDescription("Selector of the counters of good events. Either this or errors. "
                    + "Example: http_requests_total{job=\"checkout\",code=~\"2..\"}.")
            @Shape.PromQl
            String good,

            @JsonPropertyDescription(
                    "Selector of the counters of all events. " + "Example: http_requests_total{job=\"checkout\"}.")
            @Required
            @Shape.PromQl
            String total) {}

    /** Events at most as slow as a threshold. */
    @Stored
    public record Latency(
            @JsonPropertyDescription(
                    "Selector of the histogram, without _bucket. The threshold is looked up in the unit that "
                            + "its name ends in (_seconds, _milliseconds and so on), else in seconds. Example: http_request_duration_seconds{job=\"checkout\"}.")
            @Required
            @Shape.PromQl
            String histogram,

            @JsonPropertyDescription("An event at most this slow is good. A classic histogram needs a bucket with "
                    + "exactly this bound. Example: 300ms.")
            @Required
            @Shape.Duration
            String threshold,

            @JsonPropertyDescription("The histogram is a native one.") @Default("false") @JsonProperty("native")
            Boolean nativeHistogram) {}

    /** Age of the newest data. */
    @Stored
    public record Freshness(
            @JsonPropertyDescription("Selector of a gauge that holds the Unix time in seconds of the last success; the "
                    + "newest of a group counts. Example: pipeline_last_success_timestamp_seconds{job=\"feed\"}.")
            @Required
            @Shape.PromQl
            String timestamp,

            @JsonPropertyDescription("Older than this is bad. The age is what the server sees: up to a scrape "
                    + "interval is part of it. Example: 5m.")
            @Required
            @Shape.Duration
            String maxAge) {}

    /** Records that were right among all records. */
    @Stored
    public record Correctness(
            @JsonPropertyDescription(
                    "Selector of the counters of right records. " + "Example: records_valid_total{job=\"etl\"}.")
            @Required
            @Shape.PromQl
            String valid,

            @JsonPropertyDescription("Selector of the counters of all records. Example: records_total{job=\"etl\"}.")
            @Required
            @Shape.PromQl
            String total) {}

    /** A comparison that is true while all is well. */
    @Stored
    public record Condition(
            @JsonPropertyDescription(
                    "PromQL with a comparison at the top, true while all is well. Where a group "
                            + "has several series, it must hold for all of them. Example: min(probe_success{job=\"home\"}) == 1.")
            @Required
            @Shape.PromQl
            String query) {}

    /** Rates, or a ratio, in PromQL of the user's own. */
    @Stored
    @ValidationRule(
            value =
                    "has(self.errorRatio) ? !has(self.errors) && !has(self.total) : has(self.errors) && has(self.total)",
            message = "must have errors and total, or errorRatio alone; "
                    + "write e.g. errors: 'sum(rate(a_total[$window]))', total: 'sum(rate(b_total[$window]))'")
    public record Query(
            @JsonPropertyDescription("Failed events per second over $window, grouped by exactly the labels of groupBy; "
                    + "series that it does not aggregate are added up. Example: sum(rate(a_total{x=\"y\"}[$window])).")
            @Shape.PromQl
            String errors,

            @JsonPropertyDescription("All events per second over $window, grouped by exactly the labels of groupBy; "
                    + "series that it does not aggregate are added up. Example: sum(rate(a_total[$window])).")
            @Shape.PromQl
            String total,

            @JsonPropertyDescription("Error ratio from 0 to 1 over $window, where errors and total can't be told "
                    + "apart: averaged over time, so that a quiet night weighs like a busy noon. "
                    + "Example: avg_over_time(some_error_ratio[$window]).")
            @Shape.PromQl
            String errorRatio) {}
}
