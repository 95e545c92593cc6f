package dev.signalbox.operator.apply;

import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Optional;
import java.util.Set;

/**
 * The resource that an output was made for.
 *
 * @param apiVersion {@code group/version}
 * @param kind as in a manifest
 * @param name in the namespace of the output, or outside of namespaces
 * @param uid of this very object; another of the same name is another owner
 */
public record Owner(String apiVersion, String kind, ResourceName name, String uid) {
    /** Resources of ours that are outside of namespaces; what they own may be anywhere. */
    private static final Set<String> IN_CLUSTER = Set.of("ObservabilityStack", "ObservabilityPolicy");

    public static Owner of(HasMetadata resource) {
        return new Owner(
                resource.getApiVersion(),
                resource.getKind(),
                ObjectNames.of(resource),
                resource.getMetadata().getUid());
    }

    /** The resource of ours that controls an object. */
    static Optional<Owner> controlling(HasMetadata output) {
        return output.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getApiVersion().startsWith(Authorship.GROUP + "/"))
                .findFirst()
                .map(reference -> new Owner(
                        reference.getApiVersion(),
                        reference.getKind(),
                        new ResourceName(
                                IN_CLUSTER.contains(reference.getKind())
                                        ? ""
                                        : ObjectNames.of(output).namespace(),
                                reference.getName()),
                        reference.getUid()));
    }

    /** Without blockOwnerDeletion, which would need rights on the owner's finalizers. */
    public OwnerReference reference() {
        return new OwnerReferenceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name.name())
                .withUid(uid)
                .withController(true)
                .build();
    }
}
