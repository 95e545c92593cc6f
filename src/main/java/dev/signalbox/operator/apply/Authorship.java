package dev.signalbox.operator.apply;

/** Who we are to an API server. */
public final class Authorship {
    /** The one field manager of all that we write. */
    public static final String NAME = "signalbox";

    /** The API group of the resources that own what we write. */
    static final String GROUP = "signalbox.dev";

    private Authorship() {}
}
