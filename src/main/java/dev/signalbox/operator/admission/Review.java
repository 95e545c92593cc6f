package dev.signalbox.operator.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.intake.document.JsonTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the API server asks, as far as it matters: the {@code AdmissionReview} of {@code admission.k8s.io/v1}.
 *
 * @param uid of the question, which the answer has to carry
 * @param object as it would be; missing where something is deleted
 * @param isNews false where the object goes, or where its spec is what it was: what was let in before must hold up neither a label nor a
 *     finalizer. A webhook with conditions does not even ask then; others can't have any
 */
public record Review(String uid, JsonNode object, boolean isNews) {
    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";

    /** Of names that others choose nothing is kept. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** Of which only the generation is kept. */
    private static final String OLD = "oldObject";

    private static final Set<String> OF_A_REVIEW = Set.of("apiVersion", "kind", "request");
    private static final Set<String> OF_A_REQUEST = Set.of("uid", "object", OLD);

    /** Reads only what is needed: a review holds the object before, and who asks, as well. */
    public static Reading read(byte[] body) {
        try (JsonParser tokens = JSON.createParser(body)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                return new Reading.Unreadable("must be an " + KIND + ", was no JSON object");
            }
            Map<String, JsonNode> review = fields(tokens, OF_A_REVIEW);
            if (!text(review, "kind").equals(KIND)
                    || !text(review, "apiVersion").equals(API_VERSION)) {
                return new Reading.Unreadable("must be an %s of %s".formatted(KIND, API_VERSION));
            }
            String uid = text(review, "uid");
            JsonNode object = review.getOrDefault("object", MissingNode.getInstance());
            return uid.isEmpty()
                    ? new Reading.Unreadable("must have a request.uid")
                    : new Reading.Read(new Review(
                            uid, object, isNews(object, review.getOrDefault(OLD, MissingNode.getInstance()))));
        } catch (IOException unreadable) {
            return new Reading.Unreadable(Optional.ofNullable(unreadable.getMessage())
                    .orElse("")
                    .lines()
                    .findFirst()
                    .orElse("unreadable"));
        }
    }

    /** The API server counts a generation up with each change of a spec, before it asks. */
    private static boolean isNews(JsonNode object, JsonNode oldGeneration) {
        JsonNode metadata = object.path("metadata");
        boolean isSame = oldGeneration.isIntegralNumber() && oldGeneration.equals(metadata.path("generation"));
        return !isSame && !metadata.hasNonNull("deletionTimestamp");
    }

    /** What a body was. */
    public sealed interface Reading {
        record Read(Review review) implements Reading {}

        /** @param why for whoever sent it */
        record Unreadable(String why) implements Reading {}
    }

    /** Fields of the request stand beside those around it: none has the name of another. */
    private static Map<String, JsonNode> fields(JsonParser tokens, Set<String> wanted) throws IOException {
        Map<String, JsonNode> fields = new HashMap<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String name = tokens.currentName();
            JsonToken value = tokens.nextToken();
            if (!wanted.contains(name)) {
                tokens.skipChildren();
            } else if (name.equals("request") && value == JsonToken.START_OBJECT) {
                fields.putAll(fields(tokens, OF_A_REQUEST));
            } else if (name.equals(OLD) && value == JsonToken.START_OBJECT) {
                fields.put(OLD, generation(tokens));
            } else {
                fields.put(name, JsonTree.read(tokens));
            }
        }
        return fields;
    }

    /** Of an object that is long, and of which nothing else is asked. */
    private static JsonNode generation(JsonParser tokens) throws IOException {
        JsonNode generation = MissingNode.getInstance();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String name = tokens.currentName();
            JsonToken value = tokens.nextToken();
            if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                generation = generation(tokens);
            } else if (name.equals("generation") && value == JsonToken.VALUE_NUMBER_INT) {
                generation = JsonTree.read(tokens);
            } else {
                tokens.skipChildren();
            }
        }
        return generation;
    }

    private static String text(Map<String, JsonNode> fields, String name) {
        return fields.getOrDefault(name, TextNode.valueOf("")).asText();
    }
}
