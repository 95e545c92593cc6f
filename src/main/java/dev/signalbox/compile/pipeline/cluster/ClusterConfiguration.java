package dev.signalbox.compile.pipeline.cluster;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.KubernetesPoints;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import dev.signalbox.compile.pipeline.gateway.BackendExits;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster collector is told: phases and restarts of pods, replicas that are wanted and there, conditions of nodes,
 * straight to the server of metrics.
 */
public final class ClusterConfiguration {
    private static final List<String> CONDITIONS = List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");
    private static final List<String> ALLOCATABLE = List.of("cpu", "memory", "ephemeral-storage", "pods");

    /** In memory: after a restart it tells how things are then. */
    private static final SendingQueue QUEUE = new SendingQueue(
            SendingQueue.Sizer.BYTES,
            32 << 20,
            2,
            true,
            Optional.empty(),
            Optional.of(new SendingQueue.Batch(Duration.ofSeconds(1), SendingQueue.Sizer.BYTES, 1 << 20, 4 << 20)));

    private ClusterConfiguration() {}

    /** The configuration; nothing where the stack has no server of metrics. */
    public static Optional<CollectorConfiguration> of(TelemetryStack stack) {
        return stack.backends()
                .metrics()
                .map(metrics -> CollectorService.configuration(List.of(Pipeline.of(Signal.METRICS, "cluster")
                        .from(Instance.of(
                                new ClusterReceiver.K8sCluster(stack.scrapeInterval(), CONDITIONS, ALLOCATABLE)))
                        .through(ProcessorStage.MEMORY, Instance.of(CollectorService.MEMORY_LIMITER))
                        .through(ProcessorStage.SHAPING, Instance.of(points(), "cluster"))
                        .to(BackendExits.metrics(metrics, QUEUE)))));
    }

    private static Transform points() {
        Path resource = Path.attributes(OttlContext.RESOURCE);
        return Transform.metrics(
                ErrorMode.IGNORE,
                KubernetesPoints.named(),
                Transform.Group.of(
                        OttlContext.RESOURCE,
                        new Edit.KeepKeys(resource, List.of()).always(),
                        new Edit.Set(
                                        resource.at(TelemetryAttributes.SERVICE_NAME),
                                        Value.text(KubernetesPoints.NOBODYS_NAME))
                                .always()));
    }
}
