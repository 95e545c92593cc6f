package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Metrics of one service. */
@Stored
@ValidationRule(
        value =
                "!has(self.dropLabels) || size(self.dropLabels) == 0 || !has(self.scrapeBy) || self.scrapeBy == 'Agent'",
        fieldPath = ".scrapeBy",
        message = "must be Agent where dropLabels is set, because a monitor can't merge what is left; "
                + "write scrapeBy: Agent, or leave it out")
public record ServiceMetrics(
        @JsonPropertyDescription("Ports of the service's pods that serve Prometheus metrics.") @Size(max = 8) List<Scrape> scrape,

        @JsonPropertyDescription("Who scrapes. Default: Agent where dropLabels is set, else a PodMonitor where that "
                + "kind is served, else Agent.")
        ScrapeBy scrapeBy,

        @JsonPropertyDescription("Labels to drop. Series that then look the same are summed, so that nothing is lost; "
                + "needs the agent's scrape or OTLP. Example: [user_id, session_id].")
        @Size(max = 32) @Shape.Unique List<@Shape.PrometheusLabel String> dropLabels,

        @JsonPropertyDescription("How gauges are merged where dropLabels makes them look the same. Absent: a dropped "
                + "label on a gauge is refused.")
        MergeGauges mergeGauges,

        @JsonPropertyDescription("Metrics to drop: RE2, matching the whole name. Example: [\"go_gc_.*\"].")
        @Size(max = 64) @Shape.Unique List<@Shape.Regex String> dropMetrics) {

    /** One port to scrape. */
    @Stored
    public record Scrape(
            @JsonPropertyDescription("Name of the container port, or its number in quotes. Example: metrics.")
            @Required
            @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") @Size(min = 1, max = 15) String port,

            @JsonPropertyDescription("Path of the metrics. Default: /metrics.")
            @Pattern("^/\\S*$") @Size(min = 1, max = 1024) String path,

            @JsonPropertyDescription(
                    "How often; default: the stack's. For SLOs it must divide 5m and be at most 1m. " + "Example: 30s.")
            @Shape.Duration
            String interval) {}

    /** Who scrapes the service. */
    public enum ScrapeBy {
        @JsonProperty("Agent")
        AGENT,
        @JsonProperty("PodMonitor")
        POD_MONITOR,
        @JsonProperty("ServiceMonitor")
        SERVICE_MONITOR
    }

    /** How gauges become one. */
    public enum MergeGauges {
        @JsonProperty("Max")
        MAX,
        @JsonProperty("Mean")
        MEAN
    }
}
