package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Metrics of what runs in a cluster, as servers of metrics can keep them. Receivers say on the resource what a point is
 * about, and such servers make labels of points' attributes only: all pods would be one series. So names go to the points,
 * and identifiers, which are new for each pod that is, nowhere.
 */
public final class KubernetesPoints {
    /** {@code service.name} of what is no service's. */
    public static final String NOBODYS_NAME = "kubernetes";

    private static final List<String> NAMES = List.of(
            "k8s.node.name",
            "k8s.namespace.name",
            "k8s.pod.name",
            "k8s.container.name",
            "k8s.volume.name",
            "k8s.persistentvolumeclaim.name",
            "k8s.deployment.name",
            "k8s.replicaset.name",
            "k8s.replicationcontroller.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.job.name",
            "k8s.cronjob.name",
            "k8s.hpa.name",
            "k8s.resourcequota.name");

    private KubernetesPoints() {}

    /** Gives points the names that their resource has; what is in a namespace is that namespace's, whoever tells of it. */
    public static Transform.Group named() {
        return Transform.Group.of(
                OttlContext.DATAPOINT,
                Stream.concat(
                                NAMES.stream().map(name -> PointLabels.copied(name, name)),
                                Stream.of(PointLabels.copied(PointLabels.NAMESPACE, TelemetryAttributes.NAMESPACE)))
                        .toArray(Statement[]::new));
    }
}
