package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.ArgoHealth;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Resources that Argo CD applied, on a real API server with the packaged operator: how healthy they are, and that nothing drifts. */
@ExtendWith(LocalCluster.class)
class ArgoCdIT {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    /** What Argo CD adds to all that it applies. */
    private static final String TRACKED = "labels: {app.kubernetes.io/instance: shop},"
            + " annotations: {argocd.argoproj.io/tracking-id: \"shop:signalbox.dev/SLO:shop/x\"}";

    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: %s, TRACKED}
            spec:
              service: checkout
              selector: {matchLabels: {app: checkout}}
              metrics: {scrape: [{port: metrics}]}
              probes: [{name: home, url: "http://checkout/healthz"}]
            """;
    private static final String SLO_OF = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: %s, TRACKED}
            spec:
              serviceRef: {name: %s}
              objective: 99.90
              window: 30d
              sli: {ratio: {errors: '%s', total: requests_total}}
            """;
    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityPolicy
            metadata: {name: %s, TRACKED}
            spec: {namespaceSelector: {matchLabels: {env: production}}, limits: {logRetention: %s}}
            """;
    private static final String SAMPLING = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, TRACKED}
            spec: {tail: {baselinePercent: 5}}
            """;

    @TempDir
    private Path directory;

    private LocalCluster.Namespace namespace;
    private OperatedStack stack;
    private OperatorRights rights;

    @BeforeEach
    void prepare(LocalCluster.Namespace ofTest) {
        namespace = ofTest;
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
    }

    @AfterEach
    void clean() {
        namespace.client().resources(ObservabilityPolicy.class).delete();
        stack.close();
        rights.close();
    }

    @Test
    void aResourceIsAsHealthyAsItsConditionsSayAndNothingOfItDrifts() throws IOException {
        String written = Stream.of(
                        SERVICE.formatted("checkout"),
                        SERVICE.formatted("namesake"),
                        SLO_OF.formatted("availability", "checkout", "requests_total{code=\"500\"}"),
                        SLO_OF.formatted("early", "not-there-yet", "requests_total{code=\"500\"}"),
                        SLO_OF.formatted("wrong", "checkout", "requests_total{"),
                        POLICY.formatted("production", "30d"),
                        POLICY.formatted("wrong", "1h"),
                        SAMPLING)
                .map(text -> text.replace("TRACKED", TRACKED))
                .reduce("", (all, next) -> all + "---\n" + next);
        Path file = Files.writeString(directory.resolve("shop.yaml"), written);
        kubectl("apply", "-f", file.toString());
        assertHealth("Progressing", "has not looked at it", SLO.class, "availability");
        assertHealth("Progressing", "has not looked at it", ObservabilityPolicy.class, "production");

        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            assertHealth("Healthy", "the rules are applied", SLO.class, "availability");
            assertHealth("Progressing", "not-there-yet", SLO.class, "early");
            assertHealth("Degraded", "spec.sli.ratio.errors", SLO.class, "wrong");
            assertHealth("Healthy", "every change", ObservabilityPolicy.class, "production");
            assertHealth("Degraded", "spec.limits.logRetention", ObservabilityPolicy.class, "wrong");
            assertHealth("Progressing", "ObservabilityStack", ServiceObservability.class, "checkout");

            Path stackFile = Files.writeString(directory.resolve("stack.yaml"), stack.yaml());
            kubectl("apply", "-f", stackFile.toString());
            assertHealth("Progressing", "", ObservabilityStack.class, "default");
            stack.awaitReason("RollingOut");
            stack.controllers().settle();
            assertHealth("Healthy", "", ObservabilityStack.class, "default");
            assertHealth("Healthy", "", ServiceObservability.class, "checkout");
            assertHealth("Degraded", "checkout", ServiceObservability.class, "namesake");
            assertHealth("Healthy", "", SamplingPolicy.class, "standard");

            assertThat(Kubectl.run(namespace, "diff", "-f", file.toString(), "-f", stackFile.toString()))
                    .as("what is live is what was written: nothing has to be ignored")
                    .isEqualTo(new ProgramRun(0, ""));
            assertThat(Stream.of("checkout", "namesake"))
                    .as("lists are compared as a whole")
                    .allSatisfy(name -> assertThat(stack.service(name).getSpec())
                            .usingRecursiveComparison()
                            .comparingOnlyFields("metrics.scrape", "probes")
                            .isEqualTo(Serialization.unmarshal(
                                            SERVICE.formatted(name).replace("TRACKED", TRACKED),
                                            ServiceObservability.class)
                                    .getSpec()));
            assertThat(outputs())
                    .as("Argo CD takes nothing that the operator made for its own")
                    .isNotEmpty()
                    .allSatisfy(output -> assertThat(output.getMetadata().getLabels())
                            .doesNotContainKey("app.kubernetes.io/instance"))
                    .allSatisfy(output -> assertThat(
                                    Optional.ofNullable(output.getMetadata().getAnnotations())
                                            .orElse(Map.of()))
                            .doesNotContainKey("argocd.argoproj.io/tracking-id"));
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
        kubectl("patch", "slo", "availability", "--type=merge", "--patch", "{\"spec\":{\"objective\":99}}");
        assertHealth("Progressing", "has not looked at this change", SLO.class, "availability");
    }

    /** Waits for it. */
    private <R extends HasMetadata> void assertHealth(String status, String message, Class<R> kind, String name) {
        ArgoHealth argo = ArgoHealth.required();
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> {
                    ArgoHealth.Health health = health(argo, kind, name);
                    return health.status().equals(status) && health.message().contains(message);
                }))
                .withFailMessage(() -> name + " is " + health(argo, kind, name))
                .isTrue();
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> ArgoHealth.Health health(ArgoHealth argo, Class<R> kind, String name) {
        return argo.of(JSON.convertValue(
                namespace.client().resources(kind).withName(name).require(), Map.class));
    }

    private List<? extends HasMetadata> outputs() {
        return Stream.concat(
                        namespace.client().resources(PrometheusRule.class).list().getItems().stream(),
                        stack.outputs().live().values().stream())
                .toList();
    }

    private void kubectl(String... arguments) {
        ProgramRun run = Kubectl.run(namespace, arguments);
        assertThat(run.exitCode())
                .as("%s: %s", Arrays.toString(arguments), run.output())
                .isZero();
    }
}
