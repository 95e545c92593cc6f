package dev.signalbox.api.crd.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** CustomResourceDefinitions of a release, and those that are to follow: rules of docs/upgrading.md, and of the API server. */
final class CrdEvolution {
    private CrdEvolution() {}

    /** All that breaks, in the order of what was before. */
    static Stream<Finding> breaks(Collection<JsonNode> before, Collection<JsonNode> now) {
        Map<String, JsonNode> successors =
                now.stream().collect(Collectors.toMap(CrdEvolution::name, Function.identity()));
        return before.stream()
                .flatMap(crd -> successors.containsKey(name(crd))
                        ? breaks(
                                name(crd),
                                crd.get("spec"),
                                successors.get(name(crd)).get("spec"))
                        : Stream.of(new Finding(name(crd), Break.KIND_REMOVED, "is gone")));
    }

    private static Stream<Finding> breaks(String crd, JsonNode before, JsonNode now) {
        return Stream.of(
                        changed(crd, before, now, Break.NAME_CHANGED, "/group", "/names/kind", "/names/listKind"),
                        changed(crd, before, now, Break.NAME_CHANGED, "/names/plural", "/names/singular"),
                        changed(crd, before, now, Break.SCOPE_CHANGED, "/scope"),
                        removed(
                                crd,
                                Break.SHORT_NAME_REMOVED,
                                "",
                                before.at("/names/shortNames"),
                                now.at("/names/shortNames")),
                        removed(
                                crd,
                                Break.SHORT_NAME_REMOVED,
                                "",
                                before.at("/names/categories"),
                                now.at("/names/categories")),
                        stored(crd, before, now),
                        versions(before).flatMap(version -> version(crd, version, now)))
                .flatMap(Function.identity());
    }

    /** What was not named before was assumed from the kind. */
    private static Stream<Finding> changed(String crd, JsonNode before, JsonNode now, Break what, String... fields) {
        return Stream.of(fields)
                .filter(field ->
                        !before.at(field).isMissingNode() && !before.at(field).equals(now.at(field)))
                .map(field -> new Finding(
                        crd, what, "%s was %s, is %s".formatted(field.substring(1), before.at(field), now.at(field))));
    }

    private static Stream<Finding> removed(String where, Break what, String of, JsonNode before, JsonNode now) {
        return items(before)
                .filter(one -> items(now).noneMatch(one::equals))
                .map(one -> new Finding(where, what, of + one + " is gone"));
    }

    /** What is stored the release before has to read as well. */
    private static Stream<Finding> stored(String crd, JsonNode before, JsonNode now) {
        String old = stored(before);
        String current = stored(now);
        boolean isKnown = versions(before)
                .anyMatch(version -> versionName(version).equals(current)
                        && version.path("served").asBoolean());
        return isKnown
                ? Stream.empty()
                : Stream.of(new Finding(crd + " " + current, Break.STORED_TOO_EARLY, "storage was " + old));
    }

    private static Stream<Finding> version(String crd, JsonNode before, JsonNode spec) {
        String where = crd + " " + versionName(before);
        Optional<JsonNode> now = versions(spec)
                .filter(version -> versionName(version).equals(versionName(before)))
                .findFirst();
        if (now.isEmpty()) {
            return Stream.of(new Finding(where, Break.VERSION_DROPPED, "is gone"));
        }
        if (!before.path("served").asBoolean()) {
            return Stream.empty();
        }
        return now.get().path("served").asBoolean()
                ? version(where, before, now.get(), new SchemaEvolution(where, ""))
                : Stream.of(new Finding(where, Break.VERSION_NOT_SERVED, "is not served"));
    }

    private static Stream<Finding> version(String where, JsonNode before, JsonNode now, SchemaEvolution schema) {
        return Stream.of(
                        schema.breaks(before.at("/schema/openAPIV3Schema"), now.at("/schema/openAPIV3Schema")),
                        before.path("subresources").properties().stream()
                                .filter(one -> !one.getValue()
                                        .equals(now.path("subresources").get(one.getKey())))
                                .map(one -> new Finding(where, Break.SUBRESOURCE_CHANGED, one.getKey())),
                        removed(where, Break.COLUMN_CHANGED, "column ", columns(before), columns(now)),
                        removed(
                                where,
                                Break.SELECTABLE_REMOVED,
                                "",
                                before.path("selectableFields"),
                                now.path("selectableFields")))
                .flatMap(Function.identity());
    }

    private static String name(JsonNode crd) {
        return crd.at("/metadata/name").asText();
    }

    private static String versionName(JsonNode version) {
        return version.path("name").asText();
    }

    private static JsonNode columns(JsonNode version) {
        return version.path("additionalPrinterColumns");
    }

    private static String stored(JsonNode spec) {
        return versions(spec)
                .filter(version -> version.path("storage").asBoolean())
                .map(CrdEvolution::versionName)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> versions(JsonNode spec) {
        return items(spec.path("versions"));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
