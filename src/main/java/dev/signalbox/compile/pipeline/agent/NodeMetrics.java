package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.KubernetesPoints;
import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.processor.AttributeAction;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.Resource;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver.HostMetrics;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver.KubeletStats;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver.MetricGroup;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver.Scraper;
import dev.signalbox.compile.pipeline.collector.setting.ApiAccess;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a node is, and the pods on it; a service's pods are the service's. No directory of the node is mounted for it: of
 * {@code /proc} a container sees the node's processors, load, memory, swap and disks, but its own network, processes and file
 * systems, and these the kubelet tells.
 */
final class NodeMetrics {
    private static final int KUBELET = 10250;
    private static final Path RESOURCE = Path.attributes(OttlContext.RESOURCE);

    private static final List<Scraper> OF_THE_NODE =
            List.of(Scraper.CPU, Scraper.DISK, Scraper.LOAD, Scraper.MEMORY, Scraper.PAGING);

    private NodeMetrics() {}

    /** From the receivers to where only the end is missing. Receivers write whose a point is, so it is read, not sent. */
    static Pipeline pipeline(Duration interval, Instance<MemoryLimiter> limiter, Attribution attribution) {
        return Pipeline.of(Signal.METRICS, "node")
                .from(Instance.of(HostMetrics.of(Scraping.every(interval), Optional.empty(), OF_THE_NODE)))
                .from(Instance.of(kubelet(interval)))
                .through(ProcessorStage.MEMORY, limiter)
                .through(attribution.read())
                .through(ProcessorStage.SHAPING, Instance.of(node(), "node"))
                .through(ProcessorStage.SHAPING, Instance.of(points(), "node"));
    }

    /** A kubelet's certificate is mostly its own, and it is on this very node. */
    private static KubeletStats kubelet(Duration interval) {
        return new KubeletStats(
                Scraping.every(interval),
                new Template("https://", Optional.of(CollectorVariable.NODE_IP.variable()), ":" + KUBELET),
                ApiAccess.SERVICE_ACCOUNT,
                true,
                List.of(MetricGroup.values()));
    }

    private static Resource node() {
        return new Resource(List.of(AttributeAction.upsert(
                TelemetryAttributes.NODE, Template.env(CollectorVariable.NODE_NAME.variable()))));
    }

    private static Transform points() {
        Condition nobodys = Condition.not(ServiceCondition.known());
        return Transform.metrics(
                ErrorMode.IGNORE,
                KubernetesPoints.named(),
                Transform.Group.of(
                        OttlContext.RESOURCE,
                        new Edit.Set(
                                        RESOURCE.at(TelemetryAttributes.SERVICE_NAME),
                                        Value.text(KubernetesPoints.NOBODYS_NAME))
                                .where(nobodys),
                        new Edit.DeleteKey(RESOURCE, TelemetryAttributes.SERVICE_NAMESPACE).where(nobodys)),
                NodeSeries.identity());
    }
}
