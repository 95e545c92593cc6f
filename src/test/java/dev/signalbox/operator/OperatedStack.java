package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Agents;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Gateways;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Rollout;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    ObservabilityStack stack() {
        return client().resources(ObservabilityStack.class).withName("default").get();
    }

    ServiceObservability service(String name) {
        return client().resources(ServiceObservability.class).withName(name).get();
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

    boolean servesCertificates() {
        return served().contains("certificates.cert-manager.io");
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

    /** In place of controllers and kubelets: every pod of both workloads has what the workload says, and is ready. */
    void settle() {
        assertThat(Deadline.in(SOON).until(() -> agentsAreThere() && gatewaysAreThere()))
                .isTrue();
        settleGateways();
        assertThat(Deadline.in(SOON).until(() -> deployments().stream().anyMatch(this::isOfCluster)))
                .isTrue();
        settleDeployments();
        settleOnNodes();
    }

    /** The same, of as many workloads as there are. */
    void settleWhatIsThere() {
        if (gatewaysAreThere()) {
            settleGateways();
        }
        settleDeployments();
        settleOnNodes();
    }

    private void settleGateways() {
        client().apps()
                .statefulSets()
                .inNamespace(gateways())
                .withName("signalbox-gateway")
                .editStatus(set -> new StatefulSetBuilder(set)
                        .withNewStatus()
                        .withObservedGeneration(set.getMetadata().getGeneration())
                        .withReplicas(2)
                        .withUpdatedReplicas(2)
                        .withReadyReplicas(2)
                        .withAvailableReplicas(2)
                        .endStatus()
                        .build());
    }

    private boolean agentsAreThere() {
        return client().apps()
                        .daemonSets()
                        .inNamespace(agents())
                        .withName("signalbox-agent")
                        .get()
                != null;
    }

    private boolean gatewaysAreThere() {
        return client().apps()
                        .statefulSets()
                        .inNamespace(gateways())
                        .withName("signalbox-gateway")
                        .get()
                != null;
    }

    /** In place of controllers and kubelets: everything that runs on each node is ready. */
    private void settleOnNodes() {
        client().apps().daemonSets().inNamespace(agents()).list().getItems().forEach(all -> client().resource(all)
                .editStatus(set -> new DaemonSetBuilder(set)
                        .withNewStatus()
                        .withObservedGeneration(set.getMetadata().getGeneration())
                        .withDesiredNumberScheduled(3)
                        .withCurrentNumberScheduled(3)
                        .withUpdatedNumberScheduled(3)
                        .withNumberReady(3)
                        .withNumberAvailable(3)
                        .withNumberMisscheduled(0)
                        .endStatus()
                        .build()));
    }

    private boolean isOfCluster(Deployment deployment) {
        return deployment.getMetadata().getName().equals("signalbox-cluster-collector");
    }

    /** In place of controllers and kubelets: all pods of each Deployment of collectors are ready. */
    void settleDeployments() {
        deployments()
                .forEach(deployment -> client().resource(deployment).editStatus(found -> new DeploymentBuilder(found)
                        .withNewStatus()
                        .withObservedGeneration(found.getMetadata().getGeneration())
                        .withReplicas(found.getSpec().getReplicas())
                        .withUpdatedReplicas(found.getSpec().getReplicas())
                        .withReadyReplicas(found.getSpec().getReplicas())
                        .withAvailableReplicas(found.getSpec().getReplicas())
                        .endStatus()
                        .build()));
    }

    /** Those of the cluster's collector and of namespaces of this test. */
    List<Deployment> deployments() {
        return client()
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/managed-by", "signalbox")
                .list()
                .getItems()
                .stream()
                .filter(this::isOfThisTest)
                .toList();
    }

    /** Jobs that have not ended. */
    List<Job> trials() {
        return client().batch().v1().jobs().inNamespace(gateways()).list().getItems().stream()
                .filter(job -> job.getStatus().getConditions().isEmpty() && !job.isMarkedForDeletion())
                .toList();
    }

    /** What a trial starts. */
    String configuration(Job trial) {
        return client().configMaps()
                .inNamespace(gateways())
                .withName(trial.getMetadata().getName())
                .require()
                .getData()
                .get("base.yaml");
    }

    /** In place of the controller of jobs. */
    void endTrials(String how) {
        endTrials(how, _ -> true);
    }

    void endTrials(String how, Predicate<Job> which) {
        String first = how.equals("Complete") ? "SuccessCriteriaMet" : "FailureTarget";
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        trials().stream().filter(which).forEach(trial -> client().resource(trial)
                .editStatus(job -> new JobBuilder(job)
                        .withNewStatus()
                        .withStartTime(now)
                        .withCompletionTime(how.equals("Complete") ? now : null)
                        .withSucceeded(how.equals("Complete") ? (Integer) 1 : null)
                        .withFailed(how.equals("Complete") ? null : (Integer) 1)
                        .addNewCondition()
                        .withType(first)
                        .withStatus("True")
                        .withLastTransitionTime(now)
                        .endCondition()
                        .addNewCondition()
                        .withType(how)
                        .withStatus("True")
                        .withLastTransitionTime(now)
                        .endCondition()
                        .endStatus()
                        .build()));
    }

    /** In place of a kubelet: what the collectors of all trials said at their end. */
    void lastWords(String message) {
        trials().forEach(job -> {
            Pod pod = client().resource(new PodBuilder()
                            .withNewMetadata()
                            .withName(job.getMetadata().getName())
                            .withNamespace(gateways())
                            .addToLabels(
                                    "batch.kubernetes.io/job-name",
                                    job.getMetadata().getName())
                            .endMetadata()
                            .withSpec(job.getSpec().getTemplate().getSpec())
                            .build())
                    .create();
            client().resource(pod).editStatus(created -> new PodBuilder(created)
                    .editOrNewStatus()
                    .addNewInitContainerStatus()
                    .withName("collector")
                    .withImage("collector")
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(1)
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withMessage(message)
                    .endTerminated()
                    .endLastState()
                    .endInitContainerStatus()
                    .endStatus()
                    .build());
        });
    }

    /** A pod of gateways as they are now. */
    Pod pod(StatefulSet gateways, String name, boolean ready) {
        return pod(
                gateways(),
                new PodTemplateSpecBuilder(gateways.getSpec().getTemplate())
                        .editSpec()
                        .addNewVolume()
                        .withName("queue")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec()
                        .build(),
                name,
                ready);
    }

    /** A pod of a workload as it is now. */
    Pod pod(String namespace, PodTemplateSpec template, String name, boolean ready) {
        Pod pod = client().resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withNewSpecLike(template.getSpec())
                        .withTerminationGracePeriodSeconds(0L)
                        .withAutomountServiceAccountToken(false)
                        .endSpec()
                        .build())
                .create();
        return client().resource(pod).editStatus(created -> new PodBuilder(created)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build());
    }

    /** Neither agents nor gateways have got on for long. */
    void passTime() {
        client().resources(ObservabilityStack.class).withName("default").editStatus(found -> {
            ObservabilityStackStatus status = found.getStatus();
            Agents agents = status.agents();
            Gateways gateways = status.gateways();
            found.setStatus(new ObservabilityStackStatus(
                    status.observedGeneration(),
                    status.conditions(),
                    status.coverage(),
                    status.cardinality(),
                    status.cost(),
                    status.alerts(),
                    status.metricNames(),
                    new Agents(
                            agents.desired(),
                            agents.ready(),
                            agents.configHash(),
                            agents.lastGoodHash(),
                            longAgo(agents.rollout())),
                    new Gateways(
                            gateways.desired(),
                            gateways.ready(),
                            gateways.configHash(),
                            gateways.lastGoodHash(),
                            longAgo(gateways.rollout()),
                            gateways.overlayHash(),
                            gateways.sampling(),
                            gateways.replicas(),
                            gateways.lateTracesPerSecond(),
                            gateways.droppedTooEarlyPerSecond(),
                            gateways.queuePercent()),
                    status.tenants()));
            return found;
        });
    }

    private static Rollout longAgo(Rollout rollout) {
        return new Rollout(
                "2026-01-01T00:00:00Z",
                rollout.progress(),
                rollout.refusedHash(),
                rollout.refusal(),
                rollout.message());
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

    /** All objects that the operator made for this stack and its services, as {@code Kind namespace/name}. */
    Map<String, HasMetadata> outputs() {
        Set<String> served = served();
        Map<String, HasMetadata> outputs = new TreeMap<>();
        Arrays.stream(OutputKind.values())
                .filter(kind -> kind.definition().map(served::contains).orElse(true))
                .flatMap(kind -> client()
                        .genericKubernetesResources(context(kind))
                        .inAnyNamespace()
                        .withLabel("app.kubernetes.io/managed-by", "signalbox")
                        .list()
                        .getItems()
                        .stream())
                .filter(object -> !object.isMarkedForDeletion() && isOfThisTest(object))
                .forEach(object -> outputs.put(identity(object), object));
        return outputs;
    }

    private boolean isOfThisTest(HasMetadata object) {
        return object.getMetadata().getNamespace() == null
                ? object.getKind().equals("ClusterRoleBinding")
                        || object.getMetadata().getName().startsWith(namespace.name())
                : object.getMetadata().getNamespace().startsWith(namespace.name());
    }

    private static ResourceDefinitionContext context(OutputKind kind) {
        String version = kind.kind().apiVersion();
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(version.substring(version.indexOf('/') + 1))
                .withKind(kind.kind().kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.isNamespaced())
                .build();
    }

    private Set<String> served() {
        return client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .map(definition -> definition.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** What {@code signalbox render} makes of it for a cluster that serves the same kinds. */
    Map<String, HasMetadata> render(String declared, Path directory) throws IOException {
        return render(declared, directory, "");
    }

    /** @param more facts, as YAML */
    Map<String, HasMetadata> render(String declared, Path directory, String more) throws IOException {
        Set<String> served = served();
        String kinds = Arrays.stream(OutputKind.values())
                .filter(kind -> kind.definition().map(served::contains).orElse(true))
                .map(kind -> "{apiVersion: %s, kind: %s}"
                        .formatted(kind.kind().apiVersion(), kind.kind().kind()))
                .collect(Collectors.joining(", ", "kinds: [", "]\n"));
        Path facts = Files.writeString(directory.resolve("facts.yaml"), kinds + more);
        Path input = Files.writeString(directory.resolve("declared.yaml"), declared);
        CommandRun run = CommandRun.of("render", input.toString(), "--facts", facts.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Stream.of(run.out().split("(?m)^---$"))
                .filter(text -> !text.isBlank())
                .map(text -> Serialization.<HasMetadata>unmarshal(text, HasMetadata.class))
                .collect(Collectors.toMap(OperatedStack::identity, object -> object));
    }

    /** All that a manifest says is so; what the server adds is its own. */
    static void assertHolds(HasMetadata live, HasMetadata manifest) {
        assertHolds("", JSON.convertValue(live, Map.class), JSON.convertValue(manifest, Map.class));
    }

    private static void assertHolds(String path, Object live, Object wanted) {
        switch (wanted) {
            case Map<?, ?> fields ->
                fields.forEach((name, value) ->
                        assertHolds(path + "." + name, live instanceof Map<?, ?> map ? map.get(name) : null, value));
            case List<?> items -> {
                assertThat(live).as(path).isInstanceOf(List.class);
                assertThat((List<?>) live).as(path).hasSameSizeAs(items);
                for (int index = 0; index < items.size(); index++) {
                    assertHolds(path + "[" + index + "]", ((List<?>) live).get(index), items.get(index));
                }
            }
            case null -> {}
            default -> assertThat(Objects.toString(live)).as(path).isEqualTo(wanted.toString());
        }
    }

    private static String identity(HasMetadata object) {
        return object.getKind() + " "
                + Objects.requireNonNullElse(object.getMetadata().getNamespace(), "") + "/"
                + object.getMetadata().getName();
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
