package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Where metrics go, and the rules over them. */
@Stored
@ValidationRule(
        value = "!has(self.otlpUrl) || !has(self.remoteWriteUrl)",
        fieldPath = ".remoteWriteUrl",
        message = "must not stand beside otlpUrl: it is the fallback for servers without OTLP; keep otlpUrl")
public record StackMetrics(
        @JsonPropertyDescription("What the server is.") @Default("Prometheus")
        Type type,

        @JsonPropertyDescription("Where queries go. Example: http://prometheus:9090.") @Shape.Url
        String queryUrl,

        @JsonPropertyDescription("Where collectors send metrics by OTLP, with a queue on disk. "
                + "Example: http://prometheus:9090/api/v1/otlp.")
        @Shape.Url
        String otlpUrl,

        @JsonPropertyDescription("Where collectors send metrics by remote write, where the server has no OTLP; drops "
                + "what the server refuses. Example: http://prometheus:9090/api/v1/write.")
        @Shape.Url
        String remoteWriteUrl,

        @JsonPropertyDescription("The server that evaluates rules; default: queryUrl. Example: http://ruler:8080.")
        @Shape.Url
        String rulesUrl,

        @JsonPropertyDescription("How often metrics are scraped unless said otherwise. For SLOs it must divide 5m and "
                + "be at most 1m.")
        @Default("30s")
        @Shape.Duration
        String scrapeInterval,

        @JsonPropertyDescription("How the server is spoken to.")
        EndpointAuth auth,

        @JsonPropertyDescription("How recording and alerting rules are written.")
        Rules rules,

        @JsonPropertyDescription("How long metrics are kept.")
        Retention retention) {

    /** Servers of metrics. */
    public enum Type {
        @JsonProperty("Prometheus")
        PROMETHEUS,
        @JsonProperty("VictoriaMetrics")
        VICTORIA_METRICS,
        @JsonProperty("Mimir")
        MIMIR,
        @JsonProperty("Thanos")
        THANOS
    }

    /** How rules are written. */
    @Stored
    public record Rules(
            @JsonPropertyDescription("Kind of the objects that carry rules.") @Default("PrometheusRule")
            Format format,

            @JsonPropertyDescription("Labels of these objects, by which their operator selects them. "
                    + "Example: {release: kube-prometheus-stack}.")
            @Size(max = 16) @Shape.ObjectLabels
            Map<String, @Size(max = 63) String> labels,

            @JsonPropertyDescription(
                    "Sloth: copies of the published series with Sloth's labels, for dashboards made " + "for it.")
            @Default("None")
            Compatibility compatibility,

            @JsonPropertyDescription(
                    "ConfigMap: a page for whoever is alerted, as a ConfigMap beside the rules of each "
                            + "SLO; the operator needs the rights of manifests/components/runbooks/rbac-runbooks.yaml. None: only render -o writes it.")
            @Default("None")
            Runbooks runbooks,

            @JsonPropertyDescription("How long the ledger waits for late samples: at least the lag of the store.")
            @Default("1m")
            @Shape.Duration
            String ledgerDelay) {}

    /** Kinds that carry rules. */
    public enum Format {
        @JsonProperty("PrometheusRule")
        PROMETHEUS_RULE,
        @JsonProperty("VMRule")
        VM_RULE
    }

    /** Where the pages for whoever is alerted go. */
    public enum Runbooks {
        @JsonProperty("None")
        NONE,
        @JsonProperty("ConfigMap")
        CONFIG_MAP
    }

    /** Names that other dashboards know. */
    public enum Compatibility {
        @JsonProperty("None")
        NONE,
        @JsonProperty("Sloth")
        SLOTH
    }

    /** How long metrics are kept. */
    @Stored
    public record Retention(
            @JsonPropertyDescription("Samples as they came, of the store that evaluates the rules; at least the "
                    + "longest window of an SLO. Example: 45d.")
            @Shape.Duration
            String raw,

            @JsonPropertyDescription("Samples of five minutes, where the server makes them. Example: 90d.")
            @Shape.Duration
            String downsampled5m,

            @JsonPropertyDescription("Samples of an hour, where the server makes them. Example: 2y.") @Shape.Duration
            String downsampled1h) {}
}
