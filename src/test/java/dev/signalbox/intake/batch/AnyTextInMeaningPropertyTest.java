package dev.signalbox.intake.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.schema.ResourceCheck;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.model.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text in any field that holds one: what it means comes out, or what is wrong with it, never an exception. */
class AnyTextInMeaningPropertyTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "-",
            ".",
            "..",
            "/",
            ":",
            "0",
            "-1",
            "1e9",
            "99999999999999999999",
            "1h",
            "0s",
            "9999y999999w",
            "10Gi",
            "999999999999Ei",
            "1e99",
            "(",
            "(a*)*",
            "(?i",
            "[^",
            "a{1000}{1000}",
            "\\",
            "a\nb",
            "\u0000",
            "\u0085\u2028",
            "\ud83d\ude00",
            "\ud800",
            "${env:HOME}",
            "$(X)",
            "{{ .a }}",
            "'\"\\",
            "http://",
            "http://[",
            "http://[::",
            "http://[::ffff:1.2.3.4%25]:1/",
            "http://a:b@c:d",
            "[]:1",
            "0x:1",
            "169.254.169.254:80",
            "::1",
            "x".repeat(300));

    private static final ResourceCheck CHECK = new ResourceCheck("shop");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/serviceobservability/full.yaml",
                "examples/samplingpolicy/full.yaml",
                "examples/samplingpolicy/by-burn-rate.yaml",
                "examples/observabilitystack/full.yaml",
                "examples/observabilitystack/remote-write.yaml"
            })
    void meansSomethingOrIsWrong(String example) throws IOException {
        JsonNode original = DocumentReader.read(example, Files.readAllBytes(Path.of(example)))
                .documents()
                .getFirst()
                .content();
        ResourceKind kind = ResourceKind.named(original.path("kind").asText()).orElseThrow();
        int places = places(original.deepCopy()).size();
        int read = 0;
        for (int place = 0; place < places; place++) {
            for (String text : TEXTS) {
                JsonNode changed = original.deepCopy();
                places(changed).get(place).accept(text);

                switch (MeaningReader.read(CHECK.check(kind, changed))) {
                    case Reading.Read<Meaning> meaning -> read++;
                    case Reading.Invalid<Meaning>(List<Violation> violations) ->
                        assertThat(violations)
                                .as("%s", changed)
                                .isNotEmpty()
                                .allSatisfy(violation ->
                                        assertThat(violation.message()).startsWith("must "))
                                .doesNotHaveDuplicates();
                }
            }
        }
        assertThat(read).as("taken of %d places", places).isPositive();
    }

    /** How to put a text where there is one in the {@code spec}. */
    private static List<Consumer<String>> places(JsonNode resource) {
        List<Consumer<String>> places = new ArrayList<>();
        collect(resource.path("spec"), places);
        return places;
    }

    private static void collect(JsonNode node, List<Consumer<String>> places) {
        if (node instanceof ObjectNode object) {
            object.propertyStream().toList().forEach(field -> {
                if (field.getValue().isTextual()) {
                    places.add(text -> object.set(field.getKey(), TextNode.valueOf(text)));
                } else {
                    collect(field.getValue(), places);
                }
            });
        } else if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                int index = i;
                if (items.get(i).isTextual()) {
                    places.add(text -> items.set(index, TextNode.valueOf(text)));
                } else {
                    collect(items.get(i), places);
                }
            }
        }
    }
}
