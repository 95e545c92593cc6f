package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Telemetry;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes.Association;
import dev.signalbox.compile.pipeline.collector.processor.Profiles;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.Profiling;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the two collectors of a profiler's pod are told. One samples stacks, which takes a distribution that can do little else:
 * it knows no filter, and sees every process of the node. So all it has goes to the other, over the pod's own loopback, where
 * what no service asked for is dropped before anything leaves the pod.
 */
public final class ProfileConfiguration {
    /** An odd number, so that it does not keep step with what programs do on the second. */
    private static final int SAMPLES_PER_SECOND = 19;

    /** Where the profiler tells of itself: the other collector has the usual port. */
    private static final int OWN_METRICS = 8887;

    private static final String CONTAINER_ID = "container.id";
    private static final Template LOOPBACK = Template.text("127.0.0.1:" + CollectorPort.OTLP_GRPC.number());

    private ProfileConfiguration() {}

    /** Of the one that samples. */
    public static CollectorConfiguration sampling() {
        return new CollectorConfiguration(
                new Telemetry(
                        Telemetry.LogLevel.INFO,
                        Telemetry.MetricsLevel.BASIC,
                        Template.env(CollectorVariable.POD_IP.variable()),
                        OWN_METRICS),
                List.of(),
                List.of(Pipeline.of(Signal.PROFILES, "node")
                        .from(Instance.of(new Profiling(SAMPLES_PER_SECOND)))
                        .through(ProcessorStage.MEMORY, Instance.of(CollectorService.MEMORY_LIMITER))
                        .to(Instance.of(
                                new OtlpExporter(
                                        Grpc.Client.of(LOOPBACK, Tls.Client.none()),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                "pod"))));
    }

    /**
     * Of the one that keeps what services asked for. Whose a stack is follows from its process's container, which the
     * kernel tells.
     *
     * @param services each once, sorted by their key; at least one is profiled
     * @param backend where profiles go, as OTLP over HTTP
     */
    public static CollectorConfiguration keeping(Collection<TelemetryService> services, Http.Client backend) {
        List<Group> attributed = ServiceAttribution.ofPods(services).stream()
                .flatMap(List::stream)
                .toList();
        return CollectorService.configuration(List.of(Pipeline.of(Signal.PROFILES, "services")
                .from(Instance.of(OtlpReceiver.of(Grpc.Server.of(LOOPBACK))))
                .through(ProcessorStage.MEMORY, Instance.of(CollectorService.MEMORY_LIMITER))
                .through(
                        ProcessorStage.ATTRIBUTION,
                        Instance.of(
                                new Profiles.Transformed(
                                        ErrorMode.IGNORE, List.of(Attribution.forget(OttlContext.RESOURCE))),
                                "untrusted"))
                .through(
                        ProcessorStage.ATTRIBUTION,
                        Attribution.pods(services, new Association.ByResourceAttribute(CONTAINER_ID), "container"))
                .through(
                        ProcessorStage.ATTRIBUTION,
                        Instance.of(new Profiles.Transformed(ErrorMode.IGNORE, attributed), "service"))
                .through(ProcessorStage.FILTERING, Instance.of(wanted(services), "wanted"))
                .to(Instance.of(
                        new OtlpHttpExporter(backend, Optional.empty(), Optional.empty(), Optional.empty()),
                        "profiles"))));
    }

    private static Profiles.Filtered wanted(Collection<TelemetryService> services) {
        Condition asked = ServiceCondition.anyOf(services.stream()
                .filter(TelemetryService::profiled)
                .map(TelemetryService::key)
                .toList());
        // A condition that fails drops nothing, so it must not be able to: whose nobody's is, is asked first.
        return new Profiles.Filtered(
                ErrorMode.PROPAGATE,
                List.of(new Filter.Drop(ConditionList.of(
                        OttlContext.RESOURCE, Condition.not(ServiceCondition.known()), Condition.not(asked)))));
    }
}
