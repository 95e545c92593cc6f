package dev.signalbox.operator.deployments;

import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What matters of a workload here.
 *
 * @param images of its containers, in their order
 * @param podLabels by which services select it
 * @param rolledOut when the API server last told of progress of a rollout; a StatefulSet has no such time
 */
record RunningWorkload(
        String kind,
        ResourceName name,
        List<String> images,
        Map<String, String> podLabels,
        Optional<Instant> rolledOut) {
    RunningWorkload {
        images = List.copyOf(images);
        podLabels = Map.copyOf(podLabels);
    }

    static RunningWorkload of(Deployment deployment) {
        return of(deployment, deployment.getSpec().getTemplate(), rolledOut(deployment));
    }

    static RunningWorkload of(StatefulSet set) {
        return of(set, set.getSpec().getTemplate(), Optional.empty());
    }

    private static RunningWorkload of(HasMetadata workload, PodTemplateSpec pods, Optional<Instant> rolledOut) {
        return new RunningWorkload(
                workload.getKind(),
                ObjectNames.of(workload),
                pods.getSpec().getContainers().stream().map(Container::getImage).toList(),
                Optional.ofNullable(pods.getMetadata().getLabels()).orElse(Map.of()),
                rolledOut);
    }

    /** The condition is updated when a new set of pods is made, and when it is all there. */
    private static Optional<Instant> rolledOut(Deployment deployment) {
        return Optional.ofNullable(deployment.getStatus()).map(DeploymentStatus::getConditions).stream()
                .flatMap(List::stream)
                .filter(condition -> "Progressing".equals(condition.getType()))
                .map(DeploymentCondition::getLastUpdateTime)
                .flatMap(time -> Optional.ofNullable(time).map(Instant::parse).stream())
                .findFirst();
    }

    boolean isThatOf(WorkloadChange change) {
        return kind.equals(change.kind()) && name.name().equals(change.name());
    }

    /** That it got its images. */
    WorkloadChange changed(Instant at) {
        return new WorkloadChange(
                kind, name.name(), images, at.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
