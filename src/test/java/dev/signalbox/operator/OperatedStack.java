package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stack that an operator works on, as its users see it; gateways and agents have namespaces of this test's own.
 *
 * @param namespace of the services
 */
record OperatedStack(LocalCluster.Namespace namespace) implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    static OperatedStack of(LocalCluster.Namespace namespace) {
        CustomResourceDefinitions.install(namespace.client(), CustomResourceDefinitions.ofSignalbox(), "test");
        return withoutKinds(namespace);
    }

    /** Signalbox' own kinds are there already, or come later. */
    static OperatedStack withoutKinds(LocalCluster.Namespace namespace) {
        OperatedStack stack = new OperatedStack(namespace);
        CustomResourceDefinitions.install(
                stack.client(),
                CustomResourceDefinitions.ofPrometheusOperator("prometheusrules", "podmonitors", "servicemonitors"),
                "test");
        stack.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(stack.gateways())
                        .endMetadata()
                        .build())
                .create();
        return stack;
    }

    KubernetesClient client() {
        return namespace.client();
    }

    String gateways() {
        return namespace.name() + "-gateways";
    }

    String agents() {
        return namespace.name() + "-agents";
    }

    String yaml() {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: %s
                  metrics: {otlpUrl: "http://prometheus:9090/api/v1/otlp"}
                  logs: {lokiUrl: "http://loki:3100"}
                  traces: {otlpEndpoint: "tempo:4317"}
                  collector: {agent: {namespace: %s}, gateway: {replicas: {min: 2, max: 2}}}
                """.formatted(gateways(), agents());
    }

    String yamlWithoutBackends() {
        return yaml().lines()
                .filter(line -> Stream.of("metrics:", "logs:", "traces:").noneMatch(line::contains))
                .collect(Collectors.joining("\n"));
    }

    /** As kubectl applies them, {@code %s} being the namespace of the services; returns what was applied. */
    String declare(String... documents) {
        List<String> applied = Arrays.stream(documents)
                .map(text -> text.formatted(namespace.name()))
                .toList();
        applied.forEach(yaml -> client().resource(Serialization.<HasMetadata>unmarshal(yaml, HasMetadata.class))
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply());
        return String.join("---\n", applied);
    }

    StackOutputs outputs() {
        return new StackOutputs(this);
    }

    PlayedControllers controllers() {
        return new PlayedControllers(this);
    }

    ObservabilityStack stack() {
        return client().resources(ObservabilityStack.class).withName("default").get();
    }

    ServiceObservability service(String name) {
        return client().resources(ServiceObservability.class).withName(name).get();
    }

    /** The workload of the gateways, which may be there or not. */
    Resource<StatefulSet> gatewaySet() {
        return client().apps().statefulSets().inNamespace(gateways()).withName("signalbox-gateway");
    }

    /** The workload of the agents, which may be there or not. */
    Resource<DaemonSet> agentSet() {
        return client().apps().daemonSets().inNamespace(agents()).withName("signalbox-agent");
    }

    Service gatewayService() {
        return client().services()
                .inNamespace(gateways())
                .withName("signalbox-gateway")
                .get();
    }

    ConfigMap configMap(String agents) {
        return client().configMaps().inNamespace(agents()).withName(agents).get();
    }

    Secret secret(String namespace, String name) {
        return client().secrets().inNamespace(namespace).withName(name).require();
    }

    static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    /** What one side knows the other by. */
    String peers(String namespace, String name) {
        return client().configMaps()
                .inNamespace(namespace)
                .withName(name)
                .require()
                .getData()
                .get("ca.crt");
    }

    /** What agents are to run with now. */
    ConfigMap agentBase() {
        return agentBaseIfThere().orElseThrow();
    }

    Optional<ConfigMap> agentBaseIfThere() {
        return Optional.ofNullable(
                configMap("signalbox-agent-" + stack().getStatus().agents().configHash()));
    }

    String agentConfiguration() {
        return agentBase().getData().get("base.yaml");
    }

    /** Waits until Ready of the stack has that reason, for its spec as it is now. */
    ObservabilityStack awaitReason(String reason) {
        return awaitStack(stack -> stack.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getReason().equals(reason)));
    }

    /** Waits for {@code type=status/reason} of a condition of the stack. */
    ObservabilityStack awaitCondition(String condition) {
        return awaitStack(stack -> conditions(stack).contains(condition));
    }

    ObservabilityStack awaitStack(Predicate<ObservabilityStack> expected) {
        Optional<ObservabilityStack> reached = Deadline.in(SOON).poll(() -> Optional.ofNullable(stack())
                .filter(stack -> stack.getStatus() != null)
                .filter(stack -> stack.getMetadata()
                        .getGeneration()
                        .equals(stack.getStatus().observedGeneration()))
                .filter(expected));
        assertThat(reached)
                .withFailMessage(() -> "not in time; the stack is:\n" + Serialization.asYaml(stack()))
                .isPresent();
        return reached.orElseThrow();
    }

    /** Waits for {@code type=status/reason} of conditions. */
    <R extends HasMetadata> R await(Class<R> type, String name, String... conditions) {
        Optional<R> reached = Deadline.in(SOON).poll(() -> Optional.ofNullable(
                        client().resources(type).withName(name).get())
                .filter(resource -> conditions(resource).containsAll(List.of(conditions))));
        assertThat(reached)
                .withFailMessage(() -> "not in time; it is:\n"
                        + Serialization.asYaml(
                                client().resources(type).withName(name).get()))
                .isPresent();
        return reached.orElseThrow();
    }

    /** Whether it has {@code type=status/reason} among its conditions. */
    static boolean has(HasMetadata resource, String condition) {
        return conditions(resource).contains(condition);
    }

    static String message(HasMetadata resource, String type) {
        return conditionsOf(resource)
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow()
                .getMessage();
    }

    private static List<String> conditions(HasMetadata resource) {
        return conditionsOf(resource)
                .map(condition -> condition.getType() + "=" + condition.getStatus() + "/" + condition.getReason())
                .toList();
    }

    static Stream<Condition> conditionsOf(HasMetadata resource) {
        GenericKubernetesResource tree = JSON.convertValue(resource, GenericKubernetesResource.class);
        return tree.get("status", "conditions") instanceof List<?> conditions
                ? conditions.stream().map(condition -> JSON.convertValue(condition, Condition.class))
                : Stream.empty();
    }

    /** {@code type reason} of the events about a resource. */
    List<String> events(String name, String kind) {
        String where = kind.equals("ObservabilityStack") ? "default" : namespace.name();
        return client().events().v1().events().inNamespace(where).list().getItems().stream()
                .filter(event -> event.getRegarding().getKind().equals(kind)
                        && event.getRegarding().getName().equals(name))
                .map(event -> event.getType() + " " + event.getReason())
                .toList();
    }

    boolean isOfThisTest(HasMetadata object) {
        return object.getMetadata().getNamespace() == null
                ? object.getKind().equals("ClusterRoleBinding")
                        || object.getMetadata().getName().startsWith(namespace.name())
                : object.getMetadata().getNamespace().startsWith(namespace.name());
    }

    @Override
    public void close() {
        client().resources(ServiceObservability.class).delete();
        client().resources(SamplingPolicy.class).delete();
        client().resources(ObservabilityStack.class).withName("default").delete();
        // Who collects garbage needs time, and names outside of namespaces are the next test's as well.
        client().rbac()
                .clusterRoleBindings()
                .withLabel("app.kubernetes.io/managed-by", "signalbox")
                .delete();
        client().namespaces().withName(agents()).delete();
        client().namespaces().withName(gateways()).delete();
    }
}
