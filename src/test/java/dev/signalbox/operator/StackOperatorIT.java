package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.ServerRequests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services, policies and a stack become collectors on a real API server, by the packaged operator with the rights that it
 * ships with. There are no nodes: how far workloads are is told by the test, in their status.
 */
@ExtendWith(LocalCluster.class)
class StackOperatorIT {
    private static final String CHECKOUT = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s, labels: {tier: "1"}}
            spec:
              selector: {matchLabels: {app: checkout}}
              team: payments
              metrics: {scrape: [{port: metrics}]}
              logs: {redact: [CreditCard], routes: [{match: {severityAtMost: DEBUG}, to: Drop}]}
            """;
    private static final String SEARCH = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: search, namespace: %s}
            spec:
              selector: {matchLabels: {app: search}}
              metrics: {scrape: [{port: metrics}], dropLabels: [user_id]}
            """;
    private static final String STANDARD = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: %s}
            spec:
              services: {matchLabels: {tier: "1"}}
              tail: {keep: [{name: errors, status: ERROR}], baselinePercent: 5}
            """;

    private OperatedStack stack;
    private OperatorRights rights;
    private RunningOperator operator;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        stack.close();
        rights.close();
    }

    private void operate() {
        operate(Map.of());
    }

    private void operate(Map<String, String> settings) {
        operator = RunningOperator.start(rights.kubeconfig(), settings);
    }

    @Test
    void everythingThatIsDeclaredBecomesWhatRenderMakesOfIt(@TempDir Path directory) throws IOException {
        String declared = stack.declare(stack.yaml(), STANDARD, CHECKOUT, SEARCH);
        operate();
        stack.awaitReason("RollingOut");
        stack.controllers().settle();

        stack.awaitReason("RolledOut");
        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        stack.await(ServiceObservability.class, "search", "Ready=True/RolledOut");
        SamplingPolicy policy = stack.await(SamplingPolicy.class, "standard", "Ready=True/RolledOut");

        assertThat(policy.getStatus().selected()).isOne();
        assertThat(stack.service("checkout").getStatus().samplingPolicy()).isEqualTo("standard");
        assertThat(stack.service("search").getStatus().samplingPolicy()).isNull();
        Map<String, HasMetadata> rendered = stack.outputs().rendered(declared, directory);
        assertThat(stack.outputs().live().keySet().stream().filter(name -> !name.endsWith("-peers")))
                .containsExactlyInAnyOrderElementsOf(rendered.keySet());
        assertThat(rendered).allSatisfy((name, manifest) -> assertThat(
                        stack.outputs().live().get(name))
                .as(name)
                .satisfies(live -> StackOutputs.assertHolds(live, manifest)));
        assertThat(stack.outputs().live().values())
                .allSatisfy(live -> assertThat(live.getMetadata().getOwnerReferences())
                        .as(live.getMetadata().getName())
                        .hasSize(1));
        assertThat(stack.events("default", "ObservabilityStack")).containsExactly("Normal RolledOut");
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void whatIsAsItShouldBeIsNotWrittenAgainAndWhatWasEditedIsRestored() throws InterruptedException {
        stack.declare(stack.yaml(), STANDARD, CHECKOUT);
        operate();
        stack.awaitReason("RollingOut");
        stack.controllers().settle();
        stack.awaitReason("RolledOut");
        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");

        operator.close();
        String[] kinds = {
            "configmaps",
            "services",
            "daemonsets",
            "statefulsets",
            "networkpolicies",
            "serviceaccounts",
            "namespaces",
            "clusterrolebindings",
            "poddisruptionbudgets",
            "podmonitors",
            "prometheusrules",
            "observabilitystacks",
            "serviceobservabilities",
            "samplingpolicies"
        };
        long before = ServerRequests.writesAtRest(stack.client(), kinds);
        operate();
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> operator.metric("signalbox_outputs_total", "unchanged") > 15))
                .isTrue();
        assertThat(ServerRequests.writesAtRest(stack.client(), kinds)).isEqualTo(before);

        Service service = stack.gatewayService();
        service.getSpec()
                .setPorts(List.of(
                        new ServicePortBuilder().withName("other").withPort(1).build()));
        stack.client().resource(service).update();
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> stack.gatewayService().getSpec().getPorts().stream()
                        .anyMatch(port -> port.getPort() == 4317)))
                .isTrue();
        stack.client().resource(stack.agentBase()).delete();
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.agentBaseIfThere().isPresent()))
                .isTrue();
    }

    @Test
    void aBrokenServiceIsLeftOutAndToldOnItselfWhileTheOthersGoOn() {
        stack.declare(
                stack.yaml(),
                CHECKOUT,
                SEARCH.replace("dropLabels: [user_id]", "dropMetrics: ['go_(']"),
                CHECKOUT.replace("name: checkout,", "name: checkout-too,")
                        .replace("spec:", "spec:\n  service: checkout"));
        operate();
        stack.awaitReason("RollingOut");
        stack.controllers().settle();

        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        ServiceObservability broken =
                stack.await(ServiceObservability.class, "search", "Accepted=False/Invalid", "Ready=False/NotAccepted");
        assertThat(OperatedStack.message(broken, "Accepted")).startsWith("spec.metrics.dropMetrics[0]: must");
        ServiceObservability second = stack.await(
                ServiceObservability.class, "checkout-too", "Conflicted=True/Conflicted", "Ready=False/Conflicted");
        assertThat(OperatedStack.message(second, "Conflicted")).contains("checkout has service \"checkout\" already");
        assertThat(stack.agentConfiguration()).contains("/checkout").doesNotContain("/search");
        assertThat(stack.events("search", "ServiceObservability")).containsExactly("Warning Invalid");
    }

    @Test
    void aServiceThatGoesTakesItsPartAlongAndOneThatComesIsRolledOut() {
        stack.declare(stack.yaml(), CHECKOUT, SEARCH);
        operate();
        stack.awaitReason("RollingOut");
        stack.controllers().settle();
        stack.awaitReason("RolledOut");
        String first = stack.agentBase().getMetadata().getName();

        stack.client().resource(stack.service("search")).delete();
        stack.awaitStack(found -> !found.getStatus().agents().configHash().equals(hash(first)));
        assertThat(stack.stack().getStatus().agents().lastGoodHash()).isEqualTo(hash(first));
        assertThat(stack.agentConfiguration()).doesNotContain("/search");
        ServiceObservability checkout = stack.service("checkout");
        stack.controllers().settle();
        ObservabilityStack settled = stack.awaitReason("RolledOut");

        assertThat(settled.getStatus().agents().lastGoodHash())
                .isEqualTo(settled.getStatus().agents().configHash());
        assertThat(stack.service("checkout").getMetadata().getResourceVersion())
                .as("what others change is not told on a service")
                .isEqualTo(checkout.getMetadata().getResourceVersion());
        assertThat(stack.configMap(first))
                .as("an earlier configuration is kept")
                .isNotNull();
    }

    /** Where no cert-manager is served, as another test may have installed it. */
    @Test
    void agentsAndGatewaysKnowEachOtherByAuthoritiesOfTheirOwn() {
        assumeThat(stack.outputs().servesCertificates())
                .as("cert-manager makes the certificates here")
                .isFalse();
        stack.declare(stack.yaml(), CHECKOUT);
        operate();
        stack.awaitReason("RollingOut");

        Secret agent = stack.secret(stack.agents(), "signalbox-agent-tls");
        Secret gateway = stack.secret(stack.gateways(), "signalbox-gateway-tls");
        assertThat(agent.getData()).containsOnlyKeys("ca.crt", "ca.key", "tls.crt", "tls.key");
        assertThat(stack.peers(stack.agents(), "signalbox-agent-peers"))
                .isEqualTo(OperatedStack.text(gateway, "ca.crt"))
                .isNotEqualTo(OperatedStack.text(agent, "ca.crt"));
        assertThat(stack.peers(stack.gateways(), "signalbox-gateway-peers"))
                .isEqualTo(OperatedStack.text(agent, "ca.crt"));

        operator.close();
        operate();
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> operator.metric("signalbox_outputs_total", "unchanged") > 15))
                .isTrue();
        assertThat(stack.secret(stack.agents(), "signalbox-agent-tls"))
                .as("what is good stays")
                .isEqualTo(agent);
    }

    @Test
    void aConfigurationIsTriedBeforeCollectorsGetIt() {
        stack.declare(stack.yaml(), CHECKOUT);
        operate(Map.of("SIGNALBOX_IMAGE", "example.com/signalbox:1"));

        stack.awaitReason("TryingConfiguration");
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.controllers().trials().size() == 3))
                .isTrue();
        assertThat(stack.outputs().live().keySet())
                .noneMatch(name -> name.startsWith("DaemonSet")
                        || name.startsWith("StatefulSet")
                        || name.startsWith("Deployment"));
        stack.controllers().endTrials("Complete");
        stack.awaitReason("RollingOut");
        stack.controllers().settle();
        ObservabilityStack good = stack.awaitReason("RolledOut");
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.controllers().trials().isEmpty()))
                .isTrue();

        stack.declare(SEARCH);
        stack.awaitReason("TryingConfiguration");
        stack.await(ServiceObservability.class, "search", "Ready=Unknown/AwaitingCollectors");
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> !stack.controllers().trials().isEmpty()))
                .isTrue();
        stack.controllers().lastWords("invalid configuration: processors::transform: unknown function");
        stack.controllers().endTrials("Failed");

        ObservabilityStack rejected = stack.awaitReason("ConfigurationRejected");
        assertThat(OperatedStack.message(rejected, "Ready")).contains("unknown function", "last good");
        assertThat(rejected.getStatus().agents().configHash())
                .isEqualTo(good.getStatus().agents().configHash());
        stack.await(ServiceObservability.class, "search", "Ready=False/ConfigurationRejected");
        stack.await(ServiceObservability.class, "checkout", "Ready=True/RolledOut");
        assertThat(stack.events("default", "ObservabilityStack")).contains("Warning ConfigurationRejected");

        stack.client().resource(stack.service("search")).delete();
        stack.awaitReason("RolledOut");
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void aStackThatLosesItsBackendsLosesItsCollectors() {
        stack.declare(stack.yaml(), CHECKOUT);
        operate();
        stack.awaitReason("RollingOut");

        stack.declare(stack.yamlWithoutBackends());

        assertThat(Deadline.in(OperatedStack.SOON).until(() -> stack.outputs().live().keySet().stream()
                        .allMatch(name -> name.startsWith("Namespace ") || name.startsWith("PodMonitor "))))
                .as(() -> stack.outputs().live().keySet().toString())
                .isTrue();
        stack.await(ServiceObservability.class, "checkout", "Ready=False/NoBackends");
    }

    @Test
    void aStackWaitsForTheNamespaceOfItsGatewaysAndServicesForAStack() {
        stack.declare(CHECKOUT);
        operate();
        stack.await(ServiceObservability.class, "checkout", "Accepted=True/Accepted", "Ready=False/NoStack");

        stack.declare(stack.yaml().replace("namespace: " + stack.gateways(), "namespace: nowhere-yet"));

        ObservabilityStack blocked = stack.awaitReason("NamespaceMissing");
        assertThat(OperatedStack.message(blocked, "Applied")).contains("kubectl create namespace nowhere-yet");
        assertThat(stack.outputs().live().keySet()).noneMatch(name -> name.startsWith("DaemonSet"));
        stack.await(ServiceObservability.class, "checkout", "Ready=False/NamespaceMissing");
    }

    private static String hash(String configMap) {
        return configMap.substring(configMap.lastIndexOf('-') + 1);
    }
}
