package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Replicas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.stream.Stream;

/** How many gateways there are, and how many may be away. */
final class GatewayScaling {
    /** Of what is requested. Memory is no measure: a collector keeps what it once took, and scaling down is not for this one. */
    static final int CPU_PERCENT = 70;

    private GatewayScaling() {}

    static Stream<HasMetadata> objects(CollectorName gateway, Replicas replicas) {
        return replicas.max() > replicas.min()
                ? Stream.of(disruptionBudget(gateway), autoscaler(gateway, replicas))
                : Stream.of(disruptionBudget(gateway));
    }

    private static PodDisruptionBudget disruptionBudget(CollectorName gateway) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(gateway.metadata())
                .withNewSpec()
                .withNewMaxUnavailable(1)
                // One that does not work must not keep a node from being drained.
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withSelector(gateway.selector())
                .endSpec()
                .build();
    }

    /** Upwards only: a gateway may go only when its queue is empty, which an autoscaler doesn't ask. */
    private static HorizontalPodAutoscaler autoscaler(CollectorName gateway, Replicas replicas) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(gateway.metadata())
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("StatefulSet")
                .withName(gateway.name())
                .endScaleTargetRef()
                .withMinReplicas(replicas.min())
                .withMaxReplicas(replicas.max())
                .withMetrics(processor())
                .withNewBehavior()
                .withNewScaleDown()
                .withSelectPolicy("Disabled")
                .endScaleDown()
                .endBehavior()
                .endSpec()
                .build();
    }

    private static MetricSpec processor() {
        return new MetricSpecBuilder()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(CPU_PERCENT)
                .endTarget()
                .endResource()
                .build();
    }
}
