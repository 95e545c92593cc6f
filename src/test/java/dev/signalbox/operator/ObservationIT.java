package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static dev.signalbox.operator.OperatedNamespace.conditions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.Evidence;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ready is what a real Prometheus says of the rules. */
@ExtendWith(LocalCluster.class)
class ObservationIT {
    /** Of {@code test}; bcrypt is what Prometheus wants. */
    private static final String BCRYPT_OF_TEST = "$2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay";

    private static final Duration TWO_ROUNDS = Duration.ofSeconds(45);

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final int port = ChildProcess.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private OperatedNamespace cluster;
    private OperatorRights rights;
    private ChildProcess prometheus;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.in(namespace);
        directory.write("rules/none.yaml", "groups: []\n");
        directory.write("prometheus.yaml", "global: {evaluation_interval: 1s}\nrule_files: [rules/*.yaml]\n");
        prometheus = start();
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {queryUrl: "http://127.0.0.1:%d"}}
                """.formatted(port));
    }

    private ChildProcess start(String... settings) {
        Path executable = Executables.onPath("prometheus")
                .orElseThrow(() -> Missing.prerequisite(
                        "prometheus is not on the PATH; e2e/tools/find prometheus says how to get it"));
        return ChildProcess.start(
                "prometheus",
                Stream.concat(
                                Stream.of(
                                        executable.toString(),
                                        "--config.file=" + directory.path().resolve("prometheus.yaml"),
                                        "--storage.tsdb.path="
                                                + directory.path().resolve("data"),
                                        "--web.listen-address=127.0.0.1:" + port,
                                        "--web.enable-lifecycle"),
                                Stream.of(settings))
                        .toList(),
                Map.of(),
                directory.path().resolve("prometheus.log"));
    }

    @AfterEach
    void clean() {
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        rights.close();
        prometheus.close();
        directory.close();
        http.close();
    }

    @Test
    void readyFollowsTheServer() throws IOException {
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("observed");
            SLO applied = await(slo -> condition(slo, "Applied").getStatus().equals("True"));
            assertThat(conditions(applied)).contains("Ready=Unknown/AwaitingReload");
            assertThat(applied.getStatus().evidence()).isEqualTo(Evidence.PROMETHEUS);

            load(cluster.rule("observed"));
            SLO loaded = await(slo -> condition(slo, "Ready").getStatus().equals("True"));
            assertThat(conditions(loaded)).contains("Ready=True/RulesLoaded", "DataAvailable=False/NeverSeen");
            assertThat(loaded.getStatus().state()).isEqualTo(SloStatus.State.NO_DATA);

            cluster.apply("observed", "objective: 99");
            await(slo -> condition(slo, "Ready").getReason().equals("AwaitingReload"));
            load(cluster.rule("observed"));
            await(slo -> condition(slo, "Ready").getStatus().equals("True"));

            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aSelectorThatLeavesTheRulesOutIsNamed() {
        CustomResourceDefinitions.install(
                cluster.client(), CustomResourceDefinitions.ofPrometheusOperator("prometheuses"), "test");
        HasMetadata selecting = cluster.applyYaml("""
                apiVersion: monitoring.coreos.com/v1
                kind: Prometheus
                metadata: {name: k8s}
                spec: {ruleSelector: {matchLabels: {release: kps}}, ruleNamespaceSelector: {}}
                """);
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("observed");

            SLO slo = await(s -> condition(s, "Ready").getReason().equals("RulesNotLoaded"));

            assertThat(condition(slo, "Ready").getMessage())
                    .isEqualTo(
                            "the server does not have the rules: Prometheus %s/k8s wants rules with the label release: kps; "
                                            .formatted(cluster.namespace().name())
                                    + "write it into the stack's spec.metrics.rules.labels");
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        } finally {
            cluster.client().resource(selecting).delete();
        }
    }

    @Test
    void aThresholdThatIsNoBucketIsToldWithTheNearest() throws IOException {
        directory.write("rules/histogram.yaml", """
                groups:
                - name: histogram
                  interval: 1s
                  rules:
                  - {record: http_seconds_bucket, expr: vector(1), labels: {job: app, le: "0.25"}}
                  - {record: http_seconds_bucket, expr: vector(1), labels: {job: app, le: "0.5"}}
                  - {record: http_seconds_bucket, expr: vector(1), labels: {job: app, le: +Inf}}
                """);
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("observed", "sli: {latency: {histogram: 'http_seconds{job=\"app\"}', threshold: 300ms}}");
            await(slo -> condition(slo, "Applied").getStatus().equals("True"));
            load(cluster.rule("observed"));

            SLO slo = await(s -> condition(s, "Ready").getReason().equals("NoSuchBucket"));

            assertThat(conditions(slo)).contains("DataAvailable=False/NoSuchBucket");
            assertThat(condition(slo, "Ready").getMessage())
                    .startsWith("no bucket of the histogram ends at 0.3; the nearest end at 0.25 and 0.5; ");
            cluster.apply("observed", "sli: {latency: {histogram: 'http_seconds{job=\"app\"}', threshold: 250ms}}");
            await(s -> condition(s, "Ready").getReason().equals("AwaitingReload"));
            load(cluster.rule("observed"));
            await(s -> condition(s, "Ready").getStatus().equals("True"));
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aServerThatCannotBeAskedDisturbsNothing() {
        prometheus.close();
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("observed");

            SLO slo = await(s -> condition(s, "Ready").getReason().equals("BackendUnreachable"));

            assertThat(conditions(slo))
                    .contains("Accepted=True/Accepted", "Applied=True/Applied", "Ready=Unknown/BackendUnreachable");
            assertThat(condition(slo, "Ready").getMessage())
                    .isEqualTo("http://127.0.0.1:%d does not accept connections".formatted(port));
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aServerThatWantsAPasswordGetsThatOfTheSecretAndNobodyIsToldIt() {
        prometheus.close();
        prometheus = start("--web.config.file="
                + directory.write("web.yaml", "basic_auth_users: {signalbox: %s}".formatted(BCRYPT_OF_TEST)));
        rights.grantBackends(cluster.namespace().name());
        password("wr0ng-pass");
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: %s
                  metrics: {queryUrl: "http://127.0.0.1:%d", auth: {type: Basic, secretRef: {name: prometheus}}}
                """.formatted(cluster.namespace().name(), port));
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("observed");
            SLO refused = await(slo -> condition(slo, "Ready").getReason().equals("BackendUnreachable"));
            assertThat(condition(refused, "Ready").getMessage())
                    .isEqualTo("http://127.0.0.1:%d answered with status 401 (it wants other credentials)"
                            .formatted(port));

            password("test");
            Deadline.in(Duration.ofSeconds(80)).until(() -> condition(cluster.slo("observed"), "Ready")
                    .getReason()
                    .equals("AwaitingReload"));
            SLO accepted = await(slo -> condition(slo, "Ready").getReason().equals("AwaitingReload"));
            assertThat(Serialization.asYaml(accepted) + operator.log()).doesNotContain("wr0ng-pass");
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private void password(String text) {
        cluster.applyYaml("""
                apiVersion: v1
                kind: Secret
                metadata: {name: prometheus}
                stringData: {username: signalbox, password: %s}
                """.formatted(text));
    }

    /** What prometheus-operator does with the object, at an interval of a second: the server's own would take minutes. */
    private void load(PrometheusRule rule) throws IOException {
        rule.getSpec().getGroups().forEach(group -> group.setInterval("1s"));
        directory.write("rules/one.yaml", Serialization.asYaml(rule.getSpec()));
        assertThat(Deadline.in(Duration.ofSeconds(20)).until(this::reloads))
                .withFailMessage(() -> prometheus.tail(20))
                .isTrue();
    }

    private boolean reloads() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/reload"))
                                            .POST(HttpRequest.BodyPublishers.noBody())
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private SLO await(Predicate<SLO> expected) {
        Deadline.in(TWO_ROUNDS)
                .until(() -> cluster.slo("observed").getStatus() != null && expected.test(cluster.slo("observed")));
        return cluster.await("observed", expected);
    }
}
