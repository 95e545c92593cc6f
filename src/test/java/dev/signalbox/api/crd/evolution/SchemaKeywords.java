package dev.signalbox.api.crd.evolution;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What each keyword of a schema may become. Those that hold schemas are {@link SchemaEvolution}'s. */
final class SchemaKeywords {

    /** From a keyword's value before and now, either missing, to what breaks; they are not equal. */
    private interface Judge {
        Stream<Loss> judge(JsonNode before, JsonNode now);
    }

    /** A break without its place. */
    record Loss(Break what, String detail) {}

    private static final Judge ANYTHING = (_, _) -> Stream.empty();

    private static final Map<String, Judge> JUDGES = Map.ofEntries(
            entry("description", ANYTHING),
            entry("title", ANYTHING),
            entry("example", ANYTHING),
            entry("externalDocs", ANYTHING),
            entry("type", stays(Break.TYPE_CHANGED)),
            entry("x-kubernetes-int-or-string", stays(Break.TYPE_CHANGED)),
            entry("x-kubernetes-embedded-resource", stays(Break.TYPE_CHANGED)),
            entry("format", isLifted(Break.TYPE_CHANGED)),
            entry("pattern", isLifted(Break.PATTERN_CHANGED)),
            entry("multipleOf", isLifted(Break.BOUND_NARROWED)),
            entry("minimum", bound(-1)),
            entry("minLength", bound(-1)),
            entry("minItems", bound(-1)),
            entry("minProperties", bound(-1)),
            entry("maximum", bound(1)),
            entry("maxLength", bound(1)),
            entry("maxItems", bound(1)),
            entry("maxProperties", bound(1)),
            entry("exclusiveMinimum", staysOff(Break.BOUND_NARROWED)),
            entry("exclusiveMaximum", staysOff(Break.BOUND_NARROWED)),
            entry("uniqueItems", staysOff(Break.BOUND_NARROWED)),
            entry("nullable", staysOn(Break.VALUE_REMOVED)),
            entry("x-kubernetes-preserve-unknown-fields", staysOn(Break.UNKNOWN_FIELDS_DROPPED)),
            entry("enum", SchemaKeywords::values),
            entry("default", stays(Break.DEFAULT_CHANGED)),
            entry("x-kubernetes-list-type", assumed("atomic")),
            entry("x-kubernetes-map-type", assumed("granular")),
            entry("x-kubernetes-list-map-keys", stays(Break.LIST_TYPE_CHANGED)),
            entry("x-kubernetes-validations", SchemaKeywords::rules));

    private SchemaKeywords() {}

    static Stream<Loss> lost(String keyword, JsonNode before, JsonNode now) {
        return before.equals(now)
                ? Stream.empty()
                : JUDGES.getOrDefault(keyword, stays(Break.KEYWORD_CHANGED)).judge(before, now);
    }

    private static Judge stays(Break what) {
        return (before, now) -> Stream.of(new Loss(what, fromTo(before, now)));
    }

    private static Judge isLifted(Break what) {
        return (before, now) -> now.isMissingNode() ? Stream.empty() : Stream.of(new Loss(what, fromTo(before, now)));
    }

    private static Judge staysOff(Break what) {
        return (before, now) -> now.asBoolean() ? Stream.of(new Loss(what, fromTo(before, now))) : Stream.empty();
    }

    private static Judge staysOn(Break what) {
        return (before, now) -> before.asBoolean() ? Stream.of(new Loss(what, fromTo(before, now))) : Stream.empty();
    }

    /** What the API server takes it for where nothing is said. */
    private static Judge assumed(String absent) {
        return (before, now) -> before.asText(absent).equals(now.asText(absent))
                ? Stream.empty()
                : Stream.of(new Loss(Break.LIST_TYPE_CHANGED, fromTo(before, now)));
    }

    /** @param wider the sign of what a bound may change by */
    private static Judge bound(int wider) {
        return (before, now) ->
                now.isMissingNode() || !before.isMissingNode() && number(now).compareTo(number(before)) * wider >= 0
                        ? Stream.empty()
                        : Stream.of(new Loss(Break.BOUND_NARROWED, fromTo(before, now)));
    }

    private static Stream<Loss> values(JsonNode before, JsonNode now) {
        if (now.isMissingNode()) {
            return Stream.empty();
        }
        if (before.isMissingNode()) {
            return Stream.of(new Loss(Break.VALUE_REMOVED, fromTo(before, now)));
        }
        return items(before)
                .filter(value -> items(now).noneMatch(value::equals))
                .map(value -> new Loss(Break.VALUE_REMOVED, value.asText()));
    }

    /** In other words a rule says nothing new; another expression may. */
    private static Stream<Loss> rules(JsonNode before, JsonNode now) {
        return items(now)
                .filter(rule -> items(before).noneMatch(old -> asks(old).equals(asks(rule))))
                .map(SchemaKeywords::asks)
                .map(rule -> new Loss(rule.contains("oldSelf") ? Break.RULE_OF_CHANGES_ADDED : Break.RULE_ADDED, rule));
    }

    private static String asks(JsonNode rule) {
        return rule.path("rule").asText()
                + (rule.path("optionalOldSelf").asBoolean() ? ", also of what was not there" : "");
    }

    private static BigDecimal number(JsonNode node) {
        return node.decimalValue();
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String fromTo(JsonNode before, JsonNode now) {
        return text(before).map(text -> "was " + text).orElse("was not there")
                + text(now).map(text -> ", is " + text).orElse(", is gone");
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value).filter(node -> !node.isMissingNode()).map(JsonNode::toString);
    }
}
