package dev.signalbox.freeze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;

/**
 * How somebody wrote the spec of pods that the API server has completed since. It completes Deployments, and the ReplicaSets of
 * Rollouts, but no Rollout: what ran before is known completed, and comes back from Git as it was written. What was added and
 * respelled is told from a spec that is there in both forms.
 *
 * @param written the spec of what runs
 * @param completed the same, completed; where nothing completes it, equal
 */
record WrittenForm(JsonNode written, JsonNode completed) {
    private static final String NAME = "name";

    /** Whether it is the same spec twice, as far as that can be told. */
    boolean isKnown() {
        return KnownRevisions.images(written).equals(KnownRevisions.images(completed)) && hasAllOf(written, completed);
    }

    /** Another completed spec as it would have been written; the same where nothing was added. */
    JsonNode of(JsonNode spec) {
        return of(spec, written, completed);
    }

    private static boolean hasAllOf(JsonNode written, JsonNode completed) {
        if (written.isObject()) {
            return written.properties().stream()
                    .allMatch(field ->
                            completed.has(field.getKey()) && hasAllOf(field.getValue(), completed.get(field.getKey())));
        }
        return !written.isArray()
                || written.size() == completed.size()
                        && IntStream.range(0, written.size()).allMatch(i -> hasAllOf(written.get(i), completed.get(i)));
    }

    private static JsonNode of(JsonNode spec, JsonNode written, JsonNode completed) {
        if (spec.equals(completed)) {
            return written;
        }
        return switch (spec) {
            case ObjectNode object when written.isObject() && completed.isObject() -> of(object, written, completed);
            case ArrayNode items when written.isArray() && completed.isArray() -> of(items, written, completed);
            default -> spec;
        };
    }

    private static JsonNode of(ObjectNode spec, JsonNode written, JsonNode completed) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        spec.properties().forEach(field -> {
            String name = field.getKey();
            boolean added = field.getValue().equals(completed.get(name)) && !written.has(name);
            if (!added) {
                form.set(name, of(field.getValue(), written.path(name), completed.path(name)));
            }
        });
        return form;
    }

    private static JsonNode of(ArrayNode spec, JsonNode written, JsonNode completed) {
        ArrayNode form = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < spec.size(); i++) {
            int at = counterpart(spec.get(i), i, completed);
            form.add(of(spec.get(i), written.path(at), completed.path(at)));
        }
        return form;
    }

    /** Containers, volumes and the like have names, and may stand elsewhere. */
    private static int counterpart(JsonNode item, int at, JsonNode items) {
        return IntStream.range(0, items.size())
                .filter(i ->
                        item.has(NAME) && item.get(NAME).equals(items.get(i).get(NAME)))
                .findFirst()
                .orElse(at);
    }
}
