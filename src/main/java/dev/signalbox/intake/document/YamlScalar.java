package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/** What one scalar of a YAML document says, by its quotes and its tag. Other tags than YAML's own mean nothing. */
final class YamlScalar {
    private static final String TAG = "tag:yaml.org,2002:";
    private static final Set<String> RESOLVED = Set.of(TAG + "bool", TAG + "int", TAG + "float", TAG + "null");

    private YamlScalar() {}

    static JsonNode value(ScalarEvent event, Position position) {
        String tag = event.getTag();
        if ((TAG + "binary").equals(tag)) {
            throw new UnreadableText(position, "must be text, was !!binary", "write the base64 as text");
        }
        boolean tagged = tag != null && RESOLVED.contains(tag);
        boolean untagged = tag == null && event.isPlain();
        JsonNode value =
                tagged || untagged ? PlainScalar.resolve(event.getValue()) : TextNode.valueOf(event.getValue());
        if (value.isTextual() && hasLoneSurrogate(value.textValue())) {
            throw new UnreadableText(
                    position, "must be text, was half of a surrogate pair", "write the character itself");
        }
        boolean infinite = value.isDouble() && !Double.isFinite(value.doubleValue());
        if (infinite || tagged && value.isTextual()) {
            throw new UnreadableText(position, "must be a value that JSON has too, was " + event.getValue(), "");
        }
        return value;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int whole = text.codePointAt(i);
                if (!Character.isSupplementaryCodePoint(whole)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    static String key(Event event, Position position) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw new UnreadableText(position, "a key must be text, was a list, a mapping or an alias", "");
        }
        JsonNode key = value(scalar, position);
        if (key.isNull()) {
            throw new UnreadableText(position, "a key must be text, was null", "put it in quotes");
        }
        return key.asText();
    }

    static boolean isMerge(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.getValue().equals("<<")
                && (scalar.getTag() == null ? scalar.isPlain() : scalar.getTag().equals(TAG + "merge"));
    }
}
