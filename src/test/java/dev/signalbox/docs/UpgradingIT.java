package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.ProgramRun;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another version of the API comes, is stored and replaces the one that there is, by the commands of the guide. */
@ExtendWith(EmptyCluster.class)
class UpgradingIT {
    private static final Path GUIDE = Path.of("docs/upgrading.md");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OLD = "v1alpha1";
    private static final String NEW = "v1beta1";
    private static final List<String> EXAMPLES = List.of(
            "examples/slo/full.yaml",
            "examples/serviceobservability/full.yaml",
            "examples/samplingpolicy/full.yaml",
            "examples/observabilitypolicy/full.yaml",
            "examples/observabilitystack/full.yaml",
            "src/test/resources/api/gate.yaml");

    /** Both applied alike; of one the file is brought to the new version in time. */
    private static final String SLO = """
            apiVersion: signalbox.dev/%s
            kind: SLO
            metadata: {name: %s, namespace: default}
            spec: {service: checkout, objective: 99.9, sli: {ratio: {errors: e, total: t}}%s}
            """;

    private static final String MORE = ", description: more";

    @Test
    void anotherVersionIsServedStoredMigratedToAndLeft(ControlPlane cluster) {
        try (KubernetesClient client = cluster.client()) {
            install(client, version(OLD, true));
            EXAMPLES.forEach(example -> kubectl(cluster, "create", "--namespace", "default", "-f", example));
            apply(cluster, SLO.formatted(OLD, "kept-up", MORE));
            apply(cluster, SLO.formatted(OLD, "left-behind", MORE));
            String before = specs(cluster, OLD);

            install(client, version(OLD, true), version(NEW, false));
            assertThat(stored(client)).containsOnly(List.of(OLD));
            assertThat(Deadline.in(SOON).until(() -> isServed(cluster))).isTrue();
            assertThat(specs(cluster, NEW)).isEqualTo(before);

            install(client, version(OLD, false), version(NEW, true));
            assertThat(stored(client)).containsOnly(List.of(OLD, NEW));
            assertThatThrownBy(() -> install(client, version(NEW, true)))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining(
                            "status.storedVersions[0]: Invalid value: \"v1alpha1\": missing from spec.versions");

            shown("kubectl replace").forEach(command -> run(cluster, command));
            shown("storedVersions").forEach(command -> run(cluster, command));
            assertThat(stored(client)).containsOnly(List.of(NEW));
            apply(cluster, SLO.formatted(NEW, "kept-up", MORE));

            install(client, version(NEW, true));
            assertThat(Deadline.in(SOON).until(() -> specs(cluster, NEW).equals(before)))
                    .as("each can be read that was stored in the version that is gone")
                    .isTrue();
            apply(cluster, SLO.formatted(NEW, "kept-up", ""));
            apply(cluster, SLO.formatted(NEW, "left-behind", ""));
            assertThat(description(cluster, "kept-up")).isEmpty();
            assertThat(description(cluster, "left-behind")).isEqualTo("more");
        }
    }

    private static CustomResourceDefinitionVersion version(String name, boolean storage) {
        return new CustomResourceDefinitionVersionBuilder()
                .withName(name)
                .withServed(true)
                .withStorage(storage)
                .build();
    }

    /** All kinds, with the schema that they have in each of these versions. */
    private static void install(KubernetesClient client, CustomResourceDefinitionVersion... versions) {
        List<CustomResourceDefinition> definitions = CustomResourceDefinitions.ofSignalbox().stream()
                .map(definition -> new CustomResourceDefinitionBuilder(definition)
                        .editSpec()
                        .withVersions(Stream.of(versions)
                                .map(version -> new CustomResourceDefinitionVersionBuilder(definition
                                                .getSpec()
                                                .getVersions()
                                                .getFirst())
                                        .withName(version.getName())
                                        .withStorage(version.getStorage())
                                        .build())
                                .toList())
                        .endSpec()
                        .build())
                .toList();
        CustomResourceDefinitions.install(client, definitions, "test");
    }

    private static Stream<String> plurals() {
        return CustomResourceDefinitions.ofSignalbox().stream()
                .map(definition -> definition.getSpec().getNames().getPlural());
    }

    private static Stream<List<String>> stored(KubernetesClient client) {
        return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .map(definition -> definition.getStatus().getStoredVersions());
    }

    private static boolean isServed(ControlPlane cluster) {
        return plurals()
                .allMatch(plural -> Kubectl.run(cluster, "get", plural + "." + NEW + ".signalbox.dev")
                                .exitCode()
                        == 0);
    }

    private static String specs(ControlPlane cluster, String version) {
        return plurals()
                .map(plural -> kubectl(
                        cluster,
                        "get",
                        plural + "." + version + ".signalbox.dev",
                        "--all-namespaces",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name} {.spec}{\"\\n\"}{end}"))
                .reduce("", String::concat);
    }

    private static String description(ControlPlane cluster, String slo) {
        return kubectl(cluster, "get", "slo", slo, "--namespace", "default", "-o", "jsonpath={.spec.description}");
    }

    private static Stream<String> shown(String part) {
        List<String> commands = FencedBlock.of(GUIDE).stream()
                .map(FencedBlock::text)
                .filter(text -> text.contains(part))
                .toList();
        assertThat(commands).as("commands of %s with %s", GUIDE, part).isNotEmpty();
        return commands.stream();
    }

    private static void apply(ControlPlane cluster, String yaml) {
        run(cluster, "kubectl apply --server-side --force-conflicts -f - <<'END'\n" + yaml + "END\n");
    }

    /** As people do, in a shell. */
    private static void run(ControlPlane cluster, String command) {
        Path kubectl = cluster.kubectl().orElseThrow(() -> Missing.prerequisite("this machine has no kubectl"));
        ProgramRun run = ProgramRun.of(List.of(
                "env",
                "KUBECONFIG=" + cluster.kubeconfig(),
                "PATH=" + kubectl.getParent() + ":" + System.getenv("PATH"),
                "bash",
                "-euo",
                "pipefail",
                "-c",
                command));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static String kubectl(ControlPlane cluster, String... arguments) {
        ProgramRun run = Kubectl.run(cluster, arguments);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
