package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.math.BigDecimal;

/** What telemetry costs a month of 730 hours; without prices, quantities only. */
@Stored
public record CostStatus(
        @JsonPropertyDescription("Cost a month; absent without prices.") @Shape.Price
        String perMonth,

        @JsonPropertyDescription("ISO 4217 code.") @Pattern("^[A-Z]{3}$") @Size(max = 3) String currency,

        @JsonPropertyDescription("Cost in percent of the budget; absent without one.") @Min(0) BigDecimal percentOfBudget,

        @JsonPropertyDescription("Measured; Estimated: from less than 30 days, or with bytes that follow from the mean "
                + "size of all records and spans; or Unknown.")
        Basis basis,

        @JsonPropertyDescription("Active series, mean of the last 30 days.") @Min(0) Long activeSeries,

        @JsonPropertyDescription("Logs in GB (10^9 bytes, uncompressed) a month.") @Min(0) BigDecimal logGB,

        @JsonPropertyDescription("Spans in GB (10^9 bytes, uncompressed) a month.") @Min(0) BigDecimal spanGB,

        @JsonPropertyDescription("Share of the collectors' work, by bytes, in percent.") @Shape.Percent
        BigDecimal collectorPercent,

        @JsonPropertyDescription("Share of what all services together cost, in percent; absent without prices.")
        @Shape.Percent
        BigDecimal percentOfTotal) {

    /** How a figure came about. */
    public enum Basis {
        @JsonProperty("Measured")
        MEASURED,
        @JsonProperty("Estimated")
        ESTIMATED,
        @JsonProperty("Unknown")
        UNKNOWN
    }
}
