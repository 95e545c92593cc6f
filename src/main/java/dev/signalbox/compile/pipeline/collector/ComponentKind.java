package dev.signalbox.compile.pipeline.collector;

/** Kinds of components, which are configured in sections of their own. */
public enum ComponentKind {
    /** Lets telemetry in. */
    RECEIVER("receivers"),
    /** Changes, drops or holds it. */
    PROCESSOR("processors"),
    /** Lets it out. */
    EXPORTER("exporters"),
    /** Ends one pipeline and begins others. */
    CONNECTOR("connectors"),
    /** Serves other components. */
    EXTENSION("extensions");

    private final String section;

    ComponentKind(String section) {
        this.section = section;
    }

    /** The key that its components are configured under. */
    String section() {
        return section;
    }
}
