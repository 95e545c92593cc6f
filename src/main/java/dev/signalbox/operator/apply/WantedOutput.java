package dev.signalbox.operator.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An output as it is to be.
 *
 * @param name which object
 * @param manifest all that we say of it, with its owner
 * @param digest of the part that we will own
 */
record WantedOutput(OutputName name, Map<String, Object> manifest, Digest digest) {

    static WantedOutput of(HasMetadata manifest, Owner owner, KubernetesSerialization serialization) {
        Map<String, Object> tree = tree(manifest, owner, serialization);
        return new WantedOutput(
                OutputName.of(OutputKind.of(manifest), manifest),
                tree,
                Digest.of(CanonicalText.of(OwnedFields.wanted(tree))));
    }

    @SuppressWarnings("unchecked") // manifests are JSON objects
    private static Map<String, Object> tree(HasMetadata manifest, Owner owner, KubernetesSerialization serialization) {
        Map<String, Object> tree = serialization.convertValue(manifest, Map.class);
        return OutputKind.of(manifest).isOwned()
                ? withMetadata(
                        tree, "ownerReferences", List.of(serialization.convertValue(owner.reference(), Map.class)))
                : tree;
    }

    /** To be applied to this very object, wherever it stands. */
    GenericKubernetesResource onto(String uid, KubernetesSerialization serialization) {
        return body(withMetadata(manifest, "uid", uid), serialization);
    }

    /** To be applied to what carries our label already. */
    GenericKubernetesResource beside(KubernetesSerialization serialization) {
        return body(manifest, serialization);
    }

    /**
     * To be applied only if there is no such object: no object is of version 1, so that the server finds a conflict with
     * whatever is there, and creates what is not.
     */
    GenericKubernetesResource asNew(KubernetesSerialization serialization) {
        return body(withMetadata(manifest, "resourceVersion", "1"), serialization);
    }

    private static GenericKubernetesResource body(Map<String, Object> tree, KubernetesSerialization serialization) {
        return serialization.convertValue(tree, GenericKubernetesResource.class);
    }

    @SuppressWarnings("unchecked") // manifests are JSON objects
    private static Map<String, Object> withMetadata(Map<?, ?> manifest, String field, Object value) {
        Map<String, Object> tree = new LinkedHashMap<>((Map<String, Object>) manifest);
        Map<String, Object> metadata = new LinkedHashMap<>((Map<String, Object>) tree.get("metadata"));
        if (value instanceof List<?> added && metadata.get(field) instanceof List<?> there) {
            List<Object> both = new ArrayList<>(there);
            both.addAll(added);
            metadata.put(field, both);
        } else {
            metadata.put(field, value);
        }
        tree.put("metadata", metadata);
        return tree;
    }
}
