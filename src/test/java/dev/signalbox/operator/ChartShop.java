package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.PackagedOperator;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A small shop on a release of the chart, which has the operator do what it was granted rights for: a stack with a backend that wants
 * credentials, a service, an SLO, a sampling policy and an observability policy.
 *
 * @param stack whose namespace is the shop's
 */
record ChartShop(ChartRelease release, OperatedStack stack, RunningPrometheus prometheus) implements AutoCloseable {
    static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s}
            spec: {selector: {matchLabels: {app: checkout}}, team: payments, metrics: {scrape: [{port: metrics}]}}
            """;
    static final String OBJECTIVE = """
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
    private static final String VALUES = """
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
            """;

    static ChartShop in(ControlPlane cluster, String namespace) {
        ChartRelease release = ChartRelease.in(cluster);
        return new ChartShop(
                release,
                OperatedStack.of(release.namespace(namespace)),
                RunningPrometheus.start(PrometheusBinary.ofThisMachine(), "[]"));
    }

    /** With the stack, two replicas and short rounds; returns what the operator was granted by that. */
    GrantedRights install(String... options) {
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
        Stream<String> install = Stream.of("install", "signalbox", "helm-chart", "--create-namespace");
        Stream<String> values = Stream.of("--values", release.values(VALUES + "  " + spec));
        release.helm(Stream.of(install, Stream.of(options), values)
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
        return GrantedRights.of(stack.client(), ChartRelease.HOME, ChartRelease.OPERATOR);
    }

    RunningOperator operate() {
        return release.operate(stack.client(), PackagedOperator.ofThisTree(), Map.of());
    }

    /** Everything is declared, and comes to rest. */
    void open() {
        stack.declare(SAMPLING, SERVICE, OBJECTIVE, POLICY);
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> {
                    stack.controllers().endTrials("Complete");
                    return stack.stack().getStatus() != null
                            && stack.stack().getStatus().conditions().stream()
                                    .anyMatch(condition -> condition.getReason().equals("RollingOut"));
                }))
                .isTrue();
        stack.controllers().settle();
        stack.awaitReason("RolledOut");
        awaitOperated(stack);
    }

    /** Service and SLO of a namespace of that cluster are at rest. */
    static void awaitOperated(OperatedStack shop) {
        shop.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        shop.await(SLO.class, "availability", "Applied=True/Applied");
    }

    /** What the operator does beside resources: it looks around, and is trusted and asked by others. */
    void awaitRounds(RunningOperator operator) throws IOException {
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> requests().stream()
                        .anyMatch(request -> request.resource().startsWith("flagger.app/"))))
                .as("asks who uses a metric")
                .isTrue();
        assertThat(Deadline.in(OperatedStack.SOON).until(this::isTrusted))
                .as("has the API server trust its webhook")
                .isTrue();
        assertThat(report(operator))
                .as("the report is for others than its own account")
                .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
    }

    /** Service and SLO go, and with the SLO its rules. */
    void shut() {
        stack.client().resources(SLO.class).withName("availability").delete();
        stack.client()
                .resources(ServiceObservability.class)
                .withName("checkout")
                .delete();
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> stack.outputs().live().keySet().stream()
                        .noneMatch(output -> output.contains(stack.namespace().name() + "/slo-availability"))))
                .isTrue();
    }

    /** What the operator has asked for. */
    Set<AuditLog.Request> requests() {
        return AuditLog.of(release.cluster()).requests(ChartRelease.ACCOUNT);
    }

    private boolean isTrusted() {
        return stack
                .client()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("signalbox")
                .require()
                .getWebhooks()
                .stream()
                .allMatch(webhook -> webhook.getClientConfig().getCaBundle() != null);
    }

    private int report(RunningOperator operator) throws IOException {
        String token = Kubectl.run(
                        release.cluster(),
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

    @Override
    public void close() {
        try (release;
                stack) {
            prometheus.close();
        }
    }
}
