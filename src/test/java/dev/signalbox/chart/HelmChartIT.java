package dev.signalbox.chart;

import static dev.signalbox.chart.ClusterOfKinds.kubectl;
import static dev.signalbox.chart.ClusterOfKinds.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.Helm;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart, rendered and installed by Helm, on a real API server. */
@ExtendWith(EmptyCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmChartIT {
    private static final String CHART = "helm-chart";
    private static final String KINDS = "helm-chart/crds-chart";
    private static final String IMAGE = "image.repository=registry.example.com/signalbox";
    private static final String[] NAMESPACES = {"signalbox", "observability", "shop", "search"};

    private static Helm helm;

    @BeforeAll
    static void find() {
        helm = Helm.required();
    }

    @Test
    void helmFindsNothingWrong() {
        assertThat(helm.run("lint", "--strict", CHART, "--set", IMAGE)).matches(run -> run.exitCode() == 0);
        assertThat(helm.run("lint", "--strict", KINDS)).matches(run -> run.exitCode() == 0);
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(CHART, "examples"))) {
            return files.sorted().toList();
        }
    }

    /** Each field is one that the server knows, each object one that it would take. */
    @ParameterizedTest
    @MethodSource("examples")
    void anApiServerWouldTakeWhatEachExampleGives(Path example, ControlPlane cluster, @TempDir Path directory)
            throws IOException {
        ClusterOfKinds.prepare(cluster, NAMESPACES);
        kubectl(cluster, "apply", "--server-side", "-f", "crds");
        kubectl(cluster, "apply", "-f", "src/test/resources/definitions/cert-manager.yaml");
        kubectl(cluster, "wait", "--for=condition=Established", "crd", "--all");
        Path rendered =
                Files.writeString(directory.resolve("rendered.yaml"), helm.template("--values", example.toString()));

        assertThat(kubectl(
                                cluster,
                                "apply",
                                "--server-side",
                                "--dry-run=server",
                                "--validate=strict",
                                "-f",
                                rendered.toString())
                        .lines())
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.endsWith("serverside-applied (server dry run)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image.repository=                | /image/repository
            replicas=0                       | /replicas
            namespace=shop                   | namespace
            webhook.failurePolicy=Maybe      | /webhook/failurePolicy
            image.digest=latest              | /image/digest
            monitoring.slo.objective=100     | /monitoring/slo/objective
            stackNamespace=Observability     | /stackNamespace
            podDisruptionBudget.minAvailable=1 | minAvailable
            """)
    void whatIsNoValueIsRefusedWithItsPath(String value, String path) {
        ProgramRun run = helm.run("template", CHART, "--set", IMAGE, "--set", value);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains(path);
    }

    /** First, as the chart brings its kinds where there are none. */
    @Test
    @Order(0)
    void itIsInstalledUpgradedRolledBackAndUninstalledAndWhatUsersWroteStays(
            ControlPlane cluster, @TempDir Path directory) throws IOException {
        ClusterOfKinds.prepare(cluster, "shop");
        install(cluster, "--set", "stack.create=true", "--set", "replicas=2");
        kubectl(cluster, "apply", "-n", "shop", "-f", "examples/slo/minimal.yaml");

        assertThat(get(cluster, "observabilitystack/default", ".spec.namespace"))
                .isEqualTo("signalbox");
        assertThat(get(cluster, "deployment/signalbox-operator", ".spec.replicas"))
                .isEqualTo("2");
        String stack = get(cluster, "observabilitystack/default", ".metadata.uid");

        install(cluster, "--set", "stack.create=true", "--set", "webhook.enabled=false");
        assertThat(get(cluster, "deployment/signalbox-operator", ".spec.replicas"))
                .isEqualTo("1");
        assertThat(kubectl(cluster, "get", "validatingwebhookconfigurations,pdb", "-A", "-o", "name"))
                .isBlank();

        output(helm.in(cluster.kubeconfig(), "rollback", "signalbox", "1", "-n", "signalbox"));
        assertThat(get(cluster, "deployment/signalbox-operator", ".spec.replicas"))
                .isEqualTo("2");
        assertThat(kubectl(cluster, "get", "validatingwebhookconfigurations", "-o", "name"))
                .contains("/signalbox");

        output(helm.in(cluster.kubeconfig(), "uninstall", "signalbox", "-n", "signalbox", "--wait"));
        assertThat(kubectl(
                        cluster,
                        "get",
                        "all,roles,clusterroles,validatingadmissionpolicies",
                        "-A",
                        "-l",
                        "app.kubernetes.io/instance=signalbox",
                        "-o",
                        "name"))
                .isBlank();
        assertThat(get(cluster, "observabilitystack/default", ".metadata.uid")).isEqualTo(stack);
        assertThat(kubectl(cluster, "get", "slo", "-n", "shop", "-o", "name")).isNotBlank();

        install(cluster, "--set", "stack.create=true");
        assertThat(get(cluster, "observabilitystack/default", ".metadata.uid"))
                .as("it is adopted")
                .isEqualTo(stack);
        output(helm.in(cluster.kubeconfig(), "uninstall", "signalbox", "-n", "signalbox", "--wait"));
    }

    @Test
    void kindsThatTheFirstInstallBroughtAreTakenOverAndUpgradedAndStay(ControlPlane cluster) {
        ClusterOfKinds.prepare(cluster, "shop");
        install(cluster);
        kubectl(cluster, "apply", "-n", "shop", "-f", "examples/slo/minimal.yaml");
        kubectl(
                cluster,
                "patch",
                "crd",
                "slos.signalbox.dev",
                "--type=json",
                "-p",
                "[{op: remove, path: /spec/names/shortNames}]");
        install(cluster);
        assertThat(get(cluster, "crd/slos.signalbox.dev", ".spec.names.shortNames"))
                .as("Helm upgrades no crds/")
                .isEmpty();

        ProgramRun refused =
                helm.in(cluster.kubeconfig(), "upgrade", "--install", "signalbox-crds", KINDS, "-n", "signalbox");
        assertThat(refused.exitCode()).as(refused.output()).isNotZero();
        assertThat(refused.output()).contains("invalid ownership metadata");
        output(helm.in(
                cluster.kubeconfig(),
                "upgrade",
                "--install",
                "signalbox-crds",
                KINDS,
                "-n",
                "signalbox",
                "--take-ownership"));

        assertThat(get(cluster, "crd/slos.signalbox.dev", ".spec.names.shortNames"))
                .contains("slo");
        output(helm.in(cluster.kubeconfig(), "uninstall", "signalbox", "-n", "signalbox", "--wait"));
        assertThat(output(helm.in(cluster.kubeconfig(), "uninstall", "signalbox-crds", "-n", "signalbox", "--wait")))
                .contains("kept due to the resource policy");
        assertThat(kubectl(cluster, "get", "slo", "-n", "shop", "-o", "name")).isNotBlank();
    }

    @Test
    void aPackageHasTheKindsAndNothingThatIsOnlyForTheTree(@TempDir Path directory) throws IOException {
        output(helm.run("package", CHART, "--destination", directory.toString()));

        String content = ProgramRun.of(List.of(
                        "tar", "tzf", directory.resolve("signalbox-0.1.0.tgz").toString()))
                .output();
        assertThat(content)
                .contains("signalbox/crds/slos.signalbox.dev.yaml", "signalbox/values.schema.json")
                .doesNotContain("crds-chart", "examples");
    }

    private static void install(ControlPlane cluster, String... besides) {
        output(helm.in(
                cluster.kubeconfig(),
                Stream.concat(
                                Stream.of(
                                        "upgrade",
                                        "--install",
                                        "signalbox",
                                        CHART,
                                        "-n",
                                        "signalbox",
                                        "--create-namespace",
                                        "--set",
                                        IMAGE),
                                Stream.of(besides))
                        .toArray(String[]::new)));
    }

    private static String get(ControlPlane cluster, String object, String path) {
        return kubectl(cluster, "get", object, "-n", "signalbox", "-o", "jsonpath={" + path + "}");
    }
}
