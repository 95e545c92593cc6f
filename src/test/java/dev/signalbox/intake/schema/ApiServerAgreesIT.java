package dev.signalbox.intake.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.Mutation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever stands in a resource: the tool refuses it where an API server does, and completes it with the same defaults. */
@ExtendWith(LocalCluster.class)
class ApiServerAgreesIT {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** An API server keeps unknown fields in there for the readers of intake to refuse; the tool finds them at once. */
    private static final Pattern UNION = Pattern.compile("spec\\.(alerting\\.burnRates|logs\\.redact)\\[");

    private static final int CHANGES_OF_EACH_EXAMPLE = 40;

    @Test
    void onWhatIsWrongAndOnWhatIsMissing(LocalCluster.Namespace namespace) throws IOException {
        CustomResourceDefinitions.install(namespace.client(), CustomResourceDefinitions.ofSignalbox(), "test");
        Set<String> rules = rules();
        ResourceCheck check = new ResourceCheck(namespace.name());
        Random random = new Random(2026);
        int taken = 0;
        int refused = 0;
        for (JsonNode example : examples()) {
            for (int i = 0; i < CHANGES_OF_EACH_EXAMPLE; i++) {
                ObjectNode changed = example.deepCopy();
                changed.withObject("/metadata").put("name", "agrees").remove("namespace");
                if (i > 0) {
                    Mutation.apply(changed.withObject("/spec"), random);
                }
                boolean isTaken = compare(check, read(changed.toString()), namespace.client(), rules);
                taken += isTaken ? 1 : 0;
                refused += isTaken ? 0 : 1;
            }
        }
        assertThat(List.of(taken, refused)).allMatch(count -> count > 50);
    }

    private static boolean compare(ResourceCheck check, JsonNode resource, KubernetesClient client, Set<String> rules) {
        Checked checked =
                check.check(ResourceKind.named(resource.path("kind").asText()).orElseThrow(), resource);
        Answer answer = ask(resource, client);
        if (answer.stored().isPresent()) {
            assertThat(checked.violations())
                    .as("%s is taken", resource)
                    .allMatch(violation -> UNION.matcher(violation.path()).lookingAt()
                            && violation.message().contains("must be a known field"));
            assertThat(checked.completed().path("spec"))
                    .as("defaults of %s", resource)
                    .isEqualTo(answer.stored().get());
        } else if (checked.violations().isEmpty()) {
            assertThat(rules)
                    .as("%s is refused: %s", resource, answer.message())
                    .anyMatch(rule -> answer.message().contains(rule));
        }
        return answer.stored().isPresent();
    }

    /** @param stored the spec, where the API server takes the resource */
    private record Answer(Optional<JsonNode> stored, String message) {}

    private static Answer ask(JsonNode resource, KubernetesClient client) {
        try {
            GenericKubernetesResource stored = client.resource(
                            SERIALIZATION.unmarshal(resource.toString(), GenericKubernetesResource.class))
                    .dryRun()
                    .fieldValidation(Validation.STRICT)
                    .create();
            return new Answer(Optional.of(read(SERIALIZATION.asJson(stored)).path("spec")), "");
        } catch (KubernetesClientException refused) {
            return new Answer(Optional.empty(), String.valueOf(refused.getMessage()));
        }
    }

    /** What the CEL rules say; those are not the schema's to check. */
    private static Set<String> rules() throws IOException {
        try (Stream<Path> definitions = Files.list(Path.of("crds"))) {
            return definitions
                    .flatMap(definition -> documents(definition).stream())
                    .flatMap(definition -> definition.findValues("x-kubernetes-validations").stream())
                    .flatMap(rules -> rules.findValuesAsText("message").stream())
                    .collect(Collectors.toSet());
        }
    }

    private static List<JsonNode> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> documents(file).stream())
                    .toList();
        }
    }

    private static List<JsonNode> documents(Path file) {
        try {
            return DocumentReader.read(file.toString(), Files.readAllBytes(file)).documents().stream()
                    .map(Document::content)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        return DocumentReader.read("json", json.getBytes(StandardCharsets.UTF_8))
                .documents()
                .getFirst()
                .content();
    }
}
