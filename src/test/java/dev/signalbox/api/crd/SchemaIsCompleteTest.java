package dev.signalbox.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is added to the API is described and bounded, or the build fails. */
class SchemaIsCompleteTest {

    static Stream<Named<CustomResourceDefinition>> crds() {
        return Crds.all().stream().map(crd -> Named.of(crd.getSpec().getNames().getKind(), crd));
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyFieldIsDescribed(CustomResourceDefinition crd) {
        assertThat(SchemaField.root(crd).getDescription()).endsWith(".");
        assertThat(SchemaField.of(crd)
                        .filter(field -> field.schema().getDescription() == null
                                || !field.schema().getDescription().endsWith("."))
                        .map(SchemaField::path))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyStringIsBounded(CustomResourceDefinition crd) {
        assertThat(paths(
                        crd,
                        "string",
                        s -> s.getMaxLength() == null
                                && (s.getEnum() == null || s.getEnum().isEmpty())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyListIsBounded(CustomResourceDefinition crd) {
        assertThat(paths(crd, "array", s -> s.getMaxItems() == null)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyMapIsBounded(CustomResourceDefinition crd) {
        assertThat(paths(crd, "object", s -> s.getProperties() == null && s.getMaxProperties() == null))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void whatHasNoTypeIsBoundedForEveryShape(CustomResourceDefinition crd) {
        assertThat(paths(
                        crd,
                        null,
                        s -> s.getMaxLength() == null
                                || (!Boolean.TRUE.equals(s.getXKubernetesIntOrString())
                                        && (s.getMaxItems() == null || s.getMaxProperties() == null))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyRuleSaysWhatMustBe(CustomResourceDefinition crd) {
        assertThat(SchemaField.of(crd)
                        .flatMap(field -> Stream.of(field.schema(), field.content()))
                        .flatMap(schema -> schema.getXKubernetesValidations().stream())
                        .filter(rule -> !rule.getMessage().matches("must .+; .+|.+ must .+: .+")))
                .isEmpty();
    }

    /** A list is compared as a whole: with a default in an item, what is live would not be what GitOps wrote. */
    @ParameterizedTest
    @MethodSource("crds")
    void noItemOfAListGetsADefault(CustomResourceDefinition crd) {
        assertThat(SchemaField.of(crd)
                        .filter(field -> field.path().contains("[]"))
                        .filter(field -> field.schema().getDefault() != null)
                        .map(SchemaField::path))
                .isEmpty();
    }

    /** What the operator alone writes is its own status. */
    static Stream<Named<CustomResourceDefinition>> crdsWithStatus() {
        return crds().filter(crd ->
                SchemaField.root(crd.getPayload()).getProperties().containsKey("status"));
    }

    @ParameterizedTest
    @MethodSource("crdsWithStatus")
    void statusSaysWhatItIsAboutAndKeepsConditionsByType(CustomResourceDefinition crd) {
        assertThat(SchemaField.of(crd).map(SchemaField::path))
                .contains("status.observedGeneration", "status.conditions[].observedGeneration");
        JSONSchemaProps conditions = SchemaField.root(crd)
                .getProperties()
                .get("status")
                .getProperties()
                .get("conditions");
        assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
        assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
    }

    /** Paths of the schemas of that type, whether of a field or of what it holds many of, that lack something. */
    private static List<String> paths(CustomResourceDefinition crd, String type, Predicate<JSONSchemaProps> lacks) {
        return SchemaField.of(crd)
                .filter(field -> Stream.of(field.schema(), field.content())
                        .filter(schema -> Objects.equals(schema.getType(), type))
                        .anyMatch(lacks))
                .map(SchemaField::path)
                .toList();
    }
}
