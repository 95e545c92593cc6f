package dev.signalbox.backend.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A mapping of an answer in YAML.
 *
 * @param fields texts, lists and mappings by their names; what is null is not there
 */
public record YamlAnswer(Map<String, Object> fields) {
    private static final YamlAnswer NOTHING = new YamlAnswer(Map.of());

    /** Makes sense of a whole answer. What it says is never repeated in an error, as it may hold passwords. */
    public static <T> Reading<T> reading(Function<YamlAnswer, T> meaning) {
        return body -> {
            try (Reader text = new InputStreamReader(body, StandardCharsets.UTF_8)) {
                return meaning.apply(of(new YamlValues(text).document()));
            } catch (YAMLException e) {
                // A failure of the stream comes as one of these.
                throw e.getCause() instanceof IOException cause ? cause : new IOException("it is no YAML");
            }
        };
    }

    /** A mapping in it; empty where there is none. */
    public YamlAnswer at(String name) {
        return of(fields.get(name));
    }

    public Optional<String> text(String name) {
        return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Mappings of a list. */
    public Stream<YamlAnswer> items(String name) {
        return list(name).filter(Map.class::isInstance).map(YamlAnswer::of);
    }

    /** Texts of a list. */
    public Stream<String> texts(String name) {
        return list(name).filter(String.class::isInstance).map(String.class::cast);
    }

    public boolean isTrue(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    private Stream<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list.stream() : Stream.empty();
    }

    @SuppressWarnings("unchecked") // YamlValues makes no other mappings
    private static YamlAnswer of(Object value) {
        return value instanceof Map<?, ?> mapping ? new YamlAnswer((Map<String, Object>) mapping) : NOTHING;
    }
}
