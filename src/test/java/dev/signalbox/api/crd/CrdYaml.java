package dev.signalbox.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** CRDs as the text that is checked in: keys in the order of the API's own types, long descriptions folded. */
final class CrdYaml {

    private static final String HEADER = """
            # Generated from the classes in dev.signalbox.api.v1alpha1. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=CrdsAreCurrentTest
            """;

    private CrdYaml() {}

    static String write(CustomResourceDefinition crd) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(110)
                .setIndent(2)
                // Kubernetes takes True for a boolean: as text it has to be quoted, which the default schema does not.
                .setSchema(new CoreSchema())
                .build();
        JsonNode tree = new KubernetesSerialization().convertValue(crd, JsonNode.class);
        return HEADER + new Dump(settings).dumpToString(plain(tree));
    }

    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                node.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            default -> throw new IllegalArgumentException("must not be in a CRD: " + node);
        };
    }

    // Bounds are doubles in the model: 0.0 for what was written 0.
    private static Number number(JsonNode node) {
        return node.doubleValue() == node.longValue() ? node.longValue() : node.decimalValue();
    }
}
