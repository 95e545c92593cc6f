package dev.signalbox.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** The CRDs in a real API server: what it takes, what it refuses and with which words, and what it shows. */
@ExtendWith(LocalCluster.class)
class CrdsIT {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final Path EXAMPLES = Path.of("examples");
    private static final Path RESOURCES = Path.of("src/test/resources/api");

    private LocalCluster.Namespace namespace;

    @BeforeEach
    void serve(LocalCluster.Namespace namespace) {
        this.namespace = namespace;
        CustomResourceDefinitions.install(namespace.client(), CustomResourceDefinitions.ofSignalbox(), "test");
    }

    @Test
    void theServerHasNothingToSayAboutThem() throws Exception {
        kubectl("apply", "--server-side", "--force-conflicts", "--warnings-as-errors", "-f", "crds");
        assertThat(namespace
                        .client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("slos.signalbox.dev")
                        .get()
                        .getStatus()
                        .getConditions())
                .extracting("type")
                .containsExactlyInAnyOrder("NamesAccepted", "Established");
    }

    @TestFactory
    Stream<DynamicTest> examplesAreTakenAsTheyAre() {
        return Examples.all().stream()
                .map(example -> dynamicTest(example.toString(), () -> {
                    JsonNode kept = dryRun(example.tree());
                    assertThat(Leaves.missing(example.tree().get("spec"), kept.get("spec")))
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> mistakesAreRefusedInWordsThatHelp() {
        return cases("refused.yaml", (wrong, answer) -> assertThatThrownBy(() -> dryRun(wrong))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(answer.textValue()));
    }

    @TestFactory
    Stream<DynamicTest> defaultsAreFilledIn() {
        return cases("defaulted.yaml", (sparse, then) -> assertThat(Leaves.missing(then, dryRun(sparse)))
                .isEmpty());
    }

    /** From a table of an example, a merge patch on it, and what is to follow. */
    private Stream<DynamicTest> cases(String file, BiConsumer<JsonNode, JsonNode> check) {
        return Examples.in(RESOURCES.resolve(file)).stream()
                .map(Examples.Example::tree)
                .map(row -> dynamicTest(
                        row.get("from").textValue() + " " + row.get("with"),
                        () -> check.accept(
                                merged(example(row.get("from").textValue()), row.get("with")), row.get("then"))));
    }

    @TestFactory
    Stream<DynamicTest> whatSeriesCarryStays() {
        ObjectNode plain = example("slo/minimal.yaml");
        JsonNode grouped = tree("spec: {groupBy: [region]}");
        JsonNode named = tree("spec: {serviceRef: null, service: checkout}");
        return Stream.of(
                stays("groupBy is added", plain, grouped, "spec.groupBy"),
                stays("groupBy is removed", merged(plain, grouped), tree("spec: {groupBy: null}"), "spec.groupBy"),
                stays(
                        "groupBy is changed",
                        merged(plain, grouped),
                        tree("spec: {groupBy: [region, zone]}"),
                        "spec.groupBy"),
                stays("serviceRef is changed", plain, tree("spec: {serviceRef: {name: cart}}"), "spec.serviceRef"),
                stays("serviceRef becomes service", plain, named, "spec.service"),
                stays("service is changed", merged(plain, named), tree("spec: {service: cart}"), "spec.service"));
    }

    @Test
    void theRestMayChangeAndTheOrderOfGroupsMeansNothing() {
        ObjectNode before = merged(example("slo/full.yaml"), tree("spec: {groupBy: [region, zone]}"));
        JsonNode change =
                tree("spec: {groupBy: [zone, region], objective: 99.5, window: 7d, alerting: {burnRates: Relaxed}}");
        created(before);
        assertThat(resource(merged(before, change)).update().getMetadata().getGeneration())
                .isEqualTo(2);
    }

    @TestFactory
    Stream<DynamicTest> aFullStatusIsKeptAndShown() {
        Map<String, String> lines = Map.of(
                "SLO", "full-status checkout 99.9 99.94 20.5 Warning False RulesNotLoaded page 30d",
                "ServiceObservability", "full-status checkout Covered Partial Missing 8123 64.98 True Ready",
                "SamplingPolicy", "full-status Enforce 1 1 812 True Ready",
                "ObservabilityPolicy", "full-status Audit 42 3 True Ready",
                "ObservabilityStack", "default 15 80 120345 964.10 2 True Ready");
        return Examples.in(RESOURCES.resolve("statuses.yaml")).stream()
                .map(example -> dynamicTest(example.kind(), () -> {
                    Resource<GenericKubernetesResource> resource = created(example.tree());
                    assertThat(Leaves.of(json(resource.updateStatus()).get("status")))
                            .isEqualTo(Leaves.of(example.tree().get("status")));
                    assertThat(kubectl("get", example.kind(), "-o", "wide").replaceAll(" +", " "))
                            .contains(lines.get(example.kind()));
                    resource.delete();
                }));
    }

    @Test
    void whatTheOperatorWritesIsKeptWholeAndShown() throws Exception {
        JsonNode gate = Examples.in(RESOURCES.resolve("gate.yaml")).getFirst().tree();
        created(gate);

        assertThat(Leaves.missing(gate.get("spec"), json(resource(gate).get()).get("spec")))
                .isEmpty();
        assertThat(kubectl("get", "freezegate").replaceAll(" +", " "))
                .contains("checkout.production checkout checkout-availability -12.5 Deny 2026-03-31T12:00:00Z");
    }

    @Test
    void kubectlExplains() throws Exception {
        assertThat(kubectl("explain", "slo.spec.sli"))
                .contains("exactly one way of telling good from bad")
                .contains("the share of events that did not fail");
        assertThat(kubectl("explain", "ostack.spec.metrics.rules")).contains("enum: PrometheusRule, VMRule");
    }

    private DynamicTest stays(String name, ObjectNode before, JsonNode change, String path) {
        return dynamicTest(name, () -> {
            Resource<GenericKubernetesResource> resource = created(before);
            assertThatThrownBy(() -> resource(merged(before, change)).update())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining(path + ": Invalid value: must stay as it was created");
            resource.delete();
        });
    }

    private JsonNode dryRun(JsonNode tree) {
        return json(resource(tree).dryRun().create());
    }

    private Resource<GenericKubernetesResource> created(JsonNode tree) {
        Resource<GenericKubernetesResource> resource = resource(tree);
        resource.create();
        return resource;
    }

    /** In the test's own namespace where the kind has one. */
    private Resource<GenericKubernetesResource> resource(JsonNode tree) {
        GenericKubernetesResource resource = SERIALIZATION.unmarshal(tree.toString(), GenericKubernetesResource.class);
        boolean namespaced = Crds.KINDS.stream()
                .anyMatch(kind -> HasMetadata.getKind(kind).equals(resource.getKind())
                        && Namespaced.class.isAssignableFrom(kind));
        resource.getMetadata().setNamespace(namespaced ? namespace.name() : null);
        return namespace.client().resource(resource);
    }

    private static ObjectNode example(String file) {
        return (ObjectNode) Examples.in(EXAMPLES.resolve(file)).getFirst().tree();
    }

    /** RFC 7386: null takes a field away. */
    private static ObjectNode merged(ObjectNode tree, JsonNode patch) {
        ObjectNode merged = tree.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode before = merged.get(field.getKey());
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else if (field.getValue().isObject()) {
                ObjectNode inside = before instanceof ObjectNode object ? object : merged.objectNode();
                merged.set(field.getKey(), merged(inside, field.getValue()));
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    private static JsonNode json(Object resource) {
        return SERIALIZATION.unmarshal(SERIALIZATION.asJson(resource), JsonNode.class);
    }

    private static JsonNode tree(String yaml) {
        return SERIALIZATION.unmarshal(yaml, JsonNode.class);
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        Path kubectl = namespace
                .controlPlane()
                .kubectl()
                .orElseThrow(() -> new TestAbortedException("this control plane comes without kubectl"));
        List<String> command = Stream.concat(
                        Stream.of(
                                kubectl.toString(),
                                "--kubeconfig",
                                namespace.kubeconfig().toString(),
                                "--namespace",
                                namespace.name()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
