package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.Telemetry;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.extension.HealthCheck;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import java.time.Duration;
import java.util.List;

/** What all of our collectors have in common: where they listen, what they say of themselves, when they refuse. */
public final class CollectorService {
    /**
     * Go's own limit is 80 % of the container's memory, where it collects hard; from 70 % on telemetry is refused, so that
     * senders keep what would be lost with the process.
     */
    public static final MemoryLimiter MEMORY_LIMITER = new MemoryLimiter(Duration.ofSeconds(1), 90, 20);

    private CollectorService() {}

    /** The pipelines, with what surrounds them. */
    public static CollectorConfiguration configuration(List<Pipeline> pipelines) {
        return configuration(pipelines, Telemetry.MetricsLevel.NORMAL);
    }

    /** The same, where it is also measured how large what is sent is: what telemetry costs follows from it. */
    public static CollectorConfiguration measuringSizes(List<Pipeline> pipelines) {
        return configuration(pipelines, Telemetry.MetricsLevel.NORMAL_WITH_SIZES);
    }

    private static CollectorConfiguration configuration(List<Pipeline> pipelines, Telemetry.MetricsLevel level) {
        return new CollectorConfiguration(
                new Telemetry(
                        Telemetry.LogLevel.INFO,
                        level,
                        Template.env(CollectorVariable.POD_IP.variable()),
                        CollectorPort.METRICS.number()),
                List.of(Instance.of(new HealthCheck(listen(CollectorPort.HEALTH), "/"))),
                pipelines);
    }

    /** A port of the pod's own address, where the kubelet and other pods reach it. */
    public static Template listen(CollectorPort port) {
        return Template.env(CollectorVariable.POD_IP.variable(), ":" + port.number());
    }
}
