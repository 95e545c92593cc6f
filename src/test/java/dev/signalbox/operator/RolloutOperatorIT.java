package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.TenantFailure;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Configurations and images on their way to collectors, and back, on a real API server. There are no nodes and no patience:
 * how far workloads are is told by the test, and that time has passed is written where the operator remembers it.
 */
@ExtendWith(LocalCluster.class)
class RolloutOperatorIT {
    private static final String PROBED = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s}
            spec:
              selector: {matchLabels: {app: checkout}}
              probes: [{name: home, url: "http://checkout.%s.svc/health"}]
            """;
    private static final String LOOKED_AT = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: mainframe, namespace: %s}
            spec:
              selector: {matchLabels: {app: %s}}
              instrumentation: {mode: EBPF}
              profiles: {enabled: true}
            """;
    private static final String LONG_AGO = "2026-01-01T00:00:00Z";

    private OperatedStack stack;
    private OperatorRights rights;
    private RunningOperator operator;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
        stack.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(other())
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        stack.client()
                .resources(ServiceObservability.class)
                .inNamespace(other())
                .delete();
        stack.client().namespaces().withName(other()).delete();
        stack.close();
        rights.close();
    }

    private void operate() {
        operator = RunningOperator.start(rights.kubeconfig(), Map.of("SIGNALBOX_IMAGE", "example.com/signalbox:1"));
    }

    @Test
    void aTenantsBadConfigurationIsTakenByNobodyAndHoldsUpNoOther() {
        stack.declare(stack.yaml(), probed(here()), probed(other()));
        operate();
        becomeGood(5);
        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        assertThat(stack.stack().getStatus().tenants())
                .extracting(tenants -> tenants.desired(), tenants -> tenants.ready())
                .containsExactly(2, 2);
        String before = configuration(here());

        stack.declare(probed(here()).replace("/health", "/bad"), probed(other()).replace("/health", "/good"));
        eventually(() -> stack.controllers().trials().size() == 2);
        stack.await(ServiceObservability.class, "checkout", "Ready=Unknown/AwaitingCollectors");
        assertThat(configuration(here())).isEqualTo(before);
        stack.controllers().endTrials("Complete", trial -> stack.controllers()
                .configuration(trial)
                .contains("/good"));
        stack.controllers().lastWords("invalid configuration: receivers::http_check");
        stack.controllers().endTrials("Failed");

        ServiceObservability bad =
                stack.await(ServiceObservability.class, "checkout", "Ready=False/ConfigurationRejected");
        assertThat(OperatedStack.message(bad, "Ready")).contains("receivers::http_check", "last good");
        eventually(() -> stack.stack().getStatus().tenants().pending() == 1);
        stack.controllers().settleDeployments();
        ObservabilityStack done =
                stack.awaitStack(found -> found.getStatus().tenants().ready() == 1);
        assertThat(done.getStatus().tenants().failures())
                .extracting(TenantFailure::namespace, TenantFailure::reason)
                .containsExactly(tuple(here(), "ConfigurationRejected"));
        stack.awaitReason("RolledOut");
        assertThat(configuration(here())).isEqualTo(before);
        assertThat(stack.events("checkout", "ServiceObservability")).contains("Warning ConfigurationRejected");

        stack.declare(probed(here()));
        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        assertThat(stack.stack().getStatus().tenants().failed()).isZero();
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void whatATenantHasNeverHadBeforeAndIsBadLeavesNoCollector() {
        stack.declare(stack.yaml(), probed(here()));
        operate();
        eventually(() -> stack.controllers().trials().size() == 4);
        stack.controllers().endTrials("Failed", trial -> stack.controllers()
                .configuration(trial)
                .contains("http_check"));
        stack.controllers().endTrials("Complete");

        stack.await(ServiceObservability.class, "checkout", "Ready=Unknown/AwaitingCollectors");
        stack.awaitReason("RollingOut");
        stack.controllers().settle();
        stack.awaitReason("RolledOut");

        stack.await(ServiceObservability.class, "checkout", "Ready=False/ConfigurationRejected");
        assertThat(stack.controllers().deployments())
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactly("signalbox-cluster-collector");
        operator.close();
        operate();
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> operator.metric("signalbox_outputs_total", "unchanged") > 15))
                .isTrue();
        assertThat(stack.controllers().trials())
                .as("what was refused is remembered")
                .isEmpty();
    }

    @Test
    void aTenantsCollectorThatDoesNotGetReadyGoesBack() {
        stack.declare(stack.yaml(), probed(here()));
        operate();
        becomeGood(4);
        String before = configuration(here());
        stack.declare(probed(here()).replace("/health", "/slow"));
        eventually(() -> stack.controllers().trials().size() == 1);
        stack.controllers().endTrials("Complete");
        eventually(() -> !configuration(here()).equals(before));

        passTime(here(), "signalbox-tenant-collector");

        stack.await(ServiceObservability.class, "checkout", "Ready=False/RolloutFailed");
        eventually(() -> configuration(here()).equals(before));
        stack.controllers().settleDeployments();
        stack.awaitReason("RolledOut");
        assertThat(stack.stack().getStatus().tenants().failed()).isOne();
    }

    @Test
    void anotherImageIsTriedAndTakenBackWithThePodsThatAreStuckWithIt() {
        stack.declare(stack.yaml());
        operate();
        becomeGood(3);
        String good = image(gateways());
        String configuration = base(gateways());

        stack.declare(stack.yaml()
                .replace("collector: {", "collector: {image: \"example.com/collector:2\", version: 0.155.0, "));
        eventually(() -> stack.controllers().trials().size() == 3);
        assertThat(stack.controllers().trials()).allSatisfy(trial -> assertThat(trial.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getInitContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo("example.com/collector:2"));
        assertThat(image(gateways())).isEqualTo(good);
        stack.controllers().endTrials("Complete");
        eventually(() -> image(gateways()).equals("example.com/collector:2"));
        assertThat(base(gateways())).isNotEqualTo(configuration);
        stack.awaitReason("RollingOut");
        Pod stuck = stack.controllers().pod(gateways(), "signalbox-gateway-1", false);
        Pod fine = stack.controllers().pod(gateways(), "signalbox-gateway-0", true);

        stack.controllers().passTime();

        stack.awaitReason("RolloutFailed");
        eventually(() -> image(gateways()).equals(good) && image(agents()).equals(good));
        assertThat(base(gateways())).isEqualTo(configuration);
        eventually(() -> stack.client().resource(stuck).get() == null);
        assertThat(stack.client().resource(fine).get()).isNotNull();
    }

    @Test
    void whoLooksAtPodsThroughTheKernelGoesBackToo() {
        String observer = "signalbox-observer-" + here();
        String profiler = "signalbox-profiler";
        String profiled = stack.yaml() + "  profiles: {type: Pyroscope, url: \"http://pyroscope:4040\"}\n";
        stack.declare(profiled, LOOKED_AT.formatted(here(), "mainframe"));
        operate();
        eventually(() -> stack.controllers().trials().size() == 4);
        assertThat(onNodes(observer)).as("nobody can try it").isNotNull();
        assertThat(onNodes(profiler)).as("it is tried first").isNull();
        stack.controllers().endTrials("Complete");
        stack.awaitReason("RollingOut");
        eventually(() -> onNodes(profiler) != null);
        stack.controllers().settle();
        stack.awaitReason("RolledOut");
        String observed = base(onNodes(observer));
        String kept = base(onNodes(profiler));

        stack.declare(LOOKED_AT.formatted(here(), "another"));
        eventually(() -> !base(onNodes(observer)).equals(observed));
        eventually(() -> stack.controllers().trials().stream().anyMatch(this::keepsProfiles));
        stack.controllers().endTrials("Failed", this::keepsProfiles);
        stack.controllers().endTrials("Complete");
        stack.awaitReason("ConfigurationRejected");
        Pod stuck = stack.controllers()
                .pod(stack.agents(), onNodes(observer).getSpec().getTemplate(), observer + "-1", false);
        Pod fine = stack.controllers()
                .pod(stack.agents(), onNodes(observer).getSpec().getTemplate(), observer + "-2", true);

        passTime(stack.agents(), observer);

        eventually(() -> base(onNodes(observer)).equals(observed));
        eventually(() -> stack.client().resource(stuck).get() == null);
        assertThat(stack.client().resource(fine).get()).isNotNull();
        assertThat(base(onNodes(profiler))).isEqualTo(kept);
        assertThat(OperatedStack.message(stack.awaitReason("ConfigurationRejected"), "Ready"))
                .contains(
                        "profiler: the collector does not start",
                        "observer of " + here() + ": the rollout has not got on");
    }

    private boolean keepsProfiles(Job trial) {
        return stack.controllers().configuration(trial).contains("profiles/services");
    }

    @Test
    void whatNoObjectCanHoldIsInSeveral() {
        stack.declare(stack.yaml());
        String[] many = IntStream.range(0, 800)
                .mapToObj(service -> """
                        apiVersion: signalbox.dev/v1alpha1
                        kind: ServiceObservability
                        metadata: {name: service-%d, namespace: %s}
                        spec:
                          selector: {matchLabels: {app: service-%d}}
                          metrics: {scrape: [{port: metrics}], dropLabels: [user_id]}
                        """.formatted(service, here(), service))
                .toArray(String[]::new);
        stack.declare(many);
        operator = RunningOperator.start(rights.kubeconfig(), Map.of());
        stack.awaitReason("RollingOut");

        List<String> mounted = agents().getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals("base"))
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .map(source -> source.getConfigMap().getName())
                .toList();

        assertThat(mounted).hasSizeGreaterThan(1);
        assertThat(mounted.stream().map(stack::configMap)).doesNotContainNull();
        assertThat(mounted.stream()
                        .map(stack::configMap)
                        .flatMap(part -> part.getData().values().stream())
                        .collect(Collectors.joining()))
                .contains(IntStream.range(0, 800)
                        .mapToObj(service -> here() + "/service-" + service + ":")
                        .toArray(String[]::new));
        stack.controllers().settle();
        stack.awaitReason("RolledOut");
    }

    /** All that is tried starts, and all that runs is ready. */
    private void becomeGood(int trials) {
        eventually(() -> stack.controllers().trials().size() == trials);
        stack.controllers().endTrials("Complete");
        stack.awaitReason("RollingOut");
        eventually(() -> stack.controllers().deployments().size() == trials - 2);
        stack.controllers().settle();
        stack.awaitReason("RolledOut");
        eventually(() -> stack.controllers().trials().isEmpty());
        eventually(() -> stack.stack().getStatus().tenants() == null
                || stack.stack().getStatus().tenants().pending() == 0);
    }

    /** A collector has not got on for long. */
    private void passTime(String namespace, String account) {
        stack.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .edit(found -> {
                    found.getMetadata()
                            .getAnnotations()
                            .computeIfPresent(
                                    "signalbox.dev/rollout",
                                    (_, note) ->
                                            note.replaceAll("\"since\":\"[^\"]*\"", "\"since\":\"" + LONG_AGO + "\""));
                    return found;
                });
    }

    private static void eventually(BooleanSupplier condition) {
        assertThat(Deadline.in(OperatedStack.SOON).until(condition)).isTrue();
    }

    private String here() {
        return stack.namespace().name();
    }

    private String other() {
        return here() + "-other";
    }

    private static String probed(String namespace) {
        return PROBED.formatted(namespace, namespace);
    }

    private DaemonSet agents() {
        return stack.agentSet().require();
    }

    private StatefulSet gateways() {
        return stack.gatewaySet().require();
    }

    /** Nothing where there is none. */
    private DaemonSet onNodes(String name) {
        return stack.client()
                .apps()
                .daemonSets()
                .inNamespace(stack.agents())
                .withName(name)
                .get();
    }

    private static String base(DaemonSet set) {
        return base(set.getSpec().getTemplate());
    }

    private static String image(DaemonSet agents) {
        return agents.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static String image(StatefulSet gateways) {
        return gateways.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static String base(StatefulSet gateways) {
        return base(gateways.getSpec().getTemplate());
    }

    private static String base(PodTemplateSpec template) {
        return template.getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals("base"))
                .findFirst()
                .orElseThrow()
                .getConfigMap()
                .getName();
    }

    /** What the collector of a namespace is to run with. */
    private String configuration(String namespace) {
        Deployment deployment = stack.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("signalbox-tenant-collector")
                .require();
        return base(deployment.getSpec().getTemplate());
    }
}
