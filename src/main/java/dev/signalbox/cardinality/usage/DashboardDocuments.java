package dev.signalbox.cardinality.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Dashboards that objects hold. Tenants write them, so a tree has a limit: {@code {},} takes a hundred bytes of memory. */
final class DashboardDocuments {
    /** In characters; no dashboard of a person is larger, and one of a kilobyte may unpack to a thousand times as many. */
    static final int LARGEST = 4 * 1024 * 1024;

    private static final int MOST_TOKENS = 300_000;
    private static final int DEEPEST = 200;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxTokenCount(MOST_TOKENS)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build());

    private DashboardDocuments() {}

    /** What is in {@code data} and {@code binaryData}; nothing in place of what can't be read. */
    static List<Optional<JsonNode>> ofConfigMap(JsonNode object) {
        List<Optional<JsonNode>> all = new ArrayList<>();
        object.path("data").forEach(json -> all.add(read(json.asText())));
        object.path("binaryData").forEach(zipped -> all.add(unzipped(zipped.asText())));
        return all;
    }

    /** What is in the object itself; nothing: it is elsewhere, or can't be read. */
    static Optional<JsonNode> ofGrafanaDashboard(JsonNode spec) {
        if (spec.path("json").isTextual()) {
            return read(spec.path("json").asText());
        }
        // What a ConfigMap holds for it has to have the label of a dashboard, or it is not read.
        return Optional.of(spec.path("gzipJson"))
                .filter(JsonNode::isTextual)
                .flatMap(zipped -> unzipped(zipped.asText()));
    }

    static Optional<JsonNode> read(String json) {
        if (json.length() > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(json)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> unzipped(String base64) {
        try (GZIPInputStream zipped =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            byte[] json = zipped.readNBytes(LARGEST + 1);
            return json.length > LARGEST ? Optional.empty() : read(new String(json, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
