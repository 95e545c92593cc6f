package dev.signalbox.compile.pipeline.collector;

import java.util.Locale;

/** A kind of telemetry, each with pipelines of its own. */
public enum Signal {
    /** Spans. */
    TRACES,
    /** Points of metrics. */
    METRICS,
    /** Log records. */
    LOGS;

    /** As a pipeline's name begins. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
