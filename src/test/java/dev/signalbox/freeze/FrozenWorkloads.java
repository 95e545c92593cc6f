package dev.signalbox.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.api.v1alpha1.FreezeGateSpec.Revision;
import dev.signalbox.api.v1alpha1.FreezeGateSpec.Workload;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Deployments of a test, and a gate before them. */
final class FrozenWorkloads implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final LocalCluster.Namespace namespace;
    private final Map<String, JsonNode> ran = new HashMap<>();
    private final List<Workload> others = new ArrayList<>();
    private int gates;

    FrozenWorkloads(LocalCluster.Namespace namespace) {
        this.namespace = namespace;
        apply(FreezeAdmission.policy());
    }

    private KubernetesClient client() {
        return namespace.client();
    }

    // Workloads

    void deploy(String name, String image) {
        remember(client().resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("app", name)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", name)
                        .endSelector()
                        .withTemplate(pods(name, image))
                        .endSpec()
                        .build())
                .create());
    }

    StatefulSet statefulSet(String name, String image) {
        return client().resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withServiceName(name)
                        .withNewSelector()
                        .addToMatchLabels("app", name)
                        .endSelector()
                        .withTemplate(pods(name, image))
                        .endSpec()
                        .build())
                .create();
    }

    private static PodTemplateSpec pods(String name, String image) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
    }

    Deployment get(String name) {
        return client().apps().deployments().withName(name).get();
    }

    void image(String name, String image) {
        edit(name, deployment -> setImage(deployment, image));
    }

    void override(String name, String image, String reason) {
        edit(name, deployment -> {
            setImage(deployment, image);
            deployment.getMetadata().setAnnotations(Map.of("signalbox.dev/freeze-override", reason));
        });
    }

    void setImage(Deployment deployment, String image) {
        deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage(image);
    }

    void edit(String name, Consumer<Deployment> change) {
        Deployment deployment = get(name);
        change.accept(deployment);
        remember(client().resource(deployment).update());
    }

    private void remember(Deployment deployment) {
        ran.put(
                deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage(),
                client().getKubernetesSerialization()
                        .convertValue(deployment.getSpec().getTemplate().getSpec(), JsonNode.class));
    }

    // The gate

    /** With these images' revisions known, and returns when the server knows it. */
    void close(Enforcement enforcement, String until, String... known) {
        close(enforcement, until, image -> new Revision(List.of(image), ran.get(image)), known);
    }

    void closeByImages(String until, String... known) {
        close(Enforcement.DENY, until, image -> new Revision(List.of(image), null), known);
    }

    /** The same gate, and before another workload as well. */
    void freezeToo(String kind, String name) {
        others.add(new Workload(kind, name, List.of()));
        closeByImages(Instant.now().plus(Duration.ofHours(1)).toString(), "none");
    }

    private void close(Enforcement enforcement, String until, Function<String, Revision> revision, String... known) {
        String message = "the budget is gone (" + ++gates + ")";
        apply(FreezeAdmission.binding(
                namespace.name(),
                new LabelSelectorBuilder()
                        .addToMatchLabels("kubernetes.io/metadata.name", namespace.name())
                        .build(),
                enforcement));
        List<Workload> workloads = new ArrayList<>(others);
        workloads.add(new Workload(
                "Deployment", "checkout", Arrays.stream(known).map(revision).toList()));
        FreezeGate gate = new FreezeGate();
        gate.setMetadata(new ObjectMetaBuilder()
                .withName("checkout")
                .withNamespace(namespace.name())
                .withLabels(OutputLabels.ofPolicy(namespace.name()))
                .build());
        gate.setSpec(new FreezeGateSpec(
                namespace.name(),
                dev.signalbox.api.v1alpha1.Enforcement.valueOf(enforcement.name()),
                "checkout",
                "checkout-availability",
                BigDecimal.ONE,
                "2026-01-01T00:00:00Z",
                until,
                message,
                "signalbox.dev/freeze-override",
                List.of("system:serviceaccount:flagger:flagger"),
                workloads));
        apply(gate);
        awaitNoted(until.compareTo(Instant.now().toString()) < 0 ? until : message, enforcement);
    }

    /** What is only tried is noted as well. */
    private void awaitNoted(String words, Enforcement enforcement) {
        String action = "[\"" + enforcement.name().charAt(0);
        assertThat(Deadline.in(SOON).until(() -> {
                    tried();
                    return AuditLog.of(namespace.controlPlane()).annotations(namespace.name(), "checkout").stream()
                            .map(Map::values)
                            .anyMatch(noted -> noted.stream()
                                    .anyMatch(text -> text.contains(words)
                                            && (text.contains(action) || !text.contains("validationActions"))));
                }))
                .as("the API server looks at the gate")
                .isTrue();
    }

    void awaitOpen() {
        assertThat(Deadline.in(SOON).until(this::tried)).isTrue();
    }

    /** Whether another image would be let through. */
    private boolean tried() {
        Deployment deployment = get("checkout");
        setImage(deployment, "shop/checkout:tried");
        try {
            client().resource(deployment).dryRun(true).update();
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private void apply(io.fabric8.kubernetes.api.model.HasMetadata object) {
        client().resource(object).fieldManager("test").forceConflicts().serverSideApply();
    }

    @Override
    public void close() {
        client().admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withLabel(OutputLabels.POLICY, namespace.name())
                .delete();
    }
}
