package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Placement;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/** One collector, wherever there is room. */
final class CollectorDeployment {
    private static final long GRACE_SECONDS = 30;

    private CollectorDeployment() {}

    /** @param token whether it speaks with the API server */
    static Deployment of(CollectorName name, CollectorPod pod, Placement placement, boolean token) {
        return new DeploymentBuilder()
                .withMetadata(name.metadata())
                .withNewSpec()
                .withReplicas(1)
                .withSelector(name.selector())
                .withNewStrategy()
                // Two of them would count everything twice.
                .withType("Recreate")
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(name.labels())
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(name.name())
                .withAutomountServiceAccountToken(token)
                .withEnableServiceLinks(false)
                .withSecurityContext(PodSecurity.restricted())
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withNodeSelector(CollectorPod.nodeSelector(placement))
                .withTolerations(CollectorPod.tolerations(placement))
                .withContainers(pod.container())
                .withVolumes(pod.volumes())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
