package dev.signalbox.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A mapping of an answer in YAML.
 *
 * @param tree its values; of a mapping that is not there, nothing
 */
public record YamlAnswer(JsonNode tree) {

    /** Makes sense of a whole answer. What it says is never repeated in an error, as it may hold passwords. */
    public static <T> Reading<T> reading(Function<YamlAnswer, T> meaning) {
        return body -> {
            try (Reader text = new InputStreamReader(body, StandardCharsets.UTF_8)) {
                return meaning.apply(new YamlAnswer(new YamlValues(text).document()));
            } catch (YAMLException e) {
                // A failure of the stream comes as one of these.
                throw e.getCause() instanceof IOException cause ? cause : new IOException("it is no YAML");
            }
        };
    }

    /** A mapping in it; empty where there is none. */
    public YamlAnswer at(String name) {
        return new YamlAnswer(tree.path(name));
    }

    /** Names of a mapping's fields. */
    public Stream<String> names() {
        return tree.properties().stream().map(field -> field.getKey());
    }

    /** A text, number or boolean as text. */
    public Optional<String> text(String name) {
        JsonNode value = tree.path(name);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** Mappings of a list. */
    public Stream<YamlAnswer> items(String name) {
        return list(name).filter(ObjectNode.class::isInstance).map(YamlAnswer::new);
    }

    /** Texts of a list. */
    public Stream<String> texts(String name) {
        return list(name).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    public boolean isTrue(String name) {
        return tree.path(name).asBoolean();
    }

    private Stream<JsonNode> list(String name) {
        JsonNode list = tree.path(name);
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }
}
