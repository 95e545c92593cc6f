package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter;
import dev.signalbox.compile.pipeline.collector.extension.FileStorage;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.logs.AgentLogs.Entrance;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.Backends.Bucket;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.LogCollection.AttributeValue;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.LogCollection.Format;
import dev.signalbox.model.pipeline.LogCollection.Match;
import dev.signalbox.model.pipeline.LogCollection.Route;
import dev.signalbox.model.pipeline.LogSeverity;
import dev.signalbox.model.pipeline.Redaction.Preset;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Log pipelines of an agent and a gateway, with the least around them that makes them complete. */
final class ExampleLogs {
    static final List<Route> ROUTES = List.of(
            new Route(
                    new Match(Optional.of(new AttributeValue("logger", "audit")), Optional.empty()),
                    Destination.ARCHIVE,
                    BigDecimal.valueOf(100)),
            new Route(
                    new Match(Optional.empty(), Optional.of(LogSeverity.DEBUG)),
                    Destination.DROP,
                    BigDecimal.valueOf(100)),
            new Route(new Match(Optional.empty(), Optional.of(LogSeverity.INFO)), Destination.HOT, BigDecimal.TEN));

    private static final Instance<MemoryLimiter> LIMITER = Instance.of(CollectorService.MEMORY_LIMITER);
    private static final Pipeline.Step MEMORY = new Pipeline.Step(ProcessorStage.MEMORY, LIMITER);
    private static final Instance<OtlpReceiver> OTLP =
            Instance.of(OtlpReceiver.of(Http.Server.of(CollectorService.listen(CollectorPort.OTLP_HTTP))));

    private ExampleLogs() {}

    /** One with routes and without health checks, one with nothing. */
    static SortedMap<ServiceKey, TelemetryService> services() {
        return services(
                service("shop", "checkout", new LogCollection(Format.AUTO, true, List.of(), ROUTES)),
                service("shop", "plain", LogCollection.DEFAULT));
    }

    static SortedMap<ServiceKey, TelemetryService> services(TelemetryService... services) {
        SortedMap<ServiceKey, TelemetryService> byKey = new TreeMap<>();
        Stream.of(services).forEach(service -> byKey.put(service.key(), service));
        return byKey;
    }

    static TelemetryService service(String namespace, String name, LogCollection logs) {
        return Telemetry.service(namespace, name, "1", Optional.empty(), Telemetry.NO_METRICS, logs);
    }

    static List<Pipeline> agent() {
        return agent(services());
    }

    static List<Pipeline> agent(SortedMap<ServiceKey, TelemetryService> services) {
        Instance<? extends Component.Exporter> metrics = exporter("metrics");
        List<Pipeline> pipelines = new ArrayList<>(AgentLogs.pipelines(
                services,
                true,
                List.of(
                        new Entrance(false, OTLP, List.of(MEMORY)),
                        new Entrance(
                                true,
                                ContainerLogs.receiver(
                                        storage(CollectorPaths.CHECKPOINTS, "checkpoints"), List.of("observability")),
                                List.of(MEMORY, byContainer()))),
                Redactions.of(List.of(Preset.CREDIT_CARD, Preset.EMAIL), services),
                true,
                exporter("gateway")));
        Pipeline counts = Pipeline.of(Signal.METRICS, "counts");
        for (Instance<? extends Component.Source> source : LogCounts.sources()) {
            counts = counts.from(source);
        }
        pipelines.add(counts.to(metrics));
        return pipelines;
    }

    static List<Pipeline> gateway() {
        return GatewayLogs.pipelines(
                OTLP,
                List.of(MEMORY),
                Optional.of(Instance.of(
                        new OtlpHttpExporter(
                                Http.Client.of(Template.text("http://loki:3100/otlp")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        "loki")),
                Optional.of(ArchiveExit.to(
                        new Bucket("logs", "eu-west-1", Optional.empty(), "a/b", Optional.empty()),
                        LIMITER,
                        storage(CollectorPaths.QUEUE, "queue"),
                        1L << 30)));
    }

    /** Instead of attribution: a service is called like its container. */
    private static Pipeline.Step byContainer() {
        Path resource = Path.attributes(OttlContext.RESOURCE);
        Edit named = new Edit.Set(
                resource.at(TelemetryAttributes.SERVICE),
                new Converter.Concat(
                        List.of(resource.at(TelemetryAttributes.NAMESPACE), resource.at("k8s.container.name")), "/"));
        return new Pipeline.Step(
                ProcessorStage.ATTRIBUTION,
                Instance.of(
                        Transform.logs(ErrorMode.IGNORE, Transform.Group.of(OttlContext.RESOURCE, named.always())),
                        "by-container"));
    }

    private static Instance<? extends Component.Exporter> exporter(String name) {
        return Instance.of(
                new OtlpExporter(
                        Grpc.Client.of(Template.text(name + ":4317"), Tls.Client.none()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                name);
    }

    private static Instance<FileStorage> storage(String directory, String name) {
        return Instance.of(new FileStorage(Template.text(directory), true, true, true, Optional.empty()), name);
    }
}
