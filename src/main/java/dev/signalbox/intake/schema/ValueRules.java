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
        Optional<Complaint> noChoice = choice(schema.json(), value);
        return noChoice.isPresent() ? noChoice : byKind(schema, value);
    }

    private Optional<Complaint> byKind(Schema schema, JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> text(schema.json(), value.textValue());
            case NUMBER -> bounds(schema.bounds(), value);
            case ARRAY -> count(schema.json(), value, "minItems", "maxItems", "item");
            case OBJECT -> count(schema.json(), value, "minProperties", "maxProperties", "field");
            default -> Optional.empty();
        };
    }

    private Optional<Complaint> text(JsonNode schema, String text) {
        Optional<Complaint> wrongLength = length(schema, text);
        return wrongLength.isPresent() ? wrongLength : pattern(schema, text);
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
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (length < least) {
            return complaint("must have at least " + plural(least, "character") + ", " + was(length), "");
        }
        return length > most
                ? complaint("must have at most " + plural(most, "character") + ", " + was(length), "shorten it")
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

    private static Optional<Complaint> bounds(List<Bound> bounds, JsonNode number) {
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
        if (value.size() < least) {
            return complaint("must have at least " + plural(least, word) + ", " + was(value.size()), "");
        }
        return value.size() > most
                ? complaint("must have at most " + plural(most, word) + ", " + was(value.size()), "remove some")
                : Optional.empty();
    }

    private static Optional<Complaint> complaint(String message, String fix) {
        return Optional.of(new Complaint(message, fix));
    }

    private static String was(int size) {
        return size == 0 ? "was empty" : "had " + size;
    }

    private static String plural(int count, String word) {
        return count + " " + (count == 1 ? word : word + "s");
    }
}
