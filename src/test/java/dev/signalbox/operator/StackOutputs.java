package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.CommandRun;
import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator made for a stack and its services, and what the tool makes of the same. */
record StackOutputs(OperatedStack stack) {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    boolean servesCertificates() {
        return served().contains("certificates.cert-manager.io");
    }

    /** All objects that the operator made for this stack and its services, as {@code Kind namespace/name}. */
    Map<String, HasMetadata> live() {
        Map<String, HasMetadata> outputs = new TreeMap<>();
        servedKinds()
                .flatMap(kind -> stack
                        .client()
                        .genericKubernetesResources(kind.context())
                        .inAnyNamespace()
                        .withLabel("app.kubernetes.io/managed-by", "signalbox")
                        .list()
                        .getItems()
                        .stream())
                .filter(object -> !object.isMarkedForDeletion() && stack.isOfThisTest(object))
                .forEach(object -> outputs.put(identity(object), object));
        return outputs;
    }

    private Stream<OutputKind> servedKinds() {
        Set<String> served = served();
        return Arrays.stream(OutputKind.values())
                .filter(kind -> kind.definition().map(served::contains).orElse(true));
    }

    private Set<String> served() {
        return stack.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .map(definition -> definition.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** What {@code signalbox render} makes of it for a cluster that serves the same kinds. */
    Map<String, HasMetadata> rendered(String declared, Path directory) throws IOException {
        return rendered(declared, directory, "");
    }

    /** @param more facts, as YAML */
    Map<String, HasMetadata> rendered(String declared, Path directory, String more) throws IOException {
        String kinds = servedKinds()
                .map(kind -> "{apiVersion: %s, kind: %s}"
                        .formatted(kind.kind().apiVersion(), kind.kind().kind()))
                .collect(Collectors.joining(", ", "kinds: [", "]\n"));
        Path facts = Files.writeString(directory.resolve("facts.yaml"), kinds + more);
        Path input = Files.writeString(directory.resolve("declared.yaml"), declared);
        CommandRun run = CommandRun.of("render", input.toString(), "--facts", facts.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Stream.of(run.out().split("(?m)^---$"))
                .filter(text -> !text.isBlank())
                .map(text -> Serialization.<HasMetadata>unmarshal(text, HasMetadata.class))
                .collect(Collectors.toMap(StackOutputs::identity, object -> object));
    }

    /** All that a manifest says is so; what the server adds is its own. */
    static void assertHolds(HasMetadata live, HasMetadata manifest) {
        assertHolds("", JSON.convertValue(live, Map.class), JSON.convertValue(manifest, Map.class));
    }

    private static void assertHolds(String path, Object live, Object wanted) {
        switch (wanted) {
            case Map<?, ?> fields ->
                fields.forEach((name, value) ->
                        assertHolds(path + "." + name, live instanceof Map<?, ?> map ? map.get(name) : null, value));
            case List<?> items -> {
                assertThat(live).as(path).isInstanceOf(List.class);
                assertThat((List<?>) live).as(path).hasSameSizeAs(items);
                for (int index = 0; index < items.size(); index++) {
                    assertHolds(path + "[" + index + "]", ((List<?>) live).get(index), items.get(index));
                }
            }
            case null -> {}
            default -> assertThat(Objects.toString(live)).as(path).isEqualTo(wanted.toString());
        }
    }

    private static String identity(HasMetadata object) {
        return object.getKind() + " "
                + Objects.requireNonNullElse(object.getMetadata().getNamespace(), "") + "/"
                + object.getMetadata().getName();
    }
}
