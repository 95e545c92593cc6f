package dev.signalbox.cardinality.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Anybody who may write a {@code ConfigMap} may label it as a dashboard. */
class DashboardDocumentsTest {
    private static final int MILLION = 1_000_000;

    @ParameterizedTest
    @MethodSource
    void whatWouldFillTheMemoryIsNotRead(String json) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("binaryData").put("board.json", zipped(json));

        assertThat(DashboardDocuments.ofConfigMap(object)).containsExactly(Optional.empty());
        assertThat(DashboardDocuments.read(json)).isEmpty();
        assertThat(DashboardDocuments.ofGrafanaDashboard(
                        JsonNodeFactory.instance.objectNode().put("gzipJson", zipped(json))))
                .isEmpty();
    }

    static List<String> whatWouldFillTheMemoryIsNotRead() {
        return List.of(
                "{\"panels\": [" + "{},".repeat(MILLION) + "{}]}",
                "{\"panels\": " + "[".repeat(MILLION) + "]".repeat(MILLION) + "}",
                "{\"title\": \"" + "x".repeat(DashboardDocuments.LARGEST) + "\"}",
                "[]",
                "{");
    }

    @Test
    void aDashboardIsReadWhateverStandsBesideIt() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("data").put("broken.json", "{").put("board.json", "{\"title\": \"A\"}");
        object.putObject("binaryData")
                .put("zipped.json", zipped("{\"title\": \"B\"}"))
                .put("noise", "AAAA");

        assertThat(DashboardDocuments.ofConfigMap(object).stream()
                        .flatMap(Optional::stream)
                        .map(board -> board.path("title"))
                        .map(JsonNode::asText))
                .containsExactly("A", "B");
    }

    private static String zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
