package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.LocalKubelet;
import dev.signalbox.testing.OperatorRights;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bundle of a real API server in which there are secrets wherever one finds them. */
@ExtendWith(LocalCluster.class)
class DebugBundleIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Each secret has it. */
    private static final String SECRET = "S3CRET";

    private static final String OBJECTS = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: backend-token
              annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"data":{"token":"S3CRET-applied"}}'}
            stringData: {token: S3CRET-data, password: S3CRET-data}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: signalbox-operator
              labels: {app.kubernetes.io/name: signalbox}
              annotations: {deploys: 'https://ci:S3CRET-annotation@example.com'}
            spec:
              selector: {matchLabels: {app.kubernetes.io/name: signalbox}}
              template:
                metadata: {labels: {app.kubernetes.io/name: signalbox}}
                spec:
                  containers:
                  - name: operator
                    image: registry.example.com/signalbox:1.2.3
                    args: [operator, --log-level=DEBUG, --proxy-token, S3CRET-argument]
                    env:
                    - {name: HTTPS_PROXY, value: 'S3CRET-variable'}
                    - {name: SIGNALBOX_STRATEGIES_URL, value: 'http://me:S3CRET-url@operator:9001/'}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: signalbox-gateway-0123456789
              labels: {app.kubernetes.io/managed-by: signalbox}
            data:
              collector.yaml: |
                # S3CRET-comment
                exporters:
                  otlphttp/tempo:
                    endpoint: https://me:S3CRET-endpoint@tempo:4318
                    headers: {X-Custom: S3CRET-header}
                extensions:
                  bearertokenauth: {token: S3CRET-token}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: of-somebody-else}
            data: {text: S3CRET-of-others}
            ---
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata:
              name: checkout
              annotations: {note: 'Authorization: Bearer S3CRET-in-annotation'}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'errors_total{job="a"}', total: 'requests_total{job="a"}'}}
            ---
            apiVersion: events.k8s.io/v1
            kind: Event
            metadata: {name: checkout-1}
            eventTime: "2026-01-02T03:04:05.000000Z"
            reportingController: signalbox.dev/operator
            reportingInstance: signalbox-0
            action: Reconcile
            type: Warning
            reason: BackendUnreachable
            note: 'https://me:S3CRET-note@prometheus/ does not answer'
            regarding: {apiVersion: signalbox.dev/v1alpha1, kind: SLO, name: checkout, namespace: %1$s}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: signalbox-operator-0
              labels: {app.kubernetes.io/name: signalbox}
            spec:
              nodeName: %1$s
              automountServiceAccountToken: false
              containers: [{name: operator, image: 'registry.example.com/signalbox:1.2.3', env: [{name: A, value: S3CRET-pod}]}]
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: signalbox-gateway-0
              labels: {app.kubernetes.io/managed-by: signalbox}
            spec:
              nodeName: %1$s
              automountServiceAccountToken: false
              containers: [{name: otelcol, image: 'otelcol:1'}]
            """;

    @TempDir
    private Path directory;

    private KubernetesClient client;
    private LocalCluster.Namespace home;
    private LocalKubelet kubelet;

    @BeforeEach
    void plant(LocalCluster.Namespace namespace) {
        home = namespace;
        client = namespace.client();
        CustomResourceDefinitions.install(client, CustomResourceDefinitions.ofSignalbox(), "test");
        assertThat(Deadline.in(SOON)
                        .until(() ->
                                client.serviceAccounts().withName("default").get() != null))
                .isTrue();
        kubelet = LocalKubelet.start(client, namespace.name());
        kubelet.says("signalbox-operator-0", "operator", "started\nGET with Authorization: Bearer S3CRET-in-a-log\n");
        kubelet.says("signalbox-gateway-0", "otelcol", "password=S3CRET-of-a-collector\n");
        for (String yaml : OBJECTS.formatted(namespace.name()).split("(?m)^---$")) {
            client.resource(Serialization.unmarshal(yaml, HasMetadata.class)).create();
        }
    }

    @AfterEach
    void clear() {
        client.pods().withGracePeriod(0).delete();
        kubelet.close();
    }

    @Test
    void whatHelpsIsThereAndNoSecretIs() {
        Map<String, String> files = bundle("one.zip", home.kubeconfig());

        assertThat(files.entrySet().stream()
                        .flatMap(file -> file.getValue().lines().map(line -> file.getKey() + ": " + line)))
                .noneMatch(line -> line.contains(SECRET));
        assertThat(files.get("resources/slos.yaml")).contains("name: checkout", "Authorization: <removed>");
        assertThat(files.get("operator/deployments.yaml"))
                .contains("signalbox:1.2.3", "--log-level=DEBUG", "http://<removed>@operator:9001/", "HTTPS_PROXY");
        assertThat(files.get("collectors/configmaps.yaml"))
                .contains("signalbox-gateway-0123456789", "https://<removed>@tempo:4318", "X-Custom")
                .doesNotContain("of-somebody-else");
        assertThat(files.get("operator/secrets.txt")).contains(home.name() + "/backend-token  Opaque  keys: 2");
        assertThat(files.get("events/events.yaml")).contains("BackendUnreachable", "does not answer");
        assertThat(files.get(pod("operator", "signalbox-operator-0") + "operator.log"))
                .isEqualTo("started\nGET with Authorization: <removed>\n");
        assertThat(files.get(pod("collectors", "signalbox-gateway-0") + "otelcol.log"))
                .isEqualTo("password=<removed>\n");
        assertThat(files.get("versions.yaml"))
                .contains("signalbox.dev/v1alpha1", "registry.example.com/signalbox:1.2.3", "gitVersion");
        assertThat(files.get("report.json")).contains("\"checkout\"");
        assertThat(files.get("cluster/customresourcedefinitions.yaml"))
                .contains("slos.signalbox.dev", "storedVersions")
                .doesNotContain("openAPIV3Schema");
        assertThat(files.get("README.md"))
                .contains("| `resources/slos.yaml` | ", "| `rules/vmrules.yaml` | not found, or not served |")
                .contains("metrics.txt` | ");
    }

    @Test
    void aProfileIsMadeInThePodWhereItCanBe() {
        String recording = "recording ".repeat(10_000);
        List<List<String>> commands = new CopyOnWriteArrayList<>();
        kubelet.runs(command -> {
            commands.add(command);
            return new LocalKubelet.ProgramOutput(0, recording);
        });
        assertThat(bundle("one.zip", home.kubeconfig(), "--profile", "2s"))
                .containsEntry(pod("operator", "signalbox-operator-0") + "profile.jfr", recording);
        assertThat(commands).containsExactly(List.of("signalbox", "profile", "--for", "2s"));

        kubelet.runs(_ -> new LocalKubelet.ProgramOutput(1, ""));
        assertThat(bundle("two.zip", home.kubeconfig(), "--profile", "2s").get("README.md"))
                .contains("profile.jfr` | exit code 1");
    }

    /** In this namespace, as others come and go. */
    @Test
    void theSameObjectsGiveTheSameBytes() {
        Map<String, String> one = bundle("one.zip", home.kubeconfig());
        Map<String, String> two = bundle("two.zip", home.kubeconfig());
        one.keySet().removeIf(file -> !file.startsWith("operator/"));
        two.keySet().removeIf(file -> !file.startsWith("operator/"));

        assertThat(two).isEqualTo(one).hasSizeGreaterThan(3);
    }

    @Test
    void theReportCanBeMadeOfIt() throws IOException {
        for (Map.Entry<String, String> file :
                bundle("one.zip", home.kubeconfig()).entrySet()) {
            if (file.getKey().startsWith("resources/")) {
                Path there = directory.resolve(file.getKey());
                Files.createDirectories(there.getParent());
                Files.writeString(there, file.getValue());
            }
        }

        CommandRun report =
                CommandRun.of("report", "--from", directory.resolve("resources").toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(report.out()).contains("checkout");
    }

    @Test
    void whatOneHasNoRightToIsALine() {
        try (OperatorRights rights = OperatorRights.in(home)) {
            Map<String, String> files = bundle("one.zip", rights.kubeconfig());

            assertThat(files.get("resources/slos.yaml")).contains("name: checkout");
            assertThat(files.get("README.md"))
                    .contains("| `resources/slos.yaml` | objects: 1; only in the namespaces " + home.name())
                    .containsPattern("`operator/deployments.yaml` \\| 403: .*cannot list resource")
                    .containsPattern("`report.json` \\| .*does not let you list");
            assertThat(files.get("operator/secrets.txt")).contains("cannot list resource \"secrets\"");
            assertThat(files).doesNotContainKey("operator/deployments.yaml");
        }
    }

    @Test
    void withoutAClusterThereIsNoBundle() {
        Path nobody = directory.resolve("kubeconfig");
        CommandRun run = CommandRun.of(
                "debug-bundle",
                "--kubeconfig",
                nobody.toString(),
                "-o",
                directory.resolve("none.zip").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no kubeconfig at");

        CommandRun plan = CommandRun.of("debug-bundle", "--dry-run", "-n", "elsewhere");
        assertThat(plan.out())
                .contains(
                        "resources/slos.yaml: all, in all namespaces", "operator/pods.yaml: labelled", "in elsewhere");
        assertThat(directory).isEmptyDirectory();
    }

    private String pod(String directory, String name) {
        return directory + "/pods/" + home.name() + "/" + name + "/";
    }

    private Map<String, String> bundle(String name, Path kubeconfig, String... more) {
        Path file = directory.resolve(name);
        CommandRun run = CommandRun.of(Stream.concat(
                        Stream.of(
                                "debug-bundle",
                                "--kubeconfig",
                                kubeconfig.toString(),
                                "-n",
                                home.name(),
                                "-o",
                                file.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, String> files = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
