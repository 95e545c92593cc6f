package dev.signalbox.operator.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The part of a live object that one field manager applied, told by the {@code fieldsV1} tree of its {@code Apply}
 * entry in {@code managedFields}. An object holds when this part equals what is wanted.
 *
 * <p>The tree names a map's fields {@code f:name}, the items of a keyed list {@code k:{"name":"a"}}, the values of a set
 * {@code v:"x"}, and the container itself {@code .}. A leaf owns everything below it, which is how atomic lists and maps are told.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 */
final class OwnedFields {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private OwnedFields() {}

    /**
     * The owned part, in the shape of a manifest: without {@code apiVersion}, {@code kind}, name and namespace, which
     * nobody owns.
     *
     * @param live the object as a server has it
     * @param manager the field manager
     * @return nothing when the manager has not applied the object
     */
    static Optional<Map<String, Object>> of(GenericKubernetesResource live, String manager) {
        return applied(live, manager).map(entry -> owned(entry.getFieldsV1().getAdditionalProperties(), tree(live)));
    }

    /** The {@code Apply} entry of the manager, of no subresource. */
    static Optional<ManagedFieldsEntry> applied(GenericKubernetesResource live, String manager) {
        return live.getMetadata().getManagedFields().stream()
                .filter(entry -> "Apply".equals(entry.getOperation())
                        && manager.equals(entry.getManager())
                        && (entry.getSubresource() == null
                                || entry.getSubresource().isEmpty()))
                .findFirst();
    }

    /** All that can be owned of an object. By hand, as this is done for each object of a list of thousands. */
    private static Map<String, Object> tree(GenericKubernetesResource live) {
        ObjectMeta metadata = live.getMetadata();
        Map<String, Object> tree = new LinkedHashMap<>(live.getAdditionalProperties());
        tree.put(
                "metadata",
                Map.of(
                        "labels", Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
                        "annotations", Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()),
                        "finalizers", metadata.getFinalizers(),
                        "ownerReferences",
                                metadata.getOwnerReferences().stream()
                                        .map(OwnedFields::tree)
                                        .toList()));
        return tree;
    }

    private static Map<String, Object> tree(OwnerReference reference) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", reference.getApiVersion());
        tree.put("kind", reference.getKind());
        tree.put("name", reference.getName());
        tree.put("uid", reference.getUid());
        tree.put("controller", reference.getController());
        tree.put("blockOwnerDeletion", reference.getBlockOwnerDeletion());
        tree.values().removeIf(Objects::isNull);
        return tree;
    }

    /** What a manifest will own once it is applied: all that it says, but for its identity and its status. */
    static Map<String, Object> wanted(Map<String, Object> manifest) {
        Map<String, Object> wanted = new LinkedHashMap<>(manifest);
        List.of("apiVersion", "kind", "status").forEach(wanted::remove);
        Map<String, Object> metadata = new LinkedHashMap<>(map(manifest.get("metadata")));
        List.of("name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields")
                .forEach(metadata::remove);
        wanted.remove("metadata");
        if (!metadata.isEmpty()) {
            wanted.put("metadata", metadata);
        }
        return wanted;
    }

    private static Map<String, Object> owned(Map<String, Object> fields, Map<String, Object> live) {
        Map<String, Object> owned = new LinkedHashMap<>();
        fields.forEach((field, below) -> {
            String name = field.startsWith("f:") ? field.substring(2) : null;
            if (name != null && live.containsKey(name)) {
                owned.put(name, value(map(below), live.get(name)));
            }
        });
        return owned;
    }

    private static Object value(Map<String, Object> fields, Object live) {
        if (fields.isEmpty()) {
            return live;
        }
        return switch (live) {
            case Map<?, ?> object -> owned(fields, map(object));
            case List<?> items -> items(fields, items);
            case null -> live;
            default -> live;
        };
    }

    /** The owned items, in the order in which they are in the live list. */
    private static List<Object> items(Map<String, Object> fields, List<?> live) {
        List<Object> owned = new ArrayList<>();
        for (int index = 0; index < live.size(); index++) {
            Object item = live.get(index);
            int position = index;
            fields.entrySet().stream()
                    .filter(field -> names(field.getKey(), item, position))
                    .findFirst()
                    .ifPresent(field -> owned.add(value(map(field.getValue()), item)));
        }
        return owned;
    }

    private static boolean names(String field, Object item, int position) {
        String selector = field.length() < 2 ? "" : field.substring(2);
        return switch (field.length() < 2 ? "" : field.substring(0, 2)) {
            case "k:" ->
                item instanceof Map<?, ?> object
                        && object.entrySet().containsAll(map(parse(selector)).entrySet());
            case "v:" -> Objects.equals(parse(selector), item);
            case "i:" -> selector.equals(Integer.toString(position));
            default -> false;
        };
    }

    private static Object parse(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a fieldsV1 key: " + json, e);
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have names as keys
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
