package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.PackagedOperator;
import dev.signalbox.testing.PreviousRelease;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From the previous release to this one and back, by Helm and with resources in place: the packaged operators of both, each as its own
 * chart deploys it. There are no nodes: how far workloads are is told by the test.
 */
@ExtendWith(EmptyCluster.class)
class UpgradeIT {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final Duration AT_REST = Duration.ofMinutes(2);
    private static final Map<String, String> OFTEN = Map.of(
            "SIGNALBOX_COVERAGE_EVERY", "2s", "SIGNALBOX_ALERTS_EVERY", "2s", "SIGNALBOX_CARDINALITY_EVERY", "2s");

    /** Questions that are asked by creating something. */
    private static final Set<String> QUESTIONS = Set.of(
            "authentication.k8s.io/tokenreviews",
            "authorization.k8s.io/subjectaccessreviews",
            "authorization.k8s.io/selfsubjectaccessreviews",
            "authorization.k8s.io/selfsubjectrulesreviews");

    private static final String VALUES = """
            image: {repository: registry.example.com/signalbox}
            runbooks: true
            """;
    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s, labels: {tier: "1"}}
            spec:
              selector: {matchLabels: {app: checkout}}
              team: payments
              tier: 1
              metrics: {scrape: [{port: metrics}], dropLabels: [user_id]}
              logs: {redact: [CreditCard], routes: [{match: {severityAtMost: DEBUG}, to: Drop}]}
              dependencies: [{name: carts, type: redis, endpoint: "carts:6379"}]
              probes: [{name: home, url: "https://shop.example.com/"}]
            """;
    private static final String SAMPLING = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: %s}
            spec:
              services: {matchLabels: {tier: "1"}}
              tail: {keep: [{name: errors, status: ERROR}], baselinePercent: 5}
            """;
    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityPolicy
            metadata: {name: teams}
            spec:
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
              enforcement: Warn
              require: {fields: [team, tier, runbook]}
              freeze: {whenBudgetExhausted: Warn, tiers: [1]}
            """;

    /**
     * What this operator writes, once, over what the previous one has left, each with the reason: {@code resource name}. Empty this
     * with each release.
     */
    private static final Set<String> WRITTEN_ONCE = Set.of(
            // What the API server fills in is written out now, so that a binding holds.
            "admissionregistration.k8s.io/validatingadmissionpolicybindings signalbox-guardrails-serviceobservabilities-teams",
            "admissionregistration.k8s.io/validatingadmissionpolicybindings signalbox-guardrails-slos-teams",
            "admissionregistration.k8s.io/validatingadmissionpolicybindings signalbox-freeze-teams",
            // The chart brings the webhook now.
            "admissionregistration.k8s.io/validatingwebhookconfigurations signalbox",
            "/secrets signalbox-webhook-tls",
            // Objects that no rule is about are no longer counted.
            "signalbox.dev/observabilitypolicies/status teams");

    /**
     * How everything is, once nobody writes.
     *
     * @param conditions of resources by kind, name and type, with the time of their last change
     * @param outputs contents by identity
     * @param writes of operators until then
     */
    private record Rest(Map<String, String> conditions, Map<String, String> outputs, List<String> writes) {}

    @Test
    void everythingStaysAsItIsThroughTheUpgradeAndTheWayBack(ControlPlane cluster) {
        PreviousRelease previous = PreviousRelease.required();
        try (ChartRelease release = ChartRelease.in(cluster);
                OperatedStack stack = OperatedStack.withoutKinds(release.namespace("upgrade"))) {
            String values = release.values(VALUES);
            release.helm("install", "signalbox", previous.chart().toString(), "--create-namespace", "--values", values);
            Rest before;
            try (RunningOperator _ = release.operate(stack.client(), previous.operator(), OFTEN)) {
                stack.declare(stackYaml(stack), SAMPLING, SERVICE, ChartShop.OBJECTIVE, POLICY);
                before = comeToRest(release, stack);
            }
            assertThat(before.conditions().entrySet())
                    .filteredOn(condition -> condition.getKey().endsWith(" Ready"))
                    .hasSize(5)
                    .allSatisfy(ready -> assertThat(ready.getValue()).startsWith("True/"));
            assertThat(before.outputs()).hasSizeGreaterThan(35);

            release.helm("upgrade", "--install", "signalbox-crds", "helm-chart/crds-chart", "--take-ownership");
            release.helm("upgrade", "signalbox", "helm-chart", "--reset-then-reuse-values");
            Rest after = takeOver(release, stack, PackagedOperator.ofThisTree(), before, WRITTEN_ONCE);
            Rest again = takeOver(release, stack, PackagedOperator.ofThisTree(), after, Set.of());

            release.helm("rollback", "signalbox", "1");
            takeOver(release, stack, previous.operator(), again, WRITTEN_ONCE);
            try (RunningOperator _ = release.operate(stack.client(), previous.operator(), OFTEN)) {
                stack.declare(ChartShop.OBJECTIVE.replace("99.9", "99.5"));
                assertThat(Deadline.in(OperatedStack.SOON).until(() -> outputs(stack)
                                .get("PrometheusRule upgrade/slo-availability")
                                .contains("99.5")))
                        .as("the previous operator works with what this one has left")
                        .isTrue();
            }
        }
    }

    private static String stackYaml(OperatedStack stack) {
        return stack.yaml()
                .replace("metrics: {", "dashboards: {target: Sidecar}\n  metrics: {rules: {runbooks: ConfigMap}, ");
    }

    /** An operator starts on what another has left. Nothing may become another by that, and nothing else may be written. */
    private static Rest takeOver(
            ChartRelease release, OperatedStack stack, PackagedOperator packaged, Rest before, Set<String> written) {
        try (RunningOperator operator = release.operate(stack.client(), packaged, OFTEN)) {
            Rest after = comeToRest(release, stack);
            assertThat(after.writes()
                            .subList(before.writes().size(), after.writes().size()))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(written);
            assertThat(after.conditions()).isEqualTo(before.conditions());
            assertThat(after.outputs()).isEqualTo(before.outputs());
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
            return after;
        }
    }

    /** In place of controllers and kubelets: what workloads want they get, until the operator has written nothing for a while. */
    private static Rest comeToRest(ChartRelease release, OperatedStack stack) {
        AtomicInteger writes = new AtomicInteger(-1);
        AtomicReference<Instant> last = new AtomicReference<>(Instant.now());
        assertThat(Deadline.in(AT_REST).until(() -> {
                    int now = writes(release).size();
                    if (writes.getAndSet(now) != now) {
                        last.set(Instant.now());
                        stack.controllers().endTrials("Complete");
                        stack.controllers().settleWhatIsThere();
                    }
                    return Instant.now().isAfter(last.get().plus(QUIET));
                }))
                .as("the operator goes on writing")
                .isTrue();
        return new Rest(conditions(stack), outputs(stack), writes(release));
    }

    private static List<String> writes(ChartRelease release) {
        return release.writes().stream()
                .filter(write -> !QUESTIONS.contains(write.resource()))
                .map(write -> write.resource() + " " + write.name())
                .toList();
    }

    private static Map<String, String> conditions(OperatedStack stack) {
        Map<String, String> conditions = new TreeMap<>();
        Stream.of(
                        SLO.class,
                        ServiceObservability.class,
                        SamplingPolicy.class,
                        ObservabilityPolicy.class,
                        ObservabilityStack.class)
                .flatMap(kind -> stack.client().resources(kind).list().getItems().stream())
                .map(HasMetadata.class::cast)
                .forEach(resource -> OperatedStack.conditionsOf(resource)
                        .forEach(condition -> conditions.put(
                                resource.getKind() + " "
                                        + resource.getMetadata().getName() + " " + condition.getType(),
                                condition.getStatus() + "/" + condition.getReason() + " since "
                                        + condition.getLastTransitionTime())));
        return conditions;
    }

    /** Whole, with who owns which field, but for what the API server counts and for what stands in for controllers. */
    private static Map<String, String> outputs(OperatedStack stack) {
        Map<String, String> outputs = new TreeMap<>();
        Stream.concat(stack.outputs().live().values().stream(), bindings(stack))
                .forEach(object -> outputs.put(
                        object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                                + object.getMetadata().getName(),
                        content(object)));
        return outputs;
    }

    /** By which the API server judges and freezes. */
    private static Stream<HasMetadata> bindings(OperatedStack stack) {
        return stack
                .client()
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .list()
                .getItems()
                .stream()
                .map(HasMetadata.class::cast);
    }

    private static String content(HasMetadata object) {
        GenericKubernetesResource tree = JSON.convertValue(object, GenericKubernetesResource.class);
        List<String> owners = tree.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getSubresource() == null)
                .map(entry ->
                        entry.getOperation() + " by " + entry.getManager() + ": " + JSON.asJson(entry.getFieldsV1()))
                .sorted()
                .toList();
        tree.getMetadata().setResourceVersion(null);
        tree.getMetadata().setGeneration(null);
        tree.getMetadata().setManagedFields(null);
        tree.setAdditionalProperty("status", null);
        return JSON.asYaml(tree) + String.join("\n", owners);
    }
}
