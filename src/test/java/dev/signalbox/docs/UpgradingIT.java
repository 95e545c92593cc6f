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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

    /** Applied alike; files are brought to the new version at different times. */
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
            install(client, version(OLD, true, true));
            kubectl(cluster, "create", "namespace", "shop");
            EXAMPLES.forEach(example -> apply(cluster, text(example)));
            List.of("early", "late", "never").forEach(name -> apply(cluster, SLO.formatted(OLD, name, MORE)));
            String before = specs(cluster, OLD);

            install(client, version(OLD, true, true), version(NEW, true, false));
            assertThat(stored(client)).containsOnly(List.of(OLD));
            assertThat(Deadline.in(SOON).until(() -> isServed(cluster, NEW))).isTrue();
            assertThat(specs(cluster, NEW)).isEqualTo(before);

            install(client, version(OLD, true, false), version(NEW, true, true));
            assertThat(stored(client)).containsOnly(List.of(OLD, NEW));
            assertThatThrownBy(() -> install(client, version(NEW, true, true)))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining(
                            "status.storedVersions[0]: Invalid value: \"v1alpha1\": missing from spec.versions");

            shown("kubectl replace", cluster);
            shown("storedVersions", cluster);
            assertThat(stored(client)).containsOnly(List.of(NEW));
            apply(cluster, SLO.formatted(NEW, "early", MORE));

            install(client, version(OLD, false, false), version(NEW, true, true));
            assertThat(Deadline.in(SOON).until(() -> !isServed(cluster, OLD))).isTrue();
            assertThat(specs(cluster, NEW)).isEqualTo(before);
            apply(cluster, SLO.formatted(NEW, "late", ""));
            assertThat(description(cluster, "late"))
                    .as("who owned it in the old version, takes it away in the new one")
                    .isEmpty();
            assertThat(shown("--show-managed-fields", cluster)).contains("apiVersion: signalbox.dev/v1alpha1");

            install(client, version(NEW, true, true));
            assertThat(Deadline.in(SOON).until(() -> applying(cluster, "never").exitCode() != 0))
                    .isTrue();
            assertThat(applying(cluster, "never").output())
                    .contains("request to convert CR to an invalid group/version: signalbox.dev/v1alpha1");
            assertThat(applying(cluster, "early").exitCode()).isZero();
            assertThat(description(cluster, "early")).isEmpty();
            assertThat(description(cluster, "never")).as("it is read").isEqualTo("more");
        }
    }

    private static CustomResourceDefinitionVersion version(String name, boolean served, boolean storage) {
        return new CustomResourceDefinitionVersionBuilder()
                .withName(name)
                .withServed(served)
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
                                        .withServed(version.getServed())
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

    private static boolean isServed(ControlPlane cluster, String version) {
        return plurals()
                .allMatch(plural -> Kubectl.run(cluster, "get", plural + "." + version + ".signalbox.dev")
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

    /** Does what the guide shows, and returns what came of it. */
    private static String shown(String part, ControlPlane cluster) {
        List<String> commands = FencedBlock.of(GUIDE).stream()
                .map(FencedBlock::text)
                .filter(text -> text.contains(part))
                .toList();
        assertThat(commands).as("commands of %s with %s", GUIDE, part).hasSize(1);
        return done(shell(cluster, commands.getFirst()));
    }

    private static void apply(ControlPlane cluster, String yaml) {
        done(shell(cluster, applied(yaml)));
    }

    /** What comes of taking the description out of its file. */
    private static ProgramRun applying(ControlPlane cluster, String slo) {
        return shell(cluster, applied(SLO.formatted(NEW, slo, "")));
    }

    private static String applied(String yaml) {
        return "kubectl apply --server-side -f - <<'END'\n" + yaml + "END\n";
    }

    /** As people do. */
    private static ProgramRun shell(ControlPlane cluster, String command) {
        Path kubectl = cluster.kubectl().orElseThrow(() -> Missing.prerequisite("this machine has no kubectl"));
        return ProgramRun.of(List.of(
                "env",
                "KUBECONFIG=" + cluster.kubeconfig(),
                "PATH=" + kubectl.getParent() + ":" + System.getenv("PATH"),
                "bash",
                "-euo",
                "pipefail",
                "-c",
                command));
    }

    private static String done(ProgramRun run) {
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    private static String kubectl(ControlPlane cluster, String... arguments) {
        return done(Kubectl.run(cluster, arguments));
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
