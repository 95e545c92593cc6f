package dev.signalbox.chart;

import static dev.signalbox.chart.ClusterOfKinds.kubectl;
import static dev.signalbox.chart.ClusterOfKinds.objects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.Helm;
import dev.signalbox.testing.ProgramRun;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code manifests/} and the chart are one thing, and an API server takes it. */
@ExtendWith(EmptyCluster.class)
class KustomizeIT {
    private static final Path MANIFESTS = Path.of("manifests");
    private static final String IMAGE = "image.repository=signalbox,image.tag=latest";

    /** What is built, and the values that give the same. */
    private enum Built {
        BASE("base", "replicas=1"),
        HIGH_AVAILABILITY("overlays/high-availability", "replicas=2"),
        NAMESPACED("overlays/namespaced", "namespaces={shop,search}"),
        NO_WEBHOOK("overlays/no-webhook", "webhook.enabled=false");

        private final String directory;
        private final String values;

        Built(String directory, String values) {
            this.directory = directory;
            this.values = values;
        }
    }

    @Test
    void whatIsGeneratedIsCurrent(@TempDir Path directory) throws IOException {
        ProgramRun run = ProgramRun.of(List.of("manifests/generate", directory.toString()));
        assertThat(run.exitCode()).as(run.output()).isZero();

        Map<String, String> generated = files(directory);
        assertThat(generated).hasSizeGreaterThan(20);
        assertThat(generated).allSatisfy((file, content) -> assertThat(MANIFESTS.resolve(file))
                .hasContent(content));
        assertThat(files(MANIFESTS).keySet().stream()
                        .filter(file -> !generated.containsKey(file))
                        .filter(file -> !file.endsWith("kustomization.yaml"))
                        .filter(file -> !file.matches("(argocd|flux|olm)/.*")))
                .as("neither generated nor written by hand")
                .containsExactlyInAnyOrder("README.md", "base/namespace.yaml", "generate");
    }

    @ParameterizedTest
    @EnumSource
    void itIsWhatTheChartGives(Built built, ControlPlane cluster) {
        Map<String, HasMetadata> kustomized = objects(
                kubectl(cluster, "kustomize", MANIFESTS.resolve(built.directory).toString()));
        Map<String, HasMetadata> templated = objects(
                Helm.required().template("--no-hooks", "--include-crds", "--set", IMAGE, "--set", built.values));

        assertThat(kustomized.remove("Namespace null/signalbox")).isNotNull();
        assertThat(kustomized).isEqualTo(templated);
    }

    @ParameterizedTest
    @EnumSource
    void anApiServerTakesItTwice(Built built, ControlPlane cluster) {
        ClusterOfKinds.prepare(cluster, "shop", "search");
        String directory = MANIFESTS.resolve(built.directory).toString();

        kubectl(cluster, "apply", "-k", directory);
        // Of a budget kubectl always sends the whole selector.
        assertThat(kubectl(cluster, "apply", "-k", directory).lines())
                .hasSizeGreaterThan(40)
                .allMatch(line -> line.endsWith(" unchanged") || line.startsWith("poddisruptionbudget"));
    }

    /** As docs/install.md has it. */
    @Test
    void aKustomizationOfOnesOwnNamesTheImageForAll(ControlPlane cluster, @TempDir Path directory) throws IOException {
        String page = Files.readString(Path.of("docs/install.md"));
        int begin = page.indexOf("apiVersion: kustomize.config.k8s.io/v1beta1");
        Files.writeString(
                directory.resolve("kustomization.yaml"),
                page.substring(begin, page.indexOf("```", begin))
                        .replace("- manifests/", "- " + directory.relativize(MANIFESTS.toAbsolutePath()) + "/"));

        PodSpec pod = ((Deployment) objects(kubectl(cluster, "kustomize", directory.toString()))
                        .get("Deployment signalbox/signalbox-operator"))
                .getSpec()
                .getTemplate()
                .getSpec();

        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getImage()).isEqualTo("registry.example.com/signalbox:0.1.0");
            assertThat(container.getEnv())
                    .contains(new EnvVar("SIGNALBOX_IMAGE", "registry.example.com/signalbox:0.1.0", null));
            assertThat(container.getArgs()).contains("--leader-election");
        });
    }

    private static Map<String, String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> directory.relativize(file).toString(),
                            KustomizeIT::content,
                            (a, _) -> a,
                            TreeMap::new));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
