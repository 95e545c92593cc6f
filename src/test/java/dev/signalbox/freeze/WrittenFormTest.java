package dev.signalbox.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

class WrittenFormTest {
    private static final JsonNode WRITTEN = yaml("""
            containers:
            - {name: app, image: "shop:2", resources: {limits: {cpu: 0.5}}, ports: [{containerPort: 80}]}
            """);

    private static final JsonNode COMPLETED = yaml("""
            containers:
            - name: app
              image: "shop:2"
              imagePullPolicy: IfNotPresent
              resources: {limits: {cpu: 500m}}
              ports: [{containerPort: 80, protocol: TCP}]
            restartPolicy: Always
            """);

    private final WrittenForm form = new WrittenForm(WRITTEN, COMPLETED);

    @Test
    void whatWasAddedIsTakenAwayAndWhatWasRespelledIsSpeltAsBefore() {
        assertThat(form.isKnown()).isTrue();
        assertThat(form.of(COMPLETED)).isEqualTo(WRITTEN);
        assertThat(form.of(yaml("""
                containers:
                - name: app
                  image: "shop:1"
                  imagePullPolicy: IfNotPresent
                  resources: {limits: {cpu: 500m}}
                  ports: [{containerPort: 80, protocol: TCP}]
                restartPolicy: Always
                """))).isEqualTo(yaml("""
                containers:
                - {name: app, image: "shop:1", resources: {limits: {cpu: 0.5}}, ports: [{containerPort: 80}]}
                """));
    }

    @Test
    void whatNobodyAddsStays() {
        JsonNode other = yaml("""
                containers:
                - {name: proxy, image: "proxy:1", imagePullPolicy: IfNotPresent}
                - {name: app, image: "shop:1", imagePullPolicy: Always, env: [{name: A, value: "1"}]}
                restartPolicy: Always
                serviceAccountName: shop
                """);

        assertThat(form.of(other)).isEqualTo(yaml("""
                containers:
                - {name: proxy, image: "proxy:1"}
                - {name: app, image: "shop:1", imagePullPolicy: Always, env: [{name: A, value: "1"}]}
                serviceAccountName: shop
                """));
    }

    @Test
    void anotherSpecIsNotTheSameOneCompleted() {
        assertThat(new WrittenForm(yaml("containers: [{image: \"shop:3\"}]"), COMPLETED).isKnown())
                .isFalse();
        assertThat(new WrittenForm(yaml("{containers: [{image: \"shop:2\", env: []}]}"), COMPLETED).isKnown())
                .isFalse();
        assertThat(new WrittenForm(COMPLETED, COMPLETED).of(COMPLETED)).isEqualTo(COMPLETED);
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
