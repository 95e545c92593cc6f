package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnedFieldsTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @Test
    void whatNobodyAppliedIsOwnedByNobody() {
        assertThat(OwnedFields.of(object(tree("""
                metadata:
                  managedFields:
                  - {manager: signalbox, operation: Update, fieldsV1: {'f:data': {}}}
                  - {manager: signalbox, operation: Apply, subresource: status, fieldsV1: {'f:data': {}}}
                  - {manager: kubectl, operation: Apply, fieldsV1: {'f:data': {}}}
                data: {a: b}
                """)), "signalbox")).isEmpty();
    }

    @Test
    void aLeafOwnsAllBelowIt() {
        assertOwned("{'f:data': {}}", "data: {a: {b: [1, 2]}}", "data: {a: {b: [1, 2]}}");
    }

    @Test
    void aMapIsOwnedFieldByField() {
        assertOwned(
                "{'f:metadata': {'f:labels': {'.': {}, 'f:a': {}}}, 'f:data': {'f:x': {}}}",
                "{metadata: {labels: {a: '1', theirs: '2'}}, data: {x: 1, y: 2}}",
                "{metadata: {labels: {a: '1'}}, data: {x: 1}}");
    }

    @Test
    void aKeyedListIsOwnedItemByItem() {
        assertOwned(
                "{'f:ports': {'k:{\"port\":80,\"protocol\":\"TCP\"}': {'.': {}, 'f:port': {}, 'f:name': {}}}}",
                "ports: [{port: 81, protocol: TCP, name: theirs}, {port: 80, protocol: TCP, name: ours}]",
                "ports: [{port: 80, name: ours}]");
    }

    @Test
    void ofASetTheValuesAreOwned() {
        assertOwned("{'f:finalizers': {'v:\"a\"': {}, 'v:\"c\"': {}}}", "finalizers: [a, b, c]", "finalizers: [a, c]");
    }

    @Test
    void anItemCanBeOwnedByItsPlace() {
        assertOwned("{'f:list': {'i:1': {'f:a': {}}}}", "list: [{a: 1}, {a: 2, b: 3}]", "list: [{a: 2}]");
    }

    @Test
    void whatSomebodyRemovedIsNotThere() {
        assertOwned("{'f:data': {'f:a': {}, 'f:gone': {}}}", "data: {a: 1}", "data: {a: 1}");
    }

    @Test
    void canonicalTextIgnoresOrderOfFieldsAndFormOfNumbers() {
        assertThat(CanonicalText.of(tree("{b: 1.0, a: {d: x, c: null}, resources: {limits: {cpu: 1000m}}}")))
                .isEqualTo(CanonicalText.of(tree("{a: {d: x}, b: 1, resources: {limits: {cpu: 1}}}")));
    }

    @Test
    void canonicalTextKeepsWhatIsDifferentApart() {
        assertThat(CanonicalText.of(tree("{a: '1'}"))).isNotEqualTo(CanonicalText.of(tree("{a: 1}")));
        assertThat(CanonicalText.of(tree("{a: [b, c]}"))).isNotEqualTo(CanonicalText.of(tree("{a: [c, b]}")));
        assertThat(CanonicalText.of(tree("{a: '1\"b'}"))).isNotEqualTo(CanonicalText.of(tree("{a: ['1', b]}")));
        assertThat(CanonicalText.of(tree("{cpu: 1000m}"))).isNotEqualTo(CanonicalText.of(tree("{cpu: '1'}")));
    }

    private static void assertOwned(String fields, String live, String owned) {
        Map<String, Object> object = tree(live);
        Map<String, Object> metadata =
                tree("managedFields: [{manager: signalbox, operation: Apply, fieldsV1: %s}]".formatted(fields));
        if (object.get("metadata") instanceof Map<?, ?> there) {
            there.forEach((name, value) -> metadata.put(name.toString(), value));
        }
        object.put("metadata", metadata);
        assertThat(OwnedFields.of(object(object), "signalbox")).contains(tree(owned));
    }

    private static GenericKubernetesResource object(Map<String, Object> tree) {
        return YAML.convertValue(tree, GenericKubernetesResource.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(String yaml) {
        return YAML.unmarshal("---\n" + yaml, Map.class);
    }
}
