package dev.signalbox.intake.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON values, one after the other. JSON has a reader of its own as YAML's takes no tabs. */
final class JsonText {
    /** Made only when needed: most files are YAML. */
    private static final class Jackson {
        private static final JsonFactory FACTORY = new JsonFactory();
    }

    private final Chunk chunk;
    private final JsonParser tokens;
    private final Trail trail;

    private JsonText(Chunk chunk, JsonParser tokens, Trail trail) {
        this.chunk = chunk;
        this.tokens = tokens;
        this.trail = trail;
    }

    /** Whether kubectl would take the text for JSON. */
    static boolean isLikely(String text) {
        return text.stripLeading().startsWith("{");
    }

    static DocumentStream read(Chunk chunk) {
        Trail trail = new Trail(chunk.source());
        List<Document> documents = new ArrayList<>();
        try (JsonParser tokens = Jackson.FACTORY.createParser(chunk.text())) {
            JsonText text = new JsonText(chunk, tokens, trail);
            while (tokens.nextToken() != null) {
                documents.add(text.document());
            }
        } catch (UnreadableText unreadable) {
            trail.faults().add(unreadable.in(chunk.source()));
        } catch (JsonProcessingException broken) {
            JsonLocation location = broken.getLocation();
            Position position = new Position(chunk.firstLine() - 1 + location.getLineNr(), location.getColumnNr());
            String message = "must be JSON, was not: "
                    + broken.getOriginalMessage().lines().findFirst().orElse("");
            trail.faults().add(Fault.ofText(chunk.source(), position, message, ""));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string can be read", impossible);
        }
        return trail.faults().isEmpty()
                ? new DocumentStream(documents, List.of())
                : new DocumentStream(List.of(), trail.faults());
    }

    private Document document() throws IOException {
        int start = (int) tokens.currentTokenLocation().getCharOffset();
        Part root = value();
        int end = (int) tokens.currentLocation().getCharOffset();
        return new Document(chunk.source(), chunk.text().substring(start, end), root.value(), root.place());
    }

    private Part value() throws IOException {
        Position position = position();
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object(new Fields(position));
            case START_ARRAY -> array(new Items(position));
            default -> Part.scalar(scalar(), position);
        };
    }

    private Part object(Fields fields) throws IOException {
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String key = tokens.currentName();
            Position position = position();
            trail.enterField(fields, key, position);
            tokens.nextToken();
            fields.write(key, position, value());
            trail.leave();
        }
        return fields.build();
    }

    private Part array(Items items) throws IOException {
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            trail.enterItem(items.count(), position());
            items.add(value());
            trail.leave();
        }
        return items.build();
    }

    private JsonNode scalar() throws IOException {
        return switch (tokens.currentToken()) {
            case VALUE_STRING -> TextNode.valueOf(tokens.getText());
            case VALUE_NUMBER_INT -> PlainScalar.number(tokens.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> PlainScalar.number(tokens.getDoubleValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.instance;
        };
    }

    private Position position() {
        JsonLocation location = tokens.currentTokenLocation();
        return new Position(chunk.firstLine() - 1 + location.getLineNr(), location.getColumnNr());
    }
}
