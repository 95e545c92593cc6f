package dev.signalbox.model.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Logs of a service.
 *
 * @param format how a line is read
 * @param dropHealthChecks whether lines of health checks are dropped on the node
 * @param redactions what is masked, in all of the service's telemetry, beside what the stack masks
 * @param routes where records go, the first match wins; the rest goes to {@code HOT}
 */
public record LogCollection(Format format, boolean dropHealthChecks, List<Redaction> redactions, List<Route> routes) {
    /** What holds where nothing is said. */
    public static final LogCollection DEFAULT = new LogCollection(Format.AUTO, false, List.of(), List.of());

    public LogCollection {
        redactions = List.copyOf(redactions);
        routes = List.copyOf(routes);
    }

    /** How a line is read. */
    public enum Format {
        AUTO,
        JSON,
        TEXT
    }

    /**
     * One rule of where records go.
     *
     * @param match which records
     * @param destination where they go
     * @param keepPercent of them, for {@code HOT}; above 0, at most 100
     */
    public record Route(Match match, Destination destination, BigDecimal keepPercent) {}

    /**
     * Which records; all that is given must hold, and something is given.
     *
     * @param attribute of the record
     * @param severityAtMost this and below; a record without severity never matches
     */
    public record Match(Optional<AttributeValue> attribute, Optional<LogSeverity> severityAtMost) {}

    /**
     * An attribute and its value.
     *
     * @param name of the attribute
     * @param value that it has
     */
    public record AttributeValue(String name, String value) {}

    /** Where records go. */
    public enum Destination {
        HOT,
        ARCHIVE,
        DROP
    }
}
