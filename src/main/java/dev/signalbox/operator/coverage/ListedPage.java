package dev.signalbox.operator.coverage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backend.http.JsonTokens;
import dev.signalbox.intake.document.JsonTree;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A page of a list, of which never more than one object is a tree.
 *
 * @param more where the next one begins; nothing: it was the last
 * @param passedOver how many objects were larger than any that a person wrote
 */
record ListedPage(Optional<String> more, int passedOver) {
    /** Of one object: some ten megabytes. */
    static final int MOST_VALUES = 100_000;

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IOException it is no list */
    static ListedPage read(byte[] json, Consumer<JsonNode> object) throws IOException {
        String[] more = {""};
        int[] passedOver = {0};
        try (JsonParser tokens = JSON.createParser(json)) {
            tokens.nextToken();
            JsonTokens.fields(tokens, field -> {
                switch (field) {
                    case "metadata" ->
                        more[0] = JsonTree.read(tokens).path("continue").asText("");
                    case "items" -> JsonTokens.items(tokens, () -> passedOver[0] += taken(tokens, object) ? 0 : 1);
                    default -> tokens.skipChildren();
                }
            });
        }
        return new ListedPage(Optional.of(more[0]).filter(token -> !token.isEmpty()), passedOver[0]);
    }

    private static boolean taken(JsonParser tokens, Consumer<JsonNode> object) throws IOException {
        JsonStreamContext list = tokens.getParsingContext().getParent();
        try {
            object.accept(JsonTree.read(tokens, MOST_VALUES));
            return true;
        } catch (JsonTree.TooLarge tooLarge) {
            while (tokens.getParsingContext() != list && tokens.nextToken() != null) {
                // to its end
            }
            return false;
        }
    }
}
