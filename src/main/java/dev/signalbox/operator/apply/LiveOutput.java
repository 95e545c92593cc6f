package dev.signalbox.operator.apply;

import dev.signalbox.compile.kube.OutputAnnotations;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is kept of an object in the cluster: enough to tell whether it is as it should be.
 *
 * @param name which object
 * @param uid of this very object
 * @param resourceVersion of what was seen
 * @param owner the resource of ours that controls it
 * @param applied digest of the part that we applied; empty when we never did
 * @param changedAt when an apply of ours last changed it, to the second
 * @param notes annotations of ours
 * @param progress how far the cluster is with it, where it has work with it
 */
record LiveOutput(
        OutputName name,
        String uid,
        String resourceVersion,
        Optional<Owner> owner,
        Optional<Digest> applied,
        Optional<Instant> changedAt,
        Map<String, String> notes,
        Optional<Progress> progress) {

    static LiveOutput of(OutputKind kind, GenericKubernetesResource object) {
        return new LiveOutput(
                OutputName.of(kind, object),
                object.getMetadata().getUid(),
                object.getMetadata().getResourceVersion(),
                Owner.controlling(object),
                OwnedFields.of(object, Authorship.NAME).map(CanonicalText::of).map(Digest::of),
                OwnedFields.applied(object, Authorship.NAME)
                        .map(ManagedFieldsEntry::getTime)
                        .map(Instant::parse),
                notes(object),
                Progress.of(kind, object));
    }

    private static Map<String, String> notes(GenericKubernetesResource object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.<String, String>of())
                .entrySet()
                .stream()
                .filter(annotation -> annotation.getKey().startsWith(OutputAnnotations.PREFIX))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** As an informer wants it: an object of that name, version and owner, and nothing else. */
    GenericKubernetesResource husk() {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(name.kind().kind().apiVersion())
                .withKind(name.kind().kind().kind())
                .withNewMetadata()
                .withNamespace(name.kind().isNamespaced() ? name.name().namespace() : null)
                .withName(name.name().name())
                .withUid(uid)
                .withResourceVersion(resourceVersion)
                .addAllToOwnerReferences(owner.stream().map(Owner::reference).toList())
                .endMetadata()
                .build();
    }
}
