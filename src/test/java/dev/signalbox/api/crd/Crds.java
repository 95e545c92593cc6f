package dev.signalbox.api.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CRDs, made from the classes of the API: fabric8 gives the bones, {@link SchemaCompletion} what it can't say. */
final class Crds {

    /** In the order of the documentation. */
    static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ServiceObservability.class,
            SLO.class,
            SamplingPolicy.class,
            ObservabilityPolicy.class,
            ObservabilityStack.class,
            FreezeGate.class);

    private Crds() {}

    static List<CustomResourceDefinition> all() {
        return KINDS.stream().map(Crds::of).toList();
    }

    static CustomResourceDefinition of(Class<? extends CustomResource<?, ?>> kind) {
        CustomResourceDefinition bones = bones(kind);
        JSONSchemaProps schema =
                bones.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        return new CustomResourceDefinitionBuilder(bones)
                .editSpec()
                .editFirstVersion()
                .withAdditionalPrinterColumns(columns(kind))
                .editSchema()
                .withOpenAPIV3Schema(complete(kind, schema))
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    private static CustomResourceDefinition bones(Class<? extends HasMetadata> kind) {
        Memory memory = new Memory(new ByteArrayOutputStream());
        new CRDGenerator()
                .customResourceClasses(List.of(kind))
                .withOutput(memory)
                .generate();
        return new KubernetesSerialization()
                .unmarshal(memory.text().toString(StandardCharsets.UTF_8), CustomResourceDefinition.class);
    }

    private static JSONSchemaProps complete(Class<?> kind, JSONSchemaProps root) {
        AnnotatedType[] specAndStatus =
                ((AnnotatedParameterizedType) kind.getAnnotatedSuperclass()).getAnnotatedActualTypeArguments();
        Map<String, JSONSchemaProps> properties = new LinkedHashMap<>();
        properties.put(
                "spec",
                SchemaCompletion.complete(specAndStatus[0], root.getProperties().get("spec")));
        if (specAndStatus[1].getType() == Void.class) {
            properties.get("spec").setDescription("What holds. Written by the operator alone.");
        } else {
            properties.put(
                    "status",
                    SchemaCompletion.complete(
                            specAndStatus[1], root.getProperties().get("status")));
            properties.get("spec").setDescription("What is asked for. The operator never writes it.");
            properties.get("status").setDescription("What is known. Written by the operator, only when it changes.");
        }
        root.setProperties(properties);
        root.setRequired(List.of("spec"));
        root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
        return root;
    }

    // In the order in which they are written; the generator sorts them.
    private static List<CustomResourceColumnDefinition> columns(Class<?> kind) {
        return Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(column -> new CustomResourceColumnDefinitionBuilder()
                        .withName(column.name())
                        .withType(column.type().getValue())
                        .withJsonPath(column.jsonPath())
                        .withPriority(column.priority() == 0 ? null : column.priority())
                        .build())
                .toList();
    }

    private record Memory(ByteArrayOutputStream text) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return text;
        }

        @Override
        public void close() {}
    }
}
