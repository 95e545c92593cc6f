package dev.signalbox.backend.http;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Values of one YAML document: texts, lists and mappings. From events, because a tree of nodes takes fifty times the memory
 * of the text, and a server may send anything. Go's programs write no aliases, and none are read.
 */
final class YamlValues {
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
    Object document() throws IOException {
        skip(Event.ID.StreamStart);
        skip(Event.ID.DocumentStart);
        Object value = value(events.getEvent(), 0);
        skip(Event.ID.DocumentEnd);
        skip(Event.ID.StreamEnd);
        if (!(value instanceof Map)) {
            throw new IOException("it is no mapping");
        }
        return value;
    }

    private Object value(Event event, int depth) throws IOException {
        if (depth > DEEPEST || ++count > MOST) {
            throw new IOException("it is nested too deeply, or has too many values");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> {
                List<Object> items = new ArrayList<>();
                while (!events.checkEvent(Event.ID.SequenceEnd)) {
                    items.add(value(events.getEvent(), depth + 1));
                }
                events.getEvent();
                yield items;
            }
            case MappingStart -> {
                Map<String, Object> fields = new HashMap<>();
                while (!events.checkEvent(Event.ID.MappingEnd)) {
                    Object key = value(events.getEvent(), depth + 1);
                    fields.put(String.valueOf(key), value(events.getEvent(), depth + 1));
                }
                events.getEvent();
                yield fields;
            }
            default -> throw new IOException("it is no YAML that can be read");
        };
    }

    private static String scalar(ScalarEvent event) {
        boolean isNull = event.isPlain()
                && (event.getValue().isEmpty()
                        || event.getValue().equals("null")
                        || event.getValue().equals("~"));
        return isNull ? null : event.getValue();
    }

    private void skip(Event.ID expected) throws IOException {
        if (!events.checkEvent(expected)) {
            throw new IOException("it is no YAML document");
        }
        events.getEvent();
    }
}
