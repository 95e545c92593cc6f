package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.TellingApp;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service with an SLO, a workload that was rolled out twice, and a Prometheus that counts its requests and evaluates the rules that
 * the operator writes, every second instead of every five minutes: a ledger whose cells overlap has the same ratios.
 */
final class FrozenShop implements AutoCloseable {
    static final Duration ROUNDS = Duration.ofSeconds(100);

    /** Short, so that a test can wait until a gate has opened by itself. */
    private static final String HOLDS = "20s";

    private final OperatedNamespace cluster;
    private final OperatorRights rights;
    private final TellingApp app = TellingApp.start();
    private final RunningPrometheus prometheus = RunningPrometheus.start(
            PrometheusBinary.ofThisMachine(), app.scrapes(), "--storage.tsdb.retention.time=60d");

    FrozenShop(LocalCluster.Namespace namespace) throws IOException {
        requests(0, 0);
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.withFreeze(namespace);
        try (InputStream shipped = Files.newInputStream(Path.of("manifests/base/admission-freeze.yaml"))) {
            client().resource(Serialization.<HasMetadata>unmarshal(shipped, HasMetadata.class))
                    .forceConflicts()
                    .serverSideApply();
        }
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  metrics: {queryUrl: "%s", scrapeInterval: 1s, rules: {ledgerDelay: 1s}}
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

    /**
     * An SLO that asks for a freeze, of whose budget, at an objective of 99.9 %, 4.4 % are left as soon as its rules are loaded;
     * returns when a budget is known.
     */
    void exhaust() {
        cluster.apply("availability", "serviceRef: {name: checkout}", "errorBudgetPolicy: {whenExhausted: Freeze}");
        PrometheusRule rules = cluster.awaitRule("availability", rule -> true);
        rules.getSpec().getGroups().forEach(group -> group.setInterval("1s"));
        prometheus.load(Serialization.asYaml(rules.getSpec()));
        // What a counter had when it was first seen counts for nothing.
        assertThat(Deadline.in(ROUNDS).until(() -> !prometheus
                        .instant("requests_total{code=\"500\"}", Instant.now())
                        .isEmpty()))
                .isTrue();
        requests(999_044, 956);
        Deadline.in(ROUNDS)
                .until(() -> Optional.ofNullable(cluster.slo("availability").getStatus())
                        .map(SloStatus::groups)
                        .isPresent());
        cluster.awaitReady("availability");
    }

    /** So many succeed that what failed is nothing beside it. */
    void recover() {
        requests(999_999_044, 956);
    }

    private void requests(long served, long failed) {
        app.say("requests_total{code=\"200\"} " + served, "requests_total{code=\"500\"} " + failed);
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

    /** About the SLO, and a moment after its status: type and reason. */
    void awaitEvent(String event) {
        Deadline.in(ROUNDS).until(() -> events().contains(event));
        assertThat(events()).contains(event);
    }

    private List<String> events() {
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
        app.close();
    }
}
