package dev.signalbox.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every value is described once, by the comment above it in {@code values.yaml}; schema and table say the same.
 * {@code -Dgolden.update=true} rewrites the table.
 */
class ChartValuesTest {
    private static final Path CHART = Path.of("helm-chart");
    private static final Path README = CHART.resolve("README.md");
    private static final Pattern COMMENT = Pattern.compile(" *# (.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- values -->\n).*?(<!-- /values -->)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSchemaKnowsEachAndDescribesItAlike() throws IOException {
        Map<String, String> described = new LinkedHashMap<>();
        describe("", JSON.readTree(CHART.resolve("values.schema.json").toFile()), described);
        described.remove("global");

        assertThat(described).isEqualTo(comments());
    }

    @Test
    void eachHasADefault() throws IOException {
        JsonNode values = values();

        assertThat(comments().keySet()).allSatisfy(path -> assertThat(
                        values.at("/" + path.replace('.', '/')).isMissingNode())
                .as(path)
                .isFalse());
    }

    @Test
    void theTableHasEach() throws IOException {
        JsonNode values = values();
        String table = comments().entrySet().stream()
                .map(value -> "| `%s` | `%s` | %s |%n"
                        .formatted(
                                value.getKey(),
                                values.at("/" + value.getKey().replace('.', '/')),
                                value.getValue().replace("|", "\\|")))
                .collect(Collectors.joining("", "| value | default | |\n| --- | --- | --- |\n", ""));
        String readme = Files.readString(README);
        String wanted = TABLE.matcher(readme).replaceFirst("$1" + Matcher.quoteReplacement(table) + "$2");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(README, wanted);
        }
        assertThat(readme).contains("<!-- values -->");
        assertThat(README).hasContent(wanted);
    }

    @Test
    void eachExampleIsInTheReadme() throws IOException {
        String readme = Files.readString(README);
        try (Stream<Path> examples = Files.list(CHART.resolve("examples"))) {
            assertThat(examples.map(example -> "(examples/" + example.getFileName() + ")"))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(link -> assertThat(readme).contains(link));
        }
    }

    private static JsonNode values() throws IOException {
        return new YAMLMapper().readTree(CHART.resolve("values.yaml").toFile());
    }

    /** What stands above each value, by its path. */
    private static Map<String, String> comments() throws IOException {
        Map<String, String> comments = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        List<String> above = new ArrayList<>();
        for (String line : Files.readAllLines(CHART.resolve("values.yaml"))) {
            Matcher comment = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                above.add(comment.group(1));
                continue;
            }
            if (key.matches()) {
                path = new ArrayList<>(path.subList(0, key.group(1).length() / 2));
                path.add(key.group(2));
                if (!above.isEmpty()) {
                    comments.put(String.join(".", path), String.join(" ", above));
                }
            }
            above.clear();
        }
        return comments;
    }

    private static void describe(String path, JsonNode schema, Map<String, String> described) {
        if (schema.has("description")) {
            described.put(path, schema.path("description").asText());
            return;
        }
        assertThat(schema.path("additionalProperties").isBoolean()).as(path).isTrue();
        ((ObjectNode) schema.path("properties"))
                .properties()
                .forEach(property -> describe(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        described));
    }
}
