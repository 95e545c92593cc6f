package dev.signalbox.cli.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.compile.kube.ManifestYaml;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out of objects of Kubernetes, and of the configurations in them, what may be secret, and what says nothing. */
final class RedactedTree {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Who wrote which field takes more room than the fields; the other is the whole object again, as it was applied. */
    private static final Set<String> SAYS_NOTHING =
            Set.of("managedFields", "kubectl.kubernetes.io/last-applied-configuration");

    private static final Set<String> HEADERS =
            Set.of("headers", "header", "httpheaders", "http_headers", "metadata_headers");

    /** Of headers and variables that are written as a list. */
    private static final Set<String> NAMES = Set.of("name", "key", "action", "from_context");

    /** Of a secret that is no reference. */
    private static final Set<String> CONTENT = Set.of("value", "inline", "data", "content");

    /** Settings of our own, and of Go's memory: what is wrong is often one of them. */
    private static final Pattern OPEN_VARIABLE =
            Pattern.compile("SIGNALBOX_[A-Z_]+|QUARKUS_(LOG_LEVEL|MANAGEMENT_PORT)|GOMEMLIMIT|GOMAXPROCS");

    private static final Set<String> WORDS_OF_A_COMMAND = Set.of("args", "command");

    private RedactedTree() {}

    /** @param object of any kind but {@code Secret}, which nobody reads */
    static JsonNode of(JsonNode object) {
        JsonNode redacted = value(object);
        if (redacted instanceof ObjectNode found && found.path("kind").asText().equals("ConfigMap")) {
            found.remove("binaryData");
            if (found.get("data") instanceof ObjectNode data) {
                object.path("data")
                        .properties()
                        .forEach(file -> data.set(file.getKey(), file(file.getKey(), file.getValue())));
            }
        }
        return redacted;
    }

    private static JsonNode value(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array ->
                array(array.valueStream().map(RedactedTree::value).toList());
            case TextNode text -> TextNode.valueOf(text(text.textValue()));
            default -> node;
        };
    }

    private static JsonNode object(ObjectNode object) {
        ObjectNode redacted = NODES.objectNode();
        object.properties().stream()
                .filter(field -> !SAYS_NOTHING.contains(field.getKey()))
                .forEach(field -> redacted.set(field.getKey(), field(field.getKey(), field.getValue())));
        return redacted;
    }

    private static JsonNode field(String name, JsonNode value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (HEADERS.contains(lower)) {
            return leavesRemoved(value);
        }
        if (name.equals("env") && value instanceof ArrayNode variables) {
            return array(variables.valueStream().map(RedactedTree::variable).toList());
        }
        if (WORDS_OF_A_COMMAND.contains(name) && value instanceof ArrayNode words) {
            return command(words);
        }
        if (name.equals("caBundle")) {
            return TextNode.valueOf("<" + value.asText().length() + " characters>");
        }
        return RedactedText.isSecretive(name) ? secret(value) : value(value);
    }

    /** Objects say where the secret is, or have it in a field for that. */
    private static JsonNode secret(JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            return leavesRemoved(value);
        }
        ObjectNode redacted = NODES.objectNode();
        object.properties()
                .forEach(field -> redacted.set(
                        field.getKey(),
                        CONTENT.contains(field.getKey())
                                ? leavesRemoved(field.getValue())
                                : field(field.getKey(), field.getValue())));
        return redacted;
    }

    private static JsonNode variable(JsonNode variable) {
        JsonNode redacted = value(variable);
        String name = variable.path("name").asText();
        boolean isOpen = OPEN_VARIABLE.matcher(name).matches() && !RedactedText.isSecretive(name);
        if (!isOpen && redacted instanceof ObjectNode found && found.has("value")) {
            found.set("value", leavesRemoved(variable.path("value")));
        }
        return redacted;
    }

    /** {@code --password hunter2} are two words. */
    private static JsonNode command(ArrayNode words) {
        ArrayNode redacted = NODES.arrayNode();
        boolean secret = false;
        for (JsonNode word : words) {
            redacted.add(secret ? leavesRemoved(word) : value(word));
            secret = word.asText().startsWith("-") && RedactedText.isSecretive(word.asText());
        }
        return redacted;
    }

    /** What names a thing, and what says only where a secret is, stays. */
    private static JsonNode leavesRemoved(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode redacted = NODES.objectNode();
                object.properties()
                        .forEach(field -> redacted.set(
                                field.getKey(),
                                NAMES.contains(field.getKey())
                                        ? value(field.getValue())
                                        : leavesRemoved(field.getValue())));
                yield redacted;
            }
            case ArrayNode array ->
                array(array.valueStream().map(RedactedTree::leavesRemoved).toList());
            default ->
                node.isNull() || node.isBoolean() || RedactedText.isReference(node.asText())
                        ? node
                        : TextNode.valueOf(RedactedText.REMOVED);
        };
    }

    private static JsonNode array(List<JsonNode> items) {
        return NODES.arrayNode().addAll(items);
    }

    /** A file in a ConfigMap: a configuration where it reads like one, without its comments. */
    private static JsonNode file(String name, JsonNode content) {
        return RedactedText.isSecretive(name)
                ? leavesRemoved(content)
                : TextNode.valueOf(configuration(content.asText()));
    }

    private static String configuration(String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> read = documents.readAll();
            return !read.isEmpty() && read.stream().allMatch(JsonNode::isContainerNode)
                    ? read.stream()
                            .map(document -> ManifestYaml.print(value(document)))
                            .collect(Collectors.joining("---\n"))
                    : RedactedText.of(text);
        } catch (IOException noYaml) {
            return RedactedText.of(text);
        }
    }

    /** Annotations, and fields of dashboards, have JSON in them. */
    private static String text(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                JsonNode inside = YAML.readTree(text);
                if (inside.isContainerNode()) {
                    return value(inside).toString();
                }
            } catch (JsonProcessingException noJson) {
                return RedactedText.of(text);
            }
        }
        return RedactedText.of(text);
    }
}
