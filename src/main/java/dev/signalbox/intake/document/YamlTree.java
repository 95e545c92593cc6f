package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Builds the tree of one YAML document from its events. */
final class YamlTree {
    /** A resource has some hundred values; a few lines of nested aliases can stand for billions. */
    private static final int MAX_ALIASED = 20_000;

    private final Parser events;
    private final Trail trail;
    private final int firstLine;
    private final Map<String, Part> anchors = new HashMap<>();
    private int aliased;

    YamlTree(Parser events, Trail trail, int firstLine) {
        this.events = events;
        this.trail = trail;
        this.firstLine = firstLine;
    }

    /** The document, or nothing when it is empty. */
    Optional<Part> root() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        events.getEvent();
        Part root = value(events.getEvent());
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw new UnreadableText(
                    at(events.peekEvent().getStartMark()),
                    "must be one document, had more behind its end",
                    "separate documents with a line of ---");
        }
        return root.value().isNull() ? Optional.empty() : Optional.of(root);
    }

    private Part value(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAnchor(), at(alias.getStartMark()));
        }
        Position position = at(event.getStartMark());
        Part part =
                switch (event.getEventId()) {
                    case Scalar -> Part.scalar(YamlScalar.value((ScalarEvent) event, position), position);
                    case SequenceStart -> sequence(new Items(position));
                    default -> mapping(new Fields(position));
                };
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, part);
        }
        return part;
    }

    private Part sequence(Items items) {
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            Event event = events.getEvent();
            trail.enterItem(items.count(), at(event.getStartMark()));
            items.add(value(event));
            trail.leave();
        }
        events.getEvent();
        return items.build();
    }

    private Part mapping(Fields fields) {
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event event = events.getEvent();
            Position position = at(event.getStartMark());
            if (YamlScalar.isMerge(event)) {
                merge(fields, value(events.getEvent()), position);
                continue;
            }
            String key = YamlScalar.key(event, position);
            trail.enterField(fields, key, position);
            fields.write(key, position, value(events.getEvent()));
            trail.leave();
        }
        events.getEvent();
        return fields.build();
    }

    /** What a mapping says itself wins over what it takes over, and of a list of mappings the first wins. */
    private void merge(Fields fields, Part taken, Position position) {
        fields.grow(taken);
        switch (taken.place()) {
            case Place.Sequence list ->
                IntStream.range(0, list.items().size())
                        .forEach(i -> takeOver(
                                fields, list.items().get(i), taken.value().get(i), position));
            case Place.Mapping mapping -> takeOver(fields, mapping, taken.value(), position);
            case Place.Scalar scalar -> takeOver(fields, scalar, taken.value(), position);
        }
    }

    private static void takeOver(Fields fields, Place place, JsonNode taken, Position position) {
        if (!(place instanceof Place.Mapping mapping)) {
            throw new UnreadableText(position, "<< must take over a mapping or a list of mappings", "");
        }
        List<String> clash = mapping.fields().keySet().stream()
                .filter(key -> fields.written(key).isPresent())
                .toList();
        if (!clash.isEmpty()) {
            throw new UnreadableText(
                    position,
                    "<< must stand before " + clash.getFirst() + ": readers of YAML disagree on which of the two wins",
                    "move it to the top of its mapping");
        }
        mapping.fields().forEach((key, field) -> fields.takeOver(key, field, taken.get(key)));
    }

    private Part aliased(String anchor, Position position) {
        Part part = anchors.get(anchor);
        if (part == null) {
            throw new UnreadableText(position, "*" + anchor + " must have its anchor before it, had none", "");
        }
        aliased += part.size();
        if (aliased > MAX_ALIASED) {
            throw new UnreadableText(position, "aliases must stand for at most " + MAX_ALIASED + " values", "");
        }
        trail.checkDepth(part.height(), position);
        return part.copied();
    }

    private Position at(Mark mark) {
        return new Position(firstLine + mark.getLine(), mark.getColumn() + 1);
    }
}
