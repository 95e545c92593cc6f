package dev.signalbox.model.pipeline;

/**
 * Severities of log records.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber">SeverityNumber</a>
 */
public enum LogSeverity {
    TRACE(4),
    DEBUG(8),
    INFO(12),
    WARN(16),
    ERROR(20),
    FATAL(24);

    private final int highestNumber;

    LogSeverity(int highestNumber) {
        this.highestNumber = highestNumber;
    }

    /** The highest {@code SeverityNumber} of its range, e.g. 8 for DEBUG to DEBUG4. */
    public int highestNumber() {
        return highestNumber;
    }
}
