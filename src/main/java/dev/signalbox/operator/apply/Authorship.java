package dev.signalbox.operator.apply;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Who we are to an API server. */
public final class Authorship {
    /** The one field manager of all that we write. */
    public static final String NAME = "signalbox";

    /** What nobody else writes is ours by force. */
    public static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(NAME)
            .withForce(true)
            .build();

    /** The API group of the resources that own what we write. */
    static final String GROUP = "signalbox.dev";

    private Authorship() {}
}
