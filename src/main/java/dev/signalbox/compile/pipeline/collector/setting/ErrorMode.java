package dev.signalbox.compile.pipeline.collector.setting;

/** What becomes of a condition or statement that fails on some telemetry. */
public enum ErrorMode {
    /** It counts as not holding, or is skipped, and the collector logs it. */
    IGNORE,
    /** The same without the log. */
    SILENT,
    /** The request fails, and what it carries is lost. */
    PROPAGATE
}
