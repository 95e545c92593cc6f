package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.Helm;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.PackagedOperator;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator as the chart deploys it, with the arguments and the environment of its pod and as its ServiceAccount: it works, is
 * refused nothing, and was granted nothing that nobody needs. What it asked for is read from the API server's audit log.
 */
@ExtendWith(EmptyCluster.class)
class ChartRightsIT {
    /** Rights that only other tests need, each with the test. */
    private static final Path ELSEWHERE = Path.of("src/test/resources/chart/rights-used-elsewhere.txt");

    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s}
            spec: {selector: {matchLabels: {app: checkout}}, team: payments, metrics: {scrape: [{port: metrics}]}}
            """;
    private static final String OBJECTIVE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: availability, namespace: %s}
            spec:
              serviceRef: {name: checkout}
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{code="500"}', total: requests_total}}
            """;
    private static final String SAMPLING = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: %s}
            spec: {tail: {keep: [{name: errors, status: ERROR}], baselinePercent: 5}}
            """;
    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityPolicy
            metadata: {name: teams}
            spec: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}, enforcement: Warn, require: {fields: [team, tier]}}
            """;

    @Test
    void theOperatorIsRefusedNothingAndWasGrantedNothingThatNobodyNeeds(ControlPlane cluster) throws IOException {
        try (ChartRelease release = ChartRelease.in(cluster);
                OperatedStack stack = OperatedStack.of(release.namespace("rights"));
                RunningPrometheus prometheus = RunningPrometheus.start(PrometheusBinary.ofThisMachine(), "[]")) {
            install(release, stack, prometheus);
            GrantedRights granted = GrantedRights.of(stack.client(), ChartRelease.HOME, ChartRelease.OPERATOR);
            assertThat(granted.all()).hasSizeGreaterThan(100);

            try (RunningOperator operator = release.operate(stack.client(), PackagedOperator.ofThisTree(), Map.of())) {
                assertThat(helmTest(cluster, operator)).as("helm test").isZero();
                live(stack);
                assertThat(Deadline.in(OperatedStack.SOON).until(() -> requests(cluster).stream()
                                .anyMatch(request -> request.resource().startsWith("flagger.app/"))))
                        .as("asks who uses a metric")
                        .isTrue();
                assertThat(Deadline.in(OperatedStack.SOON).until(() -> isTrusted(stack.client())))
                        .as("has the API server trust its webhook")
                        .isTrue();
                assertThat(report(operator, cluster))
                        .as("the report is for others than its own account")
                        .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
                assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
            }

            Set<AuditLog.Request> requests = requests(cluster);
            assertThat(requests)
                    .hasSizeGreaterThan(100)
                    .noneMatch(request -> request.code() == HttpURLConnection.HTTP_FORBIDDEN);
            assertThat(granted.unused(requests))
                    .as("granted, and neither needed here nor listed in " + ELSEWHERE)
                    .isSubsetOf(usedElsewhere().keySet());
        }
    }

    private static boolean isTrusted(KubernetesClient client) {
        return client
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("signalbox")
                .require()
                .getWebhooks()
                .stream()
                .allMatch(webhook -> webhook.getClientConfig().getCaBundle() != null);
    }

    /** No right is listed for a test that is not there, or for none. */
    @Test
    void whatIsUsedElsewhereNamesTheTest() throws IOException {
        Map<String, String> elsewhere = usedElsewhere();
        Set<String> tests;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(elsewhere.values()).isNotEmpty().allMatch(tests::contains);
    }

    /** What people do: everything comes to rest, changes, and goes. */
    private static void live(OperatedStack stack) {
        stack.declare(SAMPLING, SERVICE, OBJECTIVE, POLICY);
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> {
                    stack.endTrials("Complete");
                    return stack.stack().getStatus() != null
                            && stack.stack().getStatus().conditions().stream()
                                    .anyMatch(condition -> condition.getReason().equals("RollingOut"));
                }))
                .isTrue();
        stack.settle();
        stack.awaitReason("RolledOut");
        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        stack.await(SLO.class, "availability", "Applied=True/Applied");
        stack.client().resources(SLO.class).withName("availability").delete();
        stack.client()
                .resources(ServiceObservability.class)
                .withName("checkout")
                .delete();
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> stack.outputs().keySet().stream()
                        .noneMatch(output -> output.contains("slo-availability"))))
                .isTrue();
    }

    private static Set<AuditLog.Request> requests(ControlPlane cluster) {
        return AuditLog.of(cluster).requests(ChartRelease.ACCOUNT);
    }

    /** Without a kubelet: what the pod of {@code helm test} runs, asked of the process. */
    private static int helmTest(ControlPlane cluster, RunningOperator operator) {
        Pod pod = Serialization.unmarshal(
                Helm.required()
                        .in(cluster.kubeconfig(), "get", "hooks", "signalbox", "--namespace", ChartRelease.HOME)
                        .output(),
                Pod.class);
        return CommandRun.of(pod.getSpec().getContainers().getFirst().getArgs().stream()
                        .map(argument -> argument.replace(
                                ChartRelease.OPERATOR + "." + ChartRelease.HOME + ".svc:9000",
                                operator.metrics().getAuthority()))
                        .toArray(String[]::new))
                .exitCode();
    }

    private static int report(RunningOperator operator, ControlPlane cluster) throws IOException {
        String token = Kubectl.run(
                        cluster,
                        "create",
                        "token",
                        ChartRelease.OPERATOR,
                        "--namespace",
                        ChartRelease.HOME,
                        "--audience",
                        "signalbox-report")
                .output()
                .strip();
        HttpURLConnection connection =
                (HttpURLConnection) operator.report("/").toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection.getResponseCode();
    }

    private static void install(ChartRelease release, OperatedStack stack, RunningPrometheus prometheus) {
        stack.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("prometheus")
                        .withNamespace(stack.gateways())
                        .endMetadata()
                        .addToStringData(Map.of("username", "signalbox", "password", "any"))
                        .build())
                .create();
        String spec = stack.yaml()
                .substring(stack.yaml().indexOf("spec:"))
                .replace(
                        "metrics: {",
                        "metrics: {auth: {type: Basic, secretRef: {name: prometheus}}, queryUrl: \"%s\", "
                                .formatted(prometheus.url()))
                .replace("\n", "\n  ");
        String values = release.values("""
                image: {repository: registry.example.com/signalbox}
                replicas: 2
                runbooks: true
                backendSecrets: [prometheus]
                env:
                - {name: SIGNALBOX_COVERAGE_EVERY, value: 2s}
                - {name: SIGNALBOX_ALERTS_EVERY, value: 2s}
                - {name: SIGNALBOX_CARDINALITY_EVERY, value: 2s}
                stack:
                  create: true
                """ + "  " + spec);
        release.helm("install", "signalbox", "helm-chart", "--create-namespace", "--values", values);
    }

    /** Each right, and the test that needs it. */
    private static Map<String, String> usedElsewhere() throws IOException {
        return Files.readAllLines(ELSEWHERE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| "))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
