package dev.signalbox.api.crd.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A schema and the one before it, walked together.
 *
 * @param where the definition and the version
 * @param path from the root, {@code []} after a list and {@code {}} after a map; empty at the root
 */
record SchemaEvolution(String where, String path) {
    private static final Set<String> WITH_SCHEMAS = Set.of("properties", "items", "additionalProperties", "required");

    /** What breaks here and inside. */
    Stream<Finding> breaks(JsonNode before, JsonNode now) {
        Set<String> keywords = new TreeSet<>();
        before.fieldNames().forEachRemaining(keywords::add);
        now.fieldNames().forEachRemaining(keywords::add);
        Stream<Finding> own = keywords.stream()
                .filter(keyword -> !WITH_SCHEMAS.contains(keyword))
                .flatMap(keyword -> SchemaKeywords.lost(keyword, before.path(keyword), now.path(keyword))
                        .map(loss ->
                                finding(inList(loss.what(), before.path(keyword)), keyword + " " + loss.detail())));
        return Stream.of(own, required(before, now), fields(before, now), items(before, now), values(before, now))
                .flatMap(Function.identity());
    }

    /** What is new has no past, but for rules that hold whenever something comes. */
    Stream<Finding> rulesForNew(JsonNode schema) {
        Stream<Finding> own = path.contains("[]") && schema.has("default")
                ? Stream.of(finding(Break.DEFAULT_IN_LIST, "default is " + schema.get("default")))
                : Stream.empty();
        Stream<Finding> inside = Stream.of(
                        properties(schema).flatMap(name -> field(name)
                                .rulesForNew(schema.path("properties").path(name))),
                        schema.has("items") ? at("[]").rulesForNew(schema.get("items")) : Stream.<Finding>empty(),
                        schema.path("additionalProperties").isObject()
                                ? at("{}").rulesForNew(schema.get("additionalProperties"))
                                : Stream.<Finding>empty())
                .flatMap(Function.identity());
        return Stream.concat(own, inside);
    }

    private Break inList(Break what, JsonNode before) {
        return what == Break.DEFAULT_CHANGED && before.isMissingNode() && path.contains("[]")
                ? Break.DEFAULT_IN_LIST
                : what;
    }

    /** With a default it is there in every object. */
    private Stream<Finding> required(JsonNode before, JsonNode now) {
        return names(now.path("required"))
                .filter(name -> names(before.path("required")).noneMatch(name::equals))
                .filter(name -> !now.path("properties").path(name).has("default"))
                .map(name -> field(name).finding(Break.REQUIRED_ADDED, "required"));
    }

    private Stream<Finding> fields(JsonNode before, JsonNode now) {
        JsonNode fields = now.path("properties");
        Stream<Finding> old = properties(before)
                .flatMap(name -> fields.has(name)
                        ? field(name).breaks(before.path("properties").path(name), fields.get(name))
                        : Stream.of(field(name).finding(Break.FIELD_REMOVED, "is gone")));
        Stream<Finding> added = properties(now)
                .filter(name -> !before.path("properties").has(name))
                .flatMap(name -> field(name).rulesForNew(fields.get(name)));
        return Stream.concat(old, added);
    }

    private Stream<Finding> items(JsonNode before, JsonNode now) {
        return before.has("items") && now.has("items")
                ? at("[]").breaks(before.get("items"), now.get("items"))
                : Stream.empty(); // of another type then, which is told
    }

    private Stream<Finding> values(JsonNode before, JsonNode now) {
        JsonNode old = before.path("additionalProperties");
        JsonNode values = now.path("additionalProperties");
        if (old.isObject() && values.isObject()) {
            return at("{}").breaks(old, values);
        }
        boolean none = old.isMissingNode() || old.isBoolean() && !old.asBoolean();
        return none || values.equals(old) || values.asBoolean()
                ? Stream.empty()
                : Stream.of(at("{}").finding(Break.FIELD_REMOVED, "values were " + old + ", are " + values));
    }

    private SchemaEvolution field(String name) {
        return at(path.isEmpty() ? name : "." + name);
    }

    private SchemaEvolution at(String step) {
        return new SchemaEvolution(where, path + step);
    }

    private Finding finding(Break what, String detail) {
        return new Finding(path.isEmpty() ? where : where + " " + path, what, detail);
    }

    private static Stream<String> properties(JsonNode schema) {
        return schema.path("properties").properties().stream().map(property -> property.getKey());
    }

    private static Stream<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }
}
