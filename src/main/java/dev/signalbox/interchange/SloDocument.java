package dev.signalbox.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Reads an SLO as it was written, without the schema's defaults: what is not said is not exported. */
public final class SloDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SloDocument() {}

    /** @param content without violations */
    public static SLO read(JsonNode content) {
        SLO slo = new SLO();
        JsonNode metadata = content.path("metadata");
        Map<String, String> labels = new TreeMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        slo.setMetadata(new ObjectMetaBuilder()
                .withName(metadata.path("name").asText())
                .withNamespace(metadata.path("namespace").textValue())
                .withLabels(labels.isEmpty() ? null : labels)
                .build());
        try {
            slo.setSpec(MAPPER.treeToValue(content.path("spec"), SloSpec.class));
        } catch (JsonProcessingException unchecked) {
            throw new IllegalArgumentException("a document without violations can be read", unchecked);
        }
        return slo;
    }
}
