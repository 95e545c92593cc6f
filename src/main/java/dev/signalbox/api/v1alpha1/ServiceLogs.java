package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.math.BigDecimal;
import java.util.List;

/** Logs of one service. */
@Stored
public record ServiceLogs(
        @JsonPropertyDescription("How a line is read. Auto: as JSON when it is JSON, else as text.") @Default("Auto")
        Format format,

        @JsonPropertyDescription("Kinds of lines that are dropped on the node, and counted. HealthChecks: by path and "
                + "user agent of the parsed record.")
        @Size(max = 1) @Shape.Unique List<Noise> drop,

        @JsonPropertyDescription("What is masked before it leaves the node, in logs, spans and metric attributes: "
                + "CreditCard, Email, or {name, pattern} with an RE2 pattern. "
                + "Example: [Email, {name: iban, pattern: \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\"}].")
        @Size(max = 32) List<Redaction> redact,

        @JsonPropertyDescription("Where records go: the first match wins, the rest goes to Hot.") @Size(max = 32) List<Route> routes) {

    /** How a line is read. */
    public enum Format {
        @JsonProperty("Auto")
        AUTO,
        @JsonProperty("JSON")
        JSON,
        @JsonProperty("Text")
        TEXT
    }

    /** Lines that say nothing. */
    public enum Noise {
        @JsonProperty("HealthChecks")
        HEALTH_CHECKS
    }

    /** One rule of where records go. */
    @Stored
    @ValidationRule(
            value = "!has(self.keepPercent) || self.to == 'Hot'",
            fieldPath = ".keepPercent",
            message = "must go with to: Hot only; leave it out, or write to: Hot")
    public record Route(
            @JsonPropertyDescription("Which records.") @Required
            LogMatch match,

            @JsonPropertyDescription("Hot: Loki. Archive: object storage, and nowhere else. Drop: nowhere; counted.")
            @Required
            Destination to,

            @JsonPropertyDescription("Keep this percentage of the records, for Hot; default: all. Example: 10.")
            @Shape.Percent
            BigDecimal keepPercent) {}

    /** Which records; all that is given must hold. */
    @Stored
    @ValidationRule(
            value = "has(self.attribute) == has(self.equals) && (has(self.attribute) || has(self.severityAtMost))",
            message = "must have attribute with equals, severityAtMost, or all three; "
                    + "write e.g. {attribute: logger, equals: audit}")
    public record LogMatch(
            @JsonPropertyDescription("Name of an attribute of the record; with equals. Example: logger.")
            @Size(min = 1, max = 256) String attribute,

            @JsonPropertyDescription("The value that the attribute has. Example: audit.") @Size(max = 256) String equals,

            @JsonPropertyDescription("Records of this severity and below; a record without severity never matches.")
            LogSeverity severityAtMost) {}

    /** Severities of OpenTelemetry, the least first. */
    public enum LogSeverity {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        FATAL
    }

    /** Where records go. */
    public enum Destination {
        @JsonProperty("Hot")
        HOT,
        @JsonProperty("Archive")
        ARCHIVE,
        @JsonProperty("Drop")
        DROP
    }
}
