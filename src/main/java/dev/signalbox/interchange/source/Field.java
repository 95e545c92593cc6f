package dev.signalbox.interchange.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A value of a document, whether it is there or not. Whoever takes the value marks it as read; {@link #noteUnread} then
 * finds what nobody asked for, so that no field of a format falls away in silence.
 */
public final class Field {
    /** Longer values are cut where they are shown. */
    private static final int MOST_SHOWN = 60;

    private static final List<String> WRITTEN_BY_SERVERS =
            List.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final Document document;
    private final String path;
    private final JsonNode value;
    private final Optional<Field> parent;
    private final Seen seen;
    private final Remarks remarks;

    /**
     * What was looked at in one document, by path.
     *
     * @param read taken as a whole
     * @param entered taken in part
     */
    private record Seen(Set<String> read, Set<String> entered) {}

    private Field(Document document, String path, JsonNode value, Optional<Field> parent, Seen seen, Remarks remarks) {
        this.document = document;
        this.path = path;
        this.value = value;
        this.parent = parent;
        this.seen = seen;
        this.remarks = remarks;
    }

    /** The whole of a document. */
    public static Field root(Document document, Remarks remarks) {
        Seen nothing = new Seen(new HashSet<>(), new HashSet<>());
        return new Field(document, "", document.content(), Optional.empty(), nothing, remarks);
    }

    /** The same value, told about elsewhere. */
    public Field in(Remarks others) {
        return new Field(document, path, value, parent, seen, others);
    }

    /** A field of it, which may be missing. */
    public Field at(String key) {
        return new Field(document, Paths.field(path, key), value.path(key), Optional.of(this), seen, remarks);
    }

    private Field at(int index) {
        return new Field(document, Paths.item(path, index), value.path(index), Optional.of(this), seen, remarks);
    }

    /** The first of these fields that is given; spelling differs between a file and a resource of the same project. */
    public Field atEither(String key, String other) {
        return at(key).isGiven() ? at(key) : at(other);
    }

    /** Whether there is something other than null. */
    public boolean isGiven() {
        return !value.isMissingNode() && !value.isNull();
    }

    /** Whether it is a list. */
    public boolean isList() {
        return value.isArray();
    }

    /** Whether it is a text, a number or a boolean. */
    public boolean isScalar() {
        return value.isValueNode() && isGiven();
    }

    /** Whether it holds nothing. */
    public boolean isEmpty() {
        return value.isEmpty() && !isScalar();
    }

    /** Text, also of a number or a boolean; empty when it is missing. */
    public Optional<String> text() {
        markRead();
        if (!isGiven()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            fault("must be text, was " + shown(), "");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    /** The text without taking it. */
    public String peek() {
        return value.asText();
    }

    /** Text that says something; a fault when there is none. */
    public Optional<String> requiredText(String fix) {
        Optional<String> text = text().filter(given -> !given.isBlank());
        if (text.isEmpty() && !value.isContainerNode()) {
            fault("must be given, was missing", fix);
        }
        return text;
    }

    /** A number, also as text; a fault when it is neither, or missing. */
    public Optional<BigDecimal> number(String fix) {
        markRead();
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return Optional.of(value.decimalValue());
        }
        try {
            return Optional.of(new BigDecimal(value.asText().strip()));
        } catch (NumberFormatException none) {
            fault("must be a number, was " + shown(), fix);
            return Optional.empty();
        }
    }

    /** Whether it says true. */
    public boolean isTrue() {
        markRead();
        return value.asText().equalsIgnoreCase("true");
    }

    /** Whether it says false, which is more than nothing. */
    public boolean isFalse() {
        markRead();
        return value.asText().equalsIgnoreCase("false");
    }

    /** The items of a list; a fault when it is none. */
    public List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (isGiven() && !value.isArray()) {
            fault("must be a list, was " + shown(), "");
        } else {
            for (int i = 0; i < value.size(); i++) {
                items.add(at(i));
            }
        }
        return items;
    }

    /** The texts of a list; what is no text is a fault. */
    public List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The fields of a mapping by name. What is no mapping has none. */
    public Map<String, Field> fields() {
        Map<String, Field> fields = new TreeMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), at(field.getKey())));
        return fields;
    }

    /** The value as it is, all of it read. */
    public JsonNode raw() {
        markRead();
        return value;
    }

    /** Tells something about it that its author should know. What it holds still waits to be read. */
    public void note(String text) {
        if (isScalar()) {
            markRead();
        }
        remarks.add(noted(text));
    }

    /** A note about it that is kept elsewhere. */
    public Note noted(String text) {
        return new Note(document.source(), document.place().nearest(path), path.isEmpty() ? subject() : path, text);
    }

    /** {@code Service checkout}, for what is said of the whole. */
    private String subject() {
        JsonNode content = document.content();
        return (content.path("kind").asText() + " "
                        + content.path("metadata").path("name").asText())
                .strip();
    }

    /** Tells why it can't be carried over. */
    public void fault(String message, String fix) {
        markRead();
        remarks.add(document.locate(new Violation(path, message, fix)));
    }

    /** Why what was made of it can't be used. */
    public Fault refused(Violation violation) {
        String message = "became an SLO that is refused: " + violation.path() + " " + violation.message();
        return document.locate(new Violation(path, message, violation.fix()));
    }

    /** Needs no mention. */
    public void skip() {
        markRead();
    }

    /** Of {@code metadata}: what a server wrote needs no mention. */
    public void skipServerFields() {
        WRITTEN_BY_SERVERS.forEach(key -> at(key).skip());
        at("annotations").at(LAST_APPLIED).skip();
    }

    /** Notes each value below that nobody took, the outermost of them. */
    public void noteUnread() {
        if (!isGiven() || seen.read().contains(path)) {
            return;
        }
        if (!seen.entered().contains(path)) {
            markRead();
            note("has no counterpart, left out: " + shown());
            return;
        }
        fields().values().forEach(Field::noteUnread);
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            at(i).noteUnread();
        }
    }

    private void markRead() {
        seen.read().add(path);
        Optional<Field> around = parent;
        while (around.isPresent() && seen.entered().add(around.get().path)) {
            around = around.get().parent;
        }
    }

    /** The value as a message shows it. */
    public String shown() {
        if (!isGiven()) {
            return "missing";
        }
        String text = value.isTextual() ? "\"" + value.textValue() + "\"" : value.toString();
        boolean fits = text.codePointCount(0, text.length()) <= MOST_SHOWN;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "…";
    }
}
