package dev.signalbox.compile.kube;

/** Annotations on objects that Signalbox makes. */
public final class OutputAnnotations {
    /** Begins the name of each of them. */
    public static final String PREFIX = "signalbox.dev/";

    /** On a configuration: the image that runs with it. */
    public static final String IMAGE = PREFIX + "image";

    /** On a configuration: {@code true} where a sampling file belongs to it. */
    public static final String SAMPLED = PREFIX + "sampled";

    /** On the ServiceAccount of collectors: what is to be known of their rollout at the next look, in JSON. */
    public static final String ROLLOUT = PREFIX + "rollout";

    /** On somebody else's ConfigMap: what of it is ours, and what was there before, in JSON. */
    public static final String OVERRIDES = PREFIX + "overrides";

    /** On the stack: the ConfigMap of somebody else that has something of ours, {@code namespace/name/key}. */
    public static final String EDITED = PREFIX + "edited";

    /** On rules: the namespace whose series they read, and no others. */
    public static final String CONFINED = PREFIX + "confined-to";

    private OutputAnnotations() {}
}
