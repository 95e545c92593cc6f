package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Gateway;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.ScrapedText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sampling file of gateways, and their number, on a real API server with a real Prometheus. There are no nodes and no
 * autoscaler: what they would write and what gateways would say, the test says.
 */
@ExtendWith(LocalCluster.class)
class GatewaysIT {
    private static final Duration PACE = Duration.ofSeconds(6);
    private static final Duration SPARE = Duration.ofSeconds(2);
    private static final String CHECKOUT = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s, labels: {tier: "1"}}
            spec: {selector: {matchLabels: {app: checkout}}}
            """;
    private static final String STANDARD = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: %s}
            spec:
              services: {matchLabels: {tier: "1"}}
              tail: {baselinePercent: 5, maxSpansPerSecond: 60000}
            """;

    private OperatedStack stack;
    private OperatorRights rights;
    private RunningOperator operator;
    private ScrapedText prometheus;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        prometheus = ScrapedText.start();
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
        prometheus.close();
    }

    @Test
    void aChangedNumberIsGivenInPlaceAtItsPaceAndSeen() {
        stack.declare(yaml(2, 2), STANDARD, CHECKOUT);
        operate(Map.of());
        stack.awaitReason("RollingOut");
        settle(2);
        stack.awaitReason("RolledOut");
        stack.awaitCondition("SamplingInEffect=Unknown/NotObserved");
        PodTemplateSpec template = gateways().getSpec().getTemplate();
        String first = sampling();
        assertThat(first).contains("spans_per_second: 30000");

        stack.declare(yaml(3, 3));
        awaitSampling("spans_per_second: 20000");
        Instant changed = Instant.now();
        settle(3);
        stack.declare(yaml(4, 4));
        awaitSampling("spans_per_second: 15000");
        assertThat(Duration.between(changed, Instant.now()))
                .as("at its pace, which counts whole seconds")
                .isGreaterThan(PACE.minusSeconds(2));
        settle(4);
        assertThat(gateways().getSpec().getTemplate()).isEqualTo(template);
        assertThat(stack.stack().getStatus().gateways().overlayHash()).isEqualTo(ContentHash.of(sampling()));

        tell(ContentHash.of(first), 1, 4);
        stack.awaitCondition("SamplingInEffect=Unknown/Reloading");
        assertThat(OperatedStack.message(stack.stack(), "SamplingInEffect")).startsWith("0 of 4 gateways run");
        tell(ContentHash.of(sampling()), 0, 4);
        ObservabilityStack seen = stack.awaitCondition("SamplingInEffect=True/Reloaded");
        assertThat(OperatedStack.message(seen, "SamplingInEffect"))
                .isEqualTo("4 of 4 gateways run sampling " + ContentHash.of(sampling()));
        assertThat(seen.getStatus().gateways().replicas())
                .extracting(Gateway::overlayHash)
                .containsOnly(ContentHash.of(sampling()));
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void whatUsersWriteIsTriedFirstAndWhatDoesNotStartNeverReachesGateways(@TempDir Path directory) throws IOException {
        String declared = stack.declare(yaml(2, 2), STANDARD, CHECKOUT);
        operate(Map.of("SIGNALBOX_IMAGE", "example.com/signalbox:1"));
        stack.awaitReason("TryingConfiguration");
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.controllers().trials().size() == 3))
                .isTrue();
        stack.controllers().endTrials("Complete");
        stack.awaitReason("RollingOut");
        settle(2);
        stack.awaitReason("RolledOut");
        stack.await(SamplingPolicy.class, "standard", "Ready=True/RolledOut");
        PodTemplateSpec template = gateways().getSpec().getTemplate();
        assertThat(template.getSpec().getShareProcessNamespace()).isTrue();
        Map<String, HasMetadata> rendered =
                stack.outputs().rendered(declared, directory, "image: example.com/signalbox:1\n");
        assertThat(rendered)
                .containsKey("PodMonitor " + stack.gateways() + "/signalbox-reloaders")
                .allSatisfy(
                        (name, manifest) -> assertThat(stack.outputs().live().get(name))
                                .as(name)
                                .satisfies(live -> StackOutputs.assertHolds(live, manifest)));
        String first = sampling();

        stack.declare(STANDARD.replace("baselinePercent: 5", "baselinePercent: 6"));
        stack.awaitCondition("SamplingInEffect=Unknown/TryingConfiguration");
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.controllers().trials().size() == 1))
                .isTrue();
        stack.await(SamplingPolicy.class, "standard", "Ready=Unknown/AwaitingCollectors");
        stack.controllers().lastWords("no such policy type");
        stack.controllers().endTrials("Failed");
        ObservabilityStack rejected = stack.awaitCondition("SamplingInEffect=False/ConfigurationRejected");
        assertThat(OperatedStack.message(rejected, "SamplingInEffect")).contains("no such policy type", "keep");
        stack.await(SamplingPolicy.class, "standard", "Ready=False/ConfigurationRejected");
        assertThat(sampling()).isEqualTo(first);
        assertThat(stack.events("default", "ObservabilityStack")).contains("Warning ConfigurationRejected");

        stack.declare(STANDARD.replace("baselinePercent: 5", "baselinePercent: 7"));
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.controllers().trials().size() == 1))
                .isTrue();
        stack.controllers().endTrials("Complete");
        awaitSampling("\"7 " + stack.namespace().name() + "/standard\"");
        stack.await(SamplingPolicy.class, "standard", "Ready=True/RolledOut");
        assertThat(gateways().getSpec().getTemplate()).isEqualTo(template);
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> stack.controllers().trials().isEmpty()))
                .isTrue();
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void theLastGatewayGoesWhenItHasNothingLeftAndTheOthersHaveRoom() throws InterruptedException {
        stack.declare(yaml(2, 4), STANDARD, CHECKOUT);
        operate(Map.of());
        stack.awaitReason("RollingOut");
        scale(3);
        settle(3);
        stack.awaitReason("RolledOut");
        prometheus.say(queue(2, 100L << 20), queue(1, 0));
        autoscaler(30);

        Thread.sleep(5 * SPARE.toMillis());
        assertThat(gateways().getSpec().getReplicas()).as("it has a backlog").isEqualTo(3);
        autoscaler(60);
        prometheus.say(queue(2, 0), queue(1, 0));
        Thread.sleep(5 * SPARE.toMillis());
        assertThat(gateways().getSpec().getReplicas())
                .as("the others have no room")
                .isEqualTo(3);

        autoscaler(30);
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> gateways().getSpec().getReplicas() == 2))
                .isTrue();
        settle(2);
        autoscaler(0);
        Thread.sleep(5 * SPARE.toMillis());
        assertThat(gateways().getSpec().getReplicas())
                .as("never below the least")
                .isEqualTo(2);
        assertThat(stack.events("default", "ObservabilityStack")).containsOnlyOnce("Normal GatewayRemoved");
        assertThat(gateways().getMetadata().getManagedFields())
                .as("their number is not what we apply")
                .filteredOn(entry -> entry.getOperation().equals("Apply"))
                .allSatisfy(entry -> assertThat(entry.getFieldsV1().toString()).doesNotContain("f:replicas"));
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    private void operate(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SIGNALBOX_OVERLAY_NUMBERS_EVERY",
                PACE.toSeconds() + "s",
                "SIGNALBOX_OVERLAY_STRUCTURE_EVERY",
                "1s",
                "SIGNALBOX_GATEWAYS_LOOK_EVERY",
                "500ms",
                "SIGNALBOX_GATEWAYS_SPARE_FOR",
                SPARE.toSeconds() + "s"));
        settings.putAll(more);
        operator = RunningOperator.start(rights.kubeconfig(), settings);
    }

    private String yaml(int least, int most) {
        return stack.yaml()
                .replace("{min: 2, max: 2}", "{min: %d, max: %d}".formatted(least, most))
                .replace("metrics: {", "metrics: {queryUrl: \"" + prometheus.url() + "\", ");
    }

    private StatefulSet gateways() {
        return stack.gatewaySet().get();
    }

    private String sampling() {
        return stack.client()
                .configMaps()
                .inNamespace(stack.gateways())
                .withName("signalbox-gateway-sampling")
                .get()
                .getData()
                .get("sampling.yaml");
    }

    private void awaitSampling(String part) {
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> sampling().contains(part)))
                .as(() -> part + " in " + sampling())
                .isTrue();
    }

    /** In place of controllers and kubelets. */
    private void settle(int replicas) {
        stack.controllers().settle();
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> gateways().getSpec().getReplicas() == replicas))
                .isTrue();
        stack.client().resource(gateways()).editStatus(set -> new StatefulSetBuilder(set)
                .editStatus()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .endStatus()
                .build());
    }

    /** In place of an autoscaler. */
    private void scale(int replicas) {
        stack.client().resource(gateways()).edit(set -> new StatefulSetBuilder(set)
                .editSpec()
                .withReplicas(replicas)
                .endSpec()
                .build());
    }

    private void autoscaler(int percent) {
        var autoscalers = stack.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(stack.gateways())
                .withName("signalbox-gateway");
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> autoscalers.get() != null))
                .isTrue();
        int replicas = gateways().getSpec().getReplicas();
        autoscalers.editStatus(scaler -> new HorizontalPodAutoscalerBuilder(scaler)
                .withNewStatus()
                .withCurrentReplicas(replicas)
                .withDesiredReplicas(replicas)
                .addNewCurrentMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewCurrent()
                .withAverageUtilization(percent)
                .endCurrent()
                .endResource()
                .endCurrentMetric()
                .addNewCondition()
                .withType("ScalingActive")
                .withStatus("True")
                .withLastTransitionTime("2026-01-02T03:04:05Z")
                .withReason("ValidMetricFound")
                .withMessage("")
                .endCondition()
                .endStatus()
                .build());
    }

    private String queue(int ordinal, long bytes) {
        return "otelcol_exporter_queue_size{namespace=\"%s\",pod=\"signalbox-gateway-%d\",exporter=\"otlp_grpc\"} %d"
                .formatted(stack.gateways(), ordinal, bytes);
    }

    private void tell(String hash, int from, int to) {
        prometheus.say(Stream.concat(
                        IntStream.range(from, to)
                                .mapToObj(ordinal ->
                                        "signalbox_overlay_info{namespace=\"%s\",pod=\"signalbox-gateway-%d\",hash=\"%s\"} 1"
                                                .formatted(stack.gateways(), ordinal, hash)),
                        Stream.of("# told by the test"))
                .toArray(String[]::new));
    }
}
