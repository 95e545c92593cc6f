package dev.signalbox.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Values of one YAML document, as Go writes them. From events, because a tree of nodes takes fifty times the memory
 * of the text, and a server may send anything. Go's programs write no aliases, and none are read.
 */
final class YamlValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})([.][0-9]{1,17})?(e[+-]?[0-9]{1,2})?");
    private static final int DEEPEST = 50;
    private static final int MOST = 200_000;

    private final Parser events;
    private int count;

    YamlValues(Reader text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the stream has a limit
        events = new ParserImpl(new StreamReader(text), options);
    }

    /** @throws IOException there is none, or more than can be taken */
    ObjectNode document() throws IOException {
        skip(Event.ID.StreamStart);
        skip(Event.ID.DocumentStart);
        JsonNode value = value(events.getEvent(), 0);
        skip(Event.ID.DocumentEnd);
        skip(Event.ID.StreamEnd);
        if (value instanceof ObjectNode mapping) {
            return mapping;
        }
        throw new IOException("it is no mapping");
    }

    private JsonNode value(Event event, int depth) throws IOException {
        if (depth > DEEPEST || ++count > MOST) {
            throw new IOException("it is nested too deeply, or has too many values");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> {
                ArrayNode items = NODES.arrayNode();
                while (!events.checkEvent(Event.ID.SequenceEnd)) {
                    items.add(value(events.getEvent(), depth + 1));
                }
                events.getEvent();
                yield items;
            }
            case MappingStart -> {
                ObjectNode fields = NODES.objectNode();
                while (!events.checkEvent(Event.ID.MappingEnd)) {
                    String key = value(events.getEvent(), depth + 1).asText();
                    fields.set(key, value(events.getEvent(), depth + 1));
                }
                events.getEvent();
                yield fields;
            }
            default -> throw new IOException("it is no YAML that can be read");
        };
    }

    private static JsonNode scalar(ScalarEvent event) {
        String text = event.getValue();
        if (!event.isPlain()) {
            return NODES.textNode(text);
        }
        return switch (text) {
            case "", "null", "~" -> NODES.nullNode();
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> NUMBER.matcher(text).matches() ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
        };
    }

    private void skip(Event.ID expected) throws IOException {
        if (!events.checkEvent(expected)) {
            throw new IOException("it is no YAML document");
        }
        events.getEvent();
    }
}
