package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.model.pipeline.LogSeverity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What Loki's streams are told apart by, as Loki calls it: it makes these names of a resource's attributes. */
public final class LogLabels {
    public static final String SERVICE = label(TelemetryAttributes.SERVICE_NAME);
    public static final String NAMESPACE = label(TelemetryAttributes.NAMESPACE);

    /** Severity; a label only where Loki is told so. */
    public static final String LEVEL = "level";

    /** Values of the severity that mean an error. */
    public static final List<String> ERRORS = List.of(level(LogSeverity.ERROR), level(LogSeverity.FATAL));

    /** Attributes that have to be labels, or no stream is known to be a service's. */
    public static final Set<String> NEEDED = Set.of(TelemetryAttributes.SERVICE_NAME, TelemetryAttributes.NAMESPACE);

    private LogLabels() {}

    /** The value of a severity. */
    static String level(LogSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String label(String attribute) {
        return attribute.replace('.', '_');
    }
}
