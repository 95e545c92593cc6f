package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.compile.pipeline.workload.ExampleCollectors;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that collectors become is taken by a real server, from the operator with the rights that it is given. */
@ExtendWith(LocalCluster.class)
class CollectorObjectsIT {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");
    private static final List<String> LEVELS = List.of("restricted", "baseline", "privileged");

    private KubernetesClient administrator;
    private KubernetesClient operator;
    private OperatorRights rights;

    static Stream<String> cases() {
        return ExampleCollectors.cases().keySet().stream();
    }

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) throws IOException {
        administrator = namespace.client();
        install("cert-manager.yaml");
        install("opentelemetrycollectors.yaml");
        CustomResourceDefinitions.install(
                administrator,
                CustomResourceDefinitions.ofPrometheusOperator("podmonitors", "prometheusrules"),
                "test");
        Stream.of(ExampleCollectors.NAMESPACE, ExampleCollectors.AGENTS, ExampleCollectors.TENANT)
                .forEach(name -> namespace(name, Map.of()));
        rights = OperatorRights.withPipelines(namespace);
        operator = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(rights.kubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void clean() {
        // Its claims can't be changed, and another case has others.
        administrator
                .apps()
                .statefulSets()
                .inNamespace(ExampleCollectors.NAMESPACE)
                .delete();
        operator.close();
        rights.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatIsAppliedIsWhatIsWantedAndASecondTimeIsNoWrite(String name) {
        assertThat(ExampleCollectors.cases().get(name)).allSatisfy(object -> {
            GenericKubernetesResource first = apply(object);
            assertThat(owned(first)).as(identity(object)).isEqualTo(wanted(object));

            assertThat(apply(object).getMetadata().getResourceVersion())
                    .as(identity(object))
                    .isEqualTo(first.getMetadata().getResourceVersion());
        });
    }

    /** A role that the operator does not hold can't be bound unless it is named to it. */
    @Test
    void noOtherRoleCanBeBound() {
        HasMetadata binding = ExampleCollectors.cases().get("defaults").stream()
                .filter(object -> object.getKind().equals("ClusterRoleBinding"))
                .findFirst()
                .orElseThrow();
        GenericKubernetesResource other = body(binding);
        other.setAdditionalProperty(
                "roleRef",
                Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "cluster-admin"));
        other.getMetadata().setName("signalbox-agent");
        administrator.rbac().clusterRoleBindings().withName("signalbox-agent").delete();

        assertThatThrownBy(() -> send(other, operator))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("RBAC permissions not currently held");
    }

    @Test
    void podsNeedTheLevelOfTheirNamespaceAndNoMore() {
        LEVELS.forEach(level -> {
            namespace("level-" + level, Map.of("pod-security.kubernetes.io/enforce", level));
            Stream.of("default", "signalbox-agent", "signalbox-gateway")
                    .forEach(account -> account("level-" + level, account));
            Stream.of("signalbox-cluster-collector", "signalbox-tenant-collector")
                    .forEach(account -> account("level-" + level, account));
        });
        Map<String, Set<String>> admitted = new TreeMap<>();

        ExampleCollectors.cases().values().stream().flatMap(List::stream).forEach(object -> template(object)
                .ifPresent(template -> admitted.computeIfAbsent(
                                object.getKind() + " " + shortName(object), _ -> new TreeSet<>())
                        .addAll(LEVELS.stream()
                                .filter(level -> isAdmitted(template, "level-" + level))
                                .toList())));

        Set<String> everywhere = Set.copyOf(LEVELS);
        assertThat(admitted)
                .isEqualTo(Map.of(
                        "DaemonSet signalbox-agent", Set.of("privileged"),
                        "Deployment signalbox-cluster-collector", everywhere,
                        "Deployment signalbox-tenant-collector", everywhere,
                        "Job signalbox-trial", everywhere,
                        "StatefulSet signalbox-gateway", everywhere));
    }

    private static String identity(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private static String shortName(HasMetadata object) {
        return object.getMetadata().getName().replaceFirst("-[0-9a-f]{10}$", "");
    }

    private static Optional<PodTemplateSpec> template(HasMetadata object) {
        return switch (object) {
            case DaemonSet set -> Optional.of(set.getSpec().getTemplate());
            case StatefulSet set -> Optional.of(withClaim(set.getSpec().getTemplate()));
            case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
            case Job job -> Optional.of(job.getSpec().getTemplate());
            default -> Optional.empty();
        };
    }

    /** As the controller of stateful sets does it. */
    private static PodTemplateSpec withClaim(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .addNewVolume()
                .withName("queue")
                .withNewPersistentVolumeClaim()
                .withClaimName("queue-0")
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build();
    }

    /** A refusal for any other reason than the level fails the test. */
    private boolean isAdmitted(PodTemplateSpec template, String namespace) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withGenerateName("pod-")
                .withNamespace(namespace)
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        try {
            administrator.resource(pod).dryRun().create();
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e.getMessage()).contains("violates PodSecurity");
            return false;
        }
    }

    private GenericKubernetesResource apply(HasMetadata object) {
        return send(body(object), operator);
    }

    private static GenericKubernetesResource body(HasMetadata object) {
        return JSON.convertValue(object, GenericKubernetesResource.class);
    }

    private static GenericKubernetesResource send(GenericKubernetesResource object, KubernetesClient client) {
        return client.resource(object)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("signalbox")
                        .withFieldValidation("Strict")
                        .withForce(true)
                        .build());
    }

    private static String owned(GenericKubernetesResource live) {
        return OwnedFields.of(live, "signalbox").map(CanonicalText::of).orElseThrow();
    }

    @SuppressWarnings("unchecked") // names are texts in JSON
    private static String wanted(HasMetadata object) {
        Map<String, Object> tree = JSON.convertValue(object, Map.class);
        return CanonicalText.of(OwnedFields.wanted(tree));
    }

    private void namespace(String name, Map<String, String> labels) {
        administrator
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    private void account(String namespace, String name) {
        administrator
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    private void install(String file) throws IOException {
        List<CustomResourceDefinition> definitions = Stream.of(
                        Files.readString(DEFINITIONS.resolve(file)).split("(?m)^---$"))
                .map(text -> Serialization.unmarshal(text, CustomResourceDefinition.class))
                .toList();
        CustomResourceDefinitions.install(administrator, definitions, "test");
    }
}
