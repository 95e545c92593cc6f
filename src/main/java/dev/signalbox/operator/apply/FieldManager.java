package dev.signalbox.operator.apply;

/** Who we are to an API server. */
public final class FieldManager {
    /** The one field manager of all that we write. */
    public static final String NAME = "signalbox";

    /** Label and value of everything that we write; what we watch is selected by it. */
    public static final String SELECTOR_LABEL = "app.kubernetes.io/managed-by";

    static final String GROUP = "signalbox.dev";

    private FieldManager() {}
}
