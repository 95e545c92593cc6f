package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a schema asks of a value of the right type. */
final class ValueRules {
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    /**
     * What is wrong with a value.
     *
     * @param message as in a violation
     * @param fix empty: the schema's example is the best that can be said
     */
    record Complaint(String message, String fix) {}

    /** The first thing that is wrong. */
    Optional<Complaint> check(Schema schema, JsonNode value) {
        return choice(schema.json(), value).or(() -> switch (value.getNodeType()) {
            case STRING -> length(schema.json(), value.textValue()).or(() -> pattern(schema.json(), value.textValue()));
            case NUMBER -> bounds(schema.json(), value);
            case ARRAY -> count(schema.json(), value, "minItems", "maxItems", "item");
            case OBJECT -> count(schema.json(), value, "minProperties", "maxProperties", "field");
            default -> Optional.empty();
        });
    }

    private static Optional<Complaint> choice(JsonNode schema, JsonNode value) {
        JsonNode choices = schema.path("enum");
        if (choices.isMissingNode()
                || StreamSupport.stream(choices.spliterator(), false).anyMatch(value::equals)) {
            return Optional.empty();
        }
        List<String> words = StreamSupport.stream(choices.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String fix = Suggestion.nearest(value.asText(), words)
                .map(word -> "did you mean " + word + "?")
                .orElse("write one of them");
        return complaint("must be one of " + String.join(", ", words) + ", was " + Shown.value(value), fix);
    }

    private static Optional<Complaint> length(JsonNode schema, String text) {
        int length = text.codePointCount(0, text.length());
        String was = length == 0 ? "was empty" : "had " + length;
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (length < least) {
            return complaint("must have at least " + plural(least, "character") + ", " + was, "");
        }
        return length > most
                ? complaint("must have at most " + plural(most, "character") + ", " + was, "shorten it")
                : Optional.empty();
    }

    private Optional<Complaint> pattern(JsonNode schema, String text) {
        String pattern = schema.path("pattern").asText();
        boolean matches = pattern.isEmpty()
                || patterns.computeIfAbsent(pattern, ValueRules::compiled)
                        .matcher(text)
                        .find();
        return matches
                ? Optional.empty()
                : complaint("must " + PatternWords.of(pattern) + ", was " + Shown.quoted(text), "");
    }

    /** An API server's {@code $} is the end of the text, Java's is also the line break before it. */
    private static Pattern compiled(String pattern) {
        return Pattern.compile(pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern);
    }

    private static Optional<Complaint> bounds(JsonNode schema, JsonNode number) {
        List<Bound> bounds = Bound.of(schema);
        if (bounds.stream().allMatch(bound -> bound.holds(number.decimalValue()))) {
            return Optional.empty();
        }
        String all = bounds.stream().map(Bound::toString).collect(Collectors.joining(" and "));
        return complaint("must be " + all + ", was " + Shown.value(number), "");
    }

    private static Optional<Complaint> count(
            JsonNode schema, JsonNode value, String leastKeyword, String mostKeyword, String word) {
        int least = schema.path(leastKeyword).asInt(0);
        int most = schema.path(mostKeyword).asInt(Integer.MAX_VALUE);
        String was = value.isEmpty() ? "was empty" : "had " + value.size();
        if (value.size() < least) {
            return complaint("must have at least " + plural(least, word) + ", " + was, "");
        }
        return value.size() > most
                ? complaint("must have at most " + plural(most, word) + ", " + was, "remove some")
                : Optional.empty();
    }

    private static Optional<Complaint> complaint(String message, String fix) {
        return Optional.of(new Complaint(message, fix));
    }

    private static String plural(int count, String word) {
        return count + " " + (count == 1 ? word : word + "s");
    }
}
