package dev.signalbox.testing.collector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A log record as OTLP carries it.
 *
 * @param origin whose it is
 * @param time when it happened
 * @param severity OTLP's number: 9 is INFO, 17 is ERROR; 0 where nothing is known
 * @param severityText as its author called it; may be empty
 * @param body as of {@link AnyValue}
 * @param attributes values as of {@link AnyValue}
 * @param trace the trace it belongs to; empty for none
 * @param span the span it belongs to; empty for none
 */
public record LogRecord(
        Origin origin,
        Instant time,
        int severity,
        String severityText,
        Object body,
        Map<String, Object> attributes,
        String trace,
        String span) {

    /** One that says this, now, as an INFO. */
    public static LogRecord info(Origin origin, Object body) {
        return new LogRecord(origin, Instant.now().truncatedTo(ChronoUnit.MICROS), 9, "INFO", body, Map.of(), "", "");
    }

    public LogRecord withSeverity(int number, String text) {
        return new LogRecord(origin, time, number, text, body, attributes, trace, span);
    }

    public LogRecord with(String key, Object value) {
        return new LogRecord(
                origin, time, severity, severityText, body, Origin.plus(attributes, key, value), trace, span);
    }

    public LogRecord within(Span around) {
        return new LogRecord(origin, time, severity, severityText, body, attributes, around.trace(), around.id());
    }
}
