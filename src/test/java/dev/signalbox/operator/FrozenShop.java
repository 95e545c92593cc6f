package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service with an SLO, a workload that was rolled out twice, and a Prometheus that tells how much of the budget is left. */
final class FrozenShop implements AutoCloseable {
    static final Duration ROUNDS = Duration.ofSeconds(100);

    /** Short, so that a test can wait until a gate has opened by itself. */
    private static final String HOLDS = "20s";

    private final OperatedNamespace cluster;
    private final OperatorRights rights;
    private final RunningPrometheus prometheus =
            RunningPrometheus.start(PrometheusBinary.ofThisMachine(), "[]", "--storage.tsdb.retention.time=60d");

    FrozenShop(LocalCluster.Namespace namespace) throws IOException {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.withFreeze(namespace);
        try (InputStream shipped = Files.newInputStream(Path.of("manifests/admission-freeze.yaml"))) {
            client().resource(Serialization.<HasMetadata>unmarshal(shipped, HasMetadata.class))
                    .forceConflicts()
                    .serverSideApply();
        }
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {queryUrl: "%s"}}
                """.formatted(prometheus.url()));
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout}
                spec: {selector: {matchLabels: {app: checkout}}, tier: 1}
                """);
        rollOut(1);
        rollOut(2);
    }

    KubernetesClient client() {
        return cluster.client();
    }

    OperatedNamespace cluster() {
        return cluster;
    }

    RunningOperator operator() {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("SIGNALBOX_FREEZE_HOLDS", HOLDS);
        return RunningOperator.start(rights.kubeconfig(), settings);
    }

    ProgramRun kubectl(String... arguments) {
        return Kubectl.run(cluster.namespace(), arguments);
    }

    /** For this namespace only. */
    void policy(String freeze) {
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: %1$s}
                spec: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}, %2$s}
                """.formatted(cluster.namespace().name(), freeze));
    }

    /** As the controller of Deployments does it, of which there is none here. */
    private void rollOut(int version) {
        String pods =
                "{metadata: {labels: {app: checkout}}, spec: {containers: [{name: app, image: \"shop/checkout:%d\"}]}}"
                        .formatted(version);
        HasMetadata deployment = cluster.applyYaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: checkout, annotations: {deployment.kubernetes.io/revision: "%d"}}
                spec: {selector: {matchLabels: {app: checkout}}, template: %s}
                """.formatted(version, pods));
        cluster.applyYaml("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: checkout-%1$d
                  labels: {app: checkout}
                  annotations: {deployment.kubernetes.io/revision: "%1$d"}
                  ownerReferences:
                  - {apiVersion: apps/v1, kind: Deployment, name: checkout, uid: %2$s, controller: true}
                spec: {replicas: 0, selector: {matchLabels: {app: checkout}}, template: %3$s}
                """.formatted(version, deployment.getMetadata().getUid(), pods));
    }

    /** An SLO that asks for a freeze, and returns when its rules are loaded and its budget is known. */
    void objective(double remaining) {
        cluster.apply("availability", "serviceRef: {name: checkout}", "errorBudgetPolicy: {whenExhausted: Freeze}");
        PrometheusRule rules = cluster.awaitRule("availability", rule -> true);
        budget(rules, remaining);
        Deadline.in(ROUNDS).until(() -> cluster.slo("availability").getStatus().groups() != null);
        cluster.awaitReady("availability");
    }

    /** What another replica of the server tells of the budget, of which the worst counts. */
    void budget(double remaining) {
        budget(cluster.rule("availability"), remaining);
    }

    private void budget(PrometheusRule rules, double remaining) {
        rules.getSpec().getGroups().forEach(group -> group.setInterval("1s"));
        prometheus.load(Serialization.asYaml(rules.getSpec())
                + """
                - name: replica
                  interval: 1s
                  rules:
                  - {record: "slo:period_error_budget_remaining:ratio", expr: vector(%1$s), labels: %2$s}
                  - {record: "slo:current_burn_rate:ratio", expr: vector(1), labels: %2$s}
                """.formatted(
                                remaining,
                                "{namespace: %s, slo: availability, service: checkout, replica: b}"
                                        .formatted(cluster.namespace().name())));
    }

    Optional<FreezeGate> gate() {
        return client().resources(FreezeGate.class).list().getItems().stream().findFirst();
    }

    List<?> bindings() {
        return client().admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withLabel(OutputLabels.POLICY, cluster.namespace().name())
                .list()
                .getItems();
    }

    /** Waits until the API server lets another image pass, or does not. */
    String awaitDeployable(boolean deployable) {
        String[] said = new String[1];
        assertThat(Deadline.in(ROUNDS).until(() -> {
                    ProgramRun run = setImage("shop/checkout:tried", "--dry-run=server");
                    said[0] = run.output();
                    return (run.exitCode() == 0) == deployable;
                }))
                .withFailMessage(() -> said[0] + "\n" + Serialization.asYaml(cluster.slo("availability")))
                .isTrue();
        return said[0];
    }

    ProgramRun setImage(String image, String... options) {
        String[] arguments = new String[4 + options.length];
        System.arraycopy(new String[] {"set", "image", "deployment/checkout", "app=" + image}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return kubectl(arguments);
    }

    String image() {
        return client().apps()
                .deployments()
                .withName("checkout")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    /** Of the SLO. */
    List<String> events() {
        return client().events().v1().events().list().getItems().stream()
                .filter(event -> event.getRegarding().getKind().equals("SLO"))
                .map(event -> event.getType() + " " + event.getReason())
                .toList();
    }

    @Override
    public void close() {
        client().resources(ObservabilityPolicy.class)
                .withName(cluster.namespace().name())
                .delete();
        client().resources(ObservabilityStack.class).withName("default").delete();
        client().admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withLabel(OutputLabels.POLICY, cluster.namespace().name())
                .delete();
        rights.close();
        prometheus.close();
    }
}
