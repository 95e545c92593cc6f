package dev.signalbox.compile.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditedDocumentTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectNode OURS =
            yaml("{retention_period: 30d, retention_stream: [{selector: '{x=\"y\"}', priority: 10, period: 7d}]}");

    @Test
    void onlyFieldsOfTheTenantAreTouchedAndItsRulesStay() {
        ObjectNode theirs = yaml("""
                multi_kv_config: {primary: memberlist}
                overrides:
                  production: {ingestion_rate_mb: 7, retention_stream: [{selector: '{a="b"}', priority: 1, period: 48h}]}
                  other: {retention_period: 72h}
                """);
        EditedDocument edited = EditedDocument.with(theirs, Optional.empty(), "production", OURS);

        assertThat(edited.document()).isEqualTo(yaml("""
                multi_kv_config: {primary: memberlist}
                overrides:
                  production:
                    ingestion_rate_mb: 7
                    retention_period: 30d
                    retention_stream:
                    - {selector: '{x="y"}', priority: 10, period: 7d}
                    - {selector: '{a="b"}', priority: 1, period: 48h}
                  other: {retention_period: 72h}
                """));
        assertThat(EditedDocument.with(edited.document(), Optional.of(edited.mark()), "production", OURS))
                .as("the same once more")
                .isEqualTo(edited);
        assertThat(EditedDocument.without(edited.document(), edited.mark())).isEqualTo(theirs);
    }

    @Test
    void anotherTenantTakesTheFieldsFromTheFirst() {
        ObjectNode theirs = yaml("overrides: {}");
        EditedDocument first = EditedDocument.with(theirs, Optional.empty(), "one", OURS);
        EditedDocument second = EditedDocument.with(first.document(), Optional.of(first.mark()), "two", OURS);

        assertThat(second.document().at("/overrides/one").isMissingNode()).isTrue();
        assertThat(second.document().at("/overrides/two/retention_period").asText())
                .isEqualTo("30d");
        assertThat(EditedDocument.without(second.document(), second.mark())).isEqualTo(theirs);
    }

    @Test
    void aTenantThatWasThereStaysAlsoWhenItIsEmpty() {
        ObjectNode theirs = yaml("overrides: {production: {}}");
        EditedDocument edited = EditedDocument.with(theirs, Optional.empty(), "production", OURS);

        assertThat(EditedDocument.without(edited.document(), edited.mark())).isEqualTo(theirs);
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
