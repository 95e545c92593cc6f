package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ServiceLogs;
import dev.signalbox.api.v1alpha1.ServiceLogs.Noise;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.LogCollection.AttributeValue;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.LogCollection.Format;
import dev.signalbox.model.pipeline.LogCollection.Match;
import dev.signalbox.model.pipeline.LogCollection.Route;
import dev.signalbox.model.pipeline.LogSeverity;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code spec.logs} of a {@code ServiceObservability}. */
final class LogsReader {
    private static final String PATH = "spec.logs";
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private LogsReader() {}

    static LogCollection read(ServiceLogs written, Findings findings) {
        if (written == null) {
            return LogCollection.DEFAULT;
        }
        return new LogCollection(
                format(written.format()),
                ListItems.given(written.drop()).contains(Noise.HEALTH_CHECKS),
                RedactionsReader.read(PATH + ".redact", written.redact(), findings),
                ListItems.read(
                        PATH + ".routes", written.routes(), findings, (at, route) -> route(at, route, findings)));
    }

    private static Format format(ServiceLogs.Format written) {
        return switch (written) {
            case null -> Format.AUTO;
            case AUTO -> Format.AUTO;
            case JSON -> Format.JSON;
            case TEXT -> Format.TEXT;
        };
    }

    private static Optional<Route> route(String path, ServiceLogs.Route written, Findings findings) {
        Optional<Match> match = match(path + ".match", written.match(), findings);
        if (!findings.require(
                written.to() != null,
                path + ".to",
                "must be Hot, Archive or Drop, was missing",
                "write e.g. Archive")) {
            return Optional.empty();
        }
        Destination destination =
                switch (written.to()) {
                    case HOT -> Destination.HOT;
                    case ARCHIVE -> Destination.ARCHIVE;
                    case DROP -> Destination.DROP;
                };
        BigDecimal keepPercent = keepPercent(path + ".keepPercent", written.keepPercent(), destination, findings);
        return match.map(records -> new Route(records, destination, keepPercent));
    }

    private static Optional<Match> match(String path, ServiceLogs.LogMatch written, Findings findings) {
        boolean attribute = written != null && written.attribute() != null;
        boolean value = written != null && written.equals() != null;
        boolean severity = written != null && written.severityAtMost() != null;
        if (!findings.require(
                attribute == value && (attribute || severity),
                path,
                "must have attribute with equals, severityAtMost, or all three, had "
                        + (attribute == value ? "none" : attribute ? "attribute alone" : "equals alone"),
                "write e.g. {attribute: logger, equals: audit}")) {
            return Optional.empty();
        }
        if (attribute) {
            AttributeNames.require(path + ".attribute", written.attribute(), "logger", findings);
        }
        return Optional.of(new Match(
                attribute ? Optional.of(new AttributeValue(written.attribute(), written.equals())) : Optional.empty(),
                Optional.ofNullable(written.severityAtMost()).map(LogsReader::severity)));
    }

    private static BigDecimal keepPercent(String path, BigDecimal written, Destination destination, Findings findings) {
        if (written == null) {
            return ALL;
        }
        findings.require(
                destination == Destination.HOT,
                path,
                "must go with to: Hot only, was " + NumberFields.shown(written),
                "leave it out, or write to: Hot");
        findings.require(
                written.signum() > 0 && written.compareTo(ALL) <= 0,
                path,
                "must be > 0 and <= 100, was " + NumberFields.shown(written),
                "write e.g. 10, or to: Drop for none");
        return written;
    }

    private static LogSeverity severity(ServiceLogs.LogSeverity written) {
        return switch (written) {
            case TRACE -> LogSeverity.TRACE;
            case DEBUG -> LogSeverity.DEBUG;
            case INFO -> LogSeverity.INFO;
            case WARN -> LogSeverity.WARN;
            case ERROR -> LogSeverity.ERROR;
            case FATAL -> LogSeverity.FATAL;
        };
    }
}
