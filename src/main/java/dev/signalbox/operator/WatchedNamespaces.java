package dev.signalbox.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import java.util.Set;

/** Where the operator works. */
final class WatchedNamespaces {
    private WatchedNamespaces() {}

    /** Namespaces of a controller; empty for all. */
    static <P extends HasMetadata> Set<String> of(EventSourceContext<P> context) {
        Set<String> namespaces = context.getControllerConfiguration()
                .getInformerConfig()
                .getEffectiveNamespaces(context.getControllerConfiguration());
        return namespaces.equals(Constants.WATCH_ALL_NAMESPACE_SET) ? Set.of() : namespaces;
    }
}
