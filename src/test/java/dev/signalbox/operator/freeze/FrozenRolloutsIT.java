package dev.signalbox.operator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.freeze.Closure;
import dev.signalbox.freeze.FreezeAdmission;
import dev.signalbox.freeze.Gates;
import dev.signalbox.freeze.LiveWorkload;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.FreezeTerms;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.PublishedDefinitions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gate made of what a real API server lists of Rollouts, and what it lets pass of them then. Their controller is played. */
@ExtendWith(LocalCluster.class)
class FrozenRolloutsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String REFUSED =
            "must be one that ran before the error budget of SLO availability was exhausted";

    private LocalCluster.Namespace namespace;

    @BeforeEach
    void close(LocalCluster.Namespace there) throws Unlisted {
        namespace = there;
        CustomResourceDefinitions.install(client(), CustomResourceDefinitions.ofSignalbox(), "test");
        PublishedDefinitions.ROLLOUTS.install(client());
        for (int version : new int[] {1, 2}) {
            rollOut(version);
        }
        apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: 0, selector: {matchLabels: {app: checkout}}, template: %s}
                """.formatted(pods(2)));
        apply("""
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: checkout}}
                  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  strategy: {canary: {steps: [{setWeight: 20}]}}
                """);
        List<LiveWorkload> live = new WorkloadHistories(new PagedList(client())).of(service());
        assertThat(live).extracting(LiveWorkload::kind).containsExactly("Deployment", "Rollout");

        apply(FreezeAdmission.policy());
        apply(FreezeAdmission.binding(
                namespace.name(),
                new LabelSelectorBuilder()
                        .addToMatchLabels("kubernetes.io/metadata.name", namespace.name())
                        .build(),
                Enforcement.DENY));
        Closure closure = new Closure(
                service().resource(),
                namespace.name(),
                new FreezeTerms(Enforcement.DENY, Set.of(), FreezeTerms.OVERRIDE_ANNOTATION, List.of()),
                "availability",
                BigDecimal.ONE,
                Set.of("availability"),
                true);
        apply(Gates.manifest(
                new ResourceName(namespace.name(), "checkout"),
                Gates.next(Optional.empty(), closure, live, Instant.now(), Duration.ofHours(1))
                        .orElseThrow()));
        assertThat(Deadline.in(SOON).until(() -> patched("rollout/checkout", image(3), "--dry-run=server")
                        .contains(REFUSED)))
                .isTrue();
    }

    @AfterEach
    void open() {
        client().admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withName("signalbox-freeze-" + namespace.name())
                .delete();
        PublishedDefinitions.ROLLOUTS.remove(client());
    }

    @Test
    void whatRanComesBackByUndoAndFromGitAndNothingElsePasses() {
        assertThat(patched("rollout/checkout", image(3))).contains(REFUSED);
        assertThat(patched("rollout/checkout", """
                        {"spec": {"template": {"spec": {"containers": [
                          {"name": "app", "image": "shop:2", "env": [{"name": "A", "value": "1"}]}]}}}}""")).contains(REFUSED);
        assertThat(patched(
                        "rollout/checkout", "{\"spec\": {\"replicas\": 3, \"restartAt\": \"2026-03-31T12:00:00Z\"}}"))
                .contains("patched");
        assertThat(patched(
                        "rollout/checkout",
                        "{\"spec\": {\"strategy\": {\"canary\": {\"steps\": [{\"setWeight\": 5}]}}}}"))
                .contains("patched");

        apply(rollout(1));
        assertThat(running()).as("as it is written in Git").isEqualTo("shop:1");
        apply(rollout(2));

        // As kubectl argo rollouts undo does it: the template is that of the ReplicaSet, with all that the server
        // added.
        String undo = "[{\"op\": \"replace\", \"path\": \"/spec/template\", \"value\": %s}]"
                .formatted(Serialization.asJson(replicaSet(1).getSpec().getTemplate()));
        assertThat(kubectl("patch", "rollout/checkout", "--type=json", "--patch=" + undo))
                .contains("patched");
        assertThat(running()).isEqualTo("shop:1");
    }

    @Test
    void aReasonPassesAndIsAudited() {
        kubectl("annotate", "rollout/checkout", FreezeTerms.OVERRIDE_ANNOTATION + "=the fix for INC-7");

        assertThat(patched("rollout/checkout", image(3))).contains("patched");
        String noted = FreezeAdmission.NAME + "/override";
        assertThat(AuditLog.of(namespace.controlPlane())
                        .await(namespace.name(), "checkout", annotations -> annotations.containsKey(noted))
                        .get(noted))
                .isEqualTo("the fix for INC-7");
    }

    @Test
    void whereTheTemplateIsThatOfADeploymentTheDeploymentIsHeldBack() {
        assertThat(patched("deployment/web", image(3))).contains(REFUSED);
        assertThat(patched(
                        "rollout/web", "{\"spec\": {\"strategy\": {\"canary\": {\"steps\": [{\"setWeight\": 5}]}}}}"))
                .contains("patched");
        assertThat(kubectl("scale", "deployment/web", "--replicas=1")).contains("scaled");
    }

    private void rollOut(int version) {
        String uid = apply(rollout(version)).getMetadata().getUid();
        apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: checkout-%1$d
                  annotations: {rollout.argoproj.io/revision: "%1$d"}
                  ownerReferences:
                  - {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: checkout, uid: %2$s, controller: true}
                spec: {replicas: 0, selector: {matchLabels: {app: checkout}}, template: %3$s}
                """.formatted(version, uid, pods(version)));
    }

    private static HasMetadata rollout(int version) {
        return Serialization.unmarshal("""
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: checkout}
                spec:
                  selector: {matchLabels: {app: checkout}}
                  strategy: {canary: {steps: [{setWeight: 20}]}}
                  template: %s
                """.formatted(pods(version)), GenericKubernetesResource.class);
    }

    private static String pods(int version) {
        return "{metadata: {labels: {app: checkout}}, spec: {containers: [{name: app, image: \"shop:%d\","
                        .formatted(version)
                + " ports: [{containerPort: 8080}], resources: {limits: {cpu: 0.5, memory: 256Mi}}}]}}";
    }

    private static String image(int version) {
        return "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"app\", \"image\": \"shop:%d\"}]}}}}"
                .formatted(version);
    }

    /** Rollouts know no strategic merges; of one container that is all there is to say. */
    private String patched(String workload, String patch, String... options) {
        return kubectl(
                Stream.concat(Stream.of("patch", workload, "--type=merge", "--patch=" + patch), Stream.of(options))
                        .toArray(String[]::new));
    }

    private String running() {
        GenericKubernetesResource rollout = client().genericKubernetesResources("argoproj.io/v1alpha1", "Rollout")
                .withName("checkout")
                .get();
        return rollout.get("spec", "template", "spec", "containers", 0, "image");
    }

    private ReplicaSet replicaSet(int version) {
        return client().apps().replicaSets().withName("checkout-" + version).get();
    }

    private TelemetryService service() {
        return WorkloadHistoriesIT.service(namespace);
    }

    private HasMetadata apply(String yaml) {
        return apply(Serialization.<HasMetadata>unmarshal(yaml, HasMetadata.class));
    }

    private HasMetadata apply(HasMetadata object) {
        return client().resource(object).fieldManager("test").forceConflicts().serverSideApply();
    }

    private String kubectl(String... arguments) {
        return Kubectl.run(namespace, arguments).output();
    }

    private KubernetesClient client() {
        return namespace.client();
    }
}
