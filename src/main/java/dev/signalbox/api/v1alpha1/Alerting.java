package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** The alerts of an SLO: a page and a ticket by burn rate, and one for data that is gone. */
@Stored
public record Alerting(
        @JsonPropertyDescription(
                "Name of the alerts; default: made from the name of the SLO. Example: CheckoutFailing.")
        @Size(min = 1, max = 128) @Pattern("^[A-Za-z_][A-Za-z0-9_.:-]*$") String name,

        @JsonPropertyDescription("Burn rates and their windows. Standard: page at 14.4 (1h and 5m) and 6 (6h and 30m), "
                + "ticket at 3 (1d and 2h) and 1 (3d and 6h), scaled to the window. Relaxed: without the last. "
                + "Or a list of rows with severity (Page or Ticket), consumed (percent of the budget) or "
                + "burnRate, long and short. "
                + "Example: [{severity: Page, consumed: 2, long: 1h, short: 5m}].")
        @Default("Standard")
        BurnRates burnRates,

        @JsonPropertyDescription("The alert that wakes somebody.")
        AlertRoute page,

        @JsonPropertyDescription("The alert that waits for working hours.")
        AlertRoute ticket,

        @JsonPropertyDescription("What to do when it fires; default: the runbook of the service. "
                + "Example: https://runbooks.example.com/checkout.")
        @Shape.Url
        String runbook,

        @JsonPropertyDescription("Where to look when it fires. Example: https://grafana.example.com/d/checkout.")
        @Shape.Url
        String dashboard,

        @JsonPropertyDescription("No alert on fewer events than this in the long window. Not for indicators that count "
                + "time. Example: 100.")
        @Min(1) @Max(1_000_000_000) Integer minimumEvents,

        @JsonPropertyDescription("What to do when data that was there is gone for 15 minutes. After a page it pages "
                + "unless this is Ignore.")
        @Default("Ticket")
        MissingData missingData) {

    /** How one severity is routed. */
    @Stored
    public record AlertRoute(
            @JsonPropertyDescription("Labels added to the alert, for routing; severity may be set here. "
                    + "Example: {severity: critical}.")
            @Size(max = 16) @ValidationRule(
                    value = "self.all(l, l.matches('^[a-zA-Z_][a-zA-Z0-9_]*$') && size(l) <= 63"
                            + " && !(l in ['namespace', 'slo', 'service', 'alertname', 'team'])"
                            + " && !l.startsWith('__') && !l.startsWith('signalbox_')"
                            + " && !l.startsWith('sloth_'))",
                    message = "must be legal label names of at most 63 characters other than namespace, slo, "
                            + "service, alertname, team, and none that starts with __, signalbox_ or sloth_; "
                            + "write e.g. {severity: critical}")
            Map<String, @Size(max = 256) String> labels,

            @JsonPropertyDescription("True: this alert is not made.") @Default("false")
            Boolean disabled) {}

    /** What follows from data that was there and is gone. */
    public enum MissingData {
        @JsonProperty("Ignore")
        IGNORE,
        @JsonProperty("Ticket")
        TICKET,
        @JsonProperty("Page")
        PAGE
    }
}
