package dev.signalbox.compile.pipeline.collector;

import java.util.Locale;

/** A kind of telemetry, each with pipelines of its own. */
public enum Signal {
    /** Spans. */
    TRACES,
    /** Points of metrics. */
    METRICS,
    /** Log records. */
    LOGS,
    /** Profiles; collectors know them behind a feature gate only. */
    PROFILES;

    /** As a pipeline's name begins. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
