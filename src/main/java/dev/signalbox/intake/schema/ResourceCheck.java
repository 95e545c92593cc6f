package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.ObjectLabels;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.intake.schema.ResourceKind.Scope;
import dev.signalbox.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds resources of our group against their schemas. Made once, used for many, by any number of threads: schemas are
 * read when first needed. */
public final class ResourceCheck {
    private final String namespace;
    private final Map<ResourceKind, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaCheck check = new SchemaCheck();

    /** @param namespace of resources that don't say theirs */
    public ResourceCheck(String namespace) {
        this.namespace = namespace;
    }

    /** Whether a document is of our group, in whichever version and kind. */
    public static boolean isOurs(JsonNode content) {
        String apiVersion = content.path("apiVersion").asText();
        return apiVersion.equals(ResourceKind.GROUP) || apiVersion.startsWith(ResourceKind.GROUP + "/");
    }

    /** Why a document of our group is of no kind or version that there is; nothing when it is. */
    public static List<Violation> unknown(JsonNode content) {
        List<Violation> violations = new ArrayList<>();
        String apiVersion = content.path("apiVersion").asText();
        if (!apiVersion.equals(ResourceKind.API_VERSION)) {
            violations.add(new Violation(
                    "apiVersion",
                    "must be " + ResourceKind.API_VERSION + ", was " + Shown.quoted(apiVersion),
                    "write " + ResourceKind.API_VERSION));
        }
        String kind = content.path("kind").asText();
        if (ResourceKind.named(kind).isEmpty()) {
            String fix = Suggestion.nearest(kind, ResourceKind.names())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("write one of them");
            violations.add(new Violation(
                    "kind",
                    "must be one of " + String.join(", ", ResourceKind.names()) + ", was " + Shown.quoted(kind),
                    fix));
        }
        return violations;
    }

    /** Completes and checks a resource. */
    public Checked check(ResourceKind kind, JsonNode content) {
        Schema schema = schemas.computeIfAbsent(kind, RootSchema::of);
        ObjectNode completed = content.deepCopy();
        Defaults.apply(schema, completed);
        List<Violation> violations = new ArrayList<>(check.check(schema, completed, ""));
        JsonNode metadata = completed.path("metadata");
        metadata.path("labels").propertyStream().forEach(label -> labelName(label.getKey())
                .ifPresent(violations::add));
        if (metadata instanceof ObjectNode object) {
            place(kind, object).ifPresent(violations::add);
        }
        return new Checked(kind, completed, violations);
    }

    private Optional<Violation> place(ResourceKind kind, ObjectNode metadata) {
        boolean placed = metadata.has("namespace");
        if (kind.scope() == Scope.NAMESPACED && !placed) {
            metadata.put("namespace", namespace);
        }
        return kind.scope() == Scope.CLUSTER && placed
                ? Optional.of(new Violation(
                        "metadata.namespace",
                        "must not be given, because " + kind.kind() + " is for the whole cluster; was "
                                + Shown.value(metadata.path("namespace")),
                        "remove it"))
                : Optional.empty();
    }

    private static Optional<Violation> labelName(String name) {
        return ObjectLabels.isName(name)
                ? Optional.empty()
                : Optional.of(new Violation(
                        Paths.field("metadata.labels", name),
                        "must be a legal label name, was " + Shown.quoted(name),
                        "write e.g. team or example.com/team"));
    }
}
