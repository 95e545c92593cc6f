package dev.signalbox.compile.pipeline.collector;

import java.util.List;
import java.util.Map;

/**
 * What the collector says about itself.
 *
 * @param logs the least grave of its own records
 * @param metrics how much it measures
 * @param host where its metrics are scraped, an address of its own
 * @param port 1 to 65535
 */
public record Telemetry(LogLevel logs, MetricsLevel metrics, Template host, int port) implements Written {
    /**
     * With every setting that has a say in names, so that the names in our rules are those of all versions: no unit and no
     * {@code _total} behind them, no scope as labels.
     */
    private static final List<String> PLAIN_NAMES =
            List.of("without_scope_info", "without_type_suffix", "without_units");

    /** How grave records are. */
    public enum LogLevel {
        /** All. */
        DEBUG,
        /** What one may want to know. */
        INFO,
        /** What needs a look. */
        WARN,
        /** What failed. */
        ERROR
    }

    /** How much is measured. */
    public enum MetricsLevel {
        /** The least. */
        BASIC,
        /** What one wants. */
        NORMAL,
        /** All, with every label. */
        DETAILED
    }

    @Override
    public Object written(CollectorVersion version) {
        return Map.of(
                "logs",
                Map.of("level", logs, "encoding", "json"),
                "metrics",
                Map.of("level", metrics, "readers", List.of(Map.of("pull", Map.of("exporter", prometheus())))));
    }

    private Map<String, Object> prometheus() {
        Map<String, Object> settings = new java.util.HashMap<>(Map.of("host", host, "port", port));
        PLAIN_NAMES.forEach(name -> settings.put(name, true));
        return Map.of("prometheus", settings);
    }
}
