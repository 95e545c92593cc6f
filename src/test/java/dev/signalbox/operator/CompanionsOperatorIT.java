package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside agents and gateways on a real API server: observers, the profiler, those that SDKs ask. */
@ExtendWith(LocalCluster.class)
class CompanionsOperatorIT {
    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: mainframe, namespace: %s}
            spec:
              selector: {matchLabels: {app: mainframe}}
              instrumentation: {mode: EBPF}
              profiles: {enabled: true}
            """;
    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: %s}
            spec: {head: {percent: 25, remote: true}}
            """;

    private OperatedStack stack;
    private OperatorRights rights;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
    }

    @AfterEach
    void stop() {
        stack.close();
        rights.close();
    }

    @Test
    void theyAreWhatRenderMakesStayAsTheyAreAndGoWithWhatAskedForThem(@TempDir Path directory) throws IOException {
        String declared = stack.declare(
                stack.yaml() + "  profiles: {type: Pyroscope, url: \"http://pyroscope:4040\"}\n", POLICY, SERVICE);
        String observer = "DaemonSet " + stack.agents() + "/signalbox-observer-"
                + stack.namespace().name();
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            stack.awaitReason("RollingOut");
            stack.controllers().settle();
            stack.awaitReason("RolledOut");

            Map<String, HasMetadata> rendered = stack.outputs().rendered(declared, directory);
            assertThat(rendered)
                    .containsKeys(
                            observer,
                            "DaemonSet " + stack.agents() + "/signalbox-profiler",
                            "Deployment " + stack.gateways() + "/signalbox-head-sampler");
            assertThat(stack.outputs().live().keySet().stream().filter(name -> !name.endsWith("-peers")))
                    .containsExactlyInAnyOrderElementsOf(rendered.keySet());
            assertThat(rendered).allSatisfy((name, manifest) -> assertThat(
                            stack.outputs().live().get(name))
                    .as(name)
                    .satisfies(live -> StackOutputs.assertHolds(live, manifest)));
            double applied = operator.metric("signalbox_outputs_total", "applied");
            stack.client().resource(stack.service("mainframe")).edit(service -> {
                service.getMetadata().setLabels(Map.of("looked", "again"));
                return service;
            });
            assertThat(Deadline.in(OperatedStack.SOON)
                            .until(() -> operator.metric("signalbox_outputs_total", "unchanged") > 30))
                    .isTrue();
            assertThat(operator.metric("signalbox_outputs_total", "applied")).isEqualTo(applied);

            stack.client()
                    .resources(ServiceObservability.class)
                    .withName("mainframe")
                    .delete();
            assertThat(Deadline.in(OperatedStack.SOON).until(() -> stack.outputs().live().keySet().stream()
                            .noneMatch(name -> name.contains("observer")
                                    || name.contains("profiler")
                                    || name.contains("head-sampler"))))
                    .isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }
}
