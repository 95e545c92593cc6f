package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.HttpCheck;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the collector of one namespace is told: a receiver for each dependency and each probe, named after the resource that
 * declares it, and one way to the agent of the node. The agent is told for which service, and puts its own name for it in
 * its place.
 */
final class TenantConfiguration {
    private static final Path RESOURCE = Path.attributes(OttlContext.RESOURCE);
    private static final Path POINT = Path.attributes(OttlContext.DATAPOINT);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final Instance<MemoryLimiter> limiter = Instance.of(CollectorService.MEMORY_LIMITER);
    private final Instance<OtlpExporter> agent;
    private final Scraping scraping;

    private TenantConfiguration(TelemetryStack stack) {
        // What a scrape finds is of no use an hour later: the queue is in memory, and tried for minutes.
        agent = Instance.of(
                new OtlpExporter(
                        Grpc.Client.of(
                                Template.text(
                                        CollectorName.agent(stack).host() + ":" + CollectorPort.OTLP_GRPC.number()),
                                Tls.Client.none()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "agent");
        scraping = Scraping.every(stack.scrapeInterval());
    }

    /** @param services of one namespace that have something to be watched, sorted by their name */
    static CollectorConfiguration of(TelemetryStack stack, Collection<TelemetryService> services) {
        TenantConfiguration configuration = new TenantConfiguration(stack);
        return CollectorService.configuration(
                services.stream().flatMap(configuration::pipelines).toList());
    }

    private Stream<Pipeline> pipelines(TelemetryService service) {
        return Stream.concat(
                service.dependencies().stream().map(check -> dependency(service, check)),
                service.probes().stream().map(probe -> probe(service, probe)));
    }

    private Pipeline dependency(TelemetryService service, DependencyCheck check) {
        return pipeline(
                service,
                "dependency",
                check.name(),
                DependencyReceiver.of(check, scraping),
                Transform.Group.of(OttlContext.DATAPOINT, named("dependency.name", check.name())));
    }

    private Pipeline probe(TelemetryService service, HttpProbe probe) {
        HttpCheck receiver = new HttpCheck(
                Scraping.every(probe.interval()),
                List.of(new HttpCheck.Target(
                        Http.Client.of(Template.text(probe.url())).with(shorter(probe.interval(), LONGEST_ANSWER)),
                        HttpCheck.Method.GET)));
        return pipeline(
                service,
                "probe",
                probe.name(),
                receiver,
                Transform.Group.of(
                        OttlContext.DATAPOINT,
                        Stream.concat(
                                        ProbePoints.statements(probe).stream(),
                                        Stream.of(named("probe.name", probe.name())))
                                .toArray(Statement[]::new)));
    }

    private Pipeline pipeline(
            TelemetryService service, String kind, String watch, Component.Receiver receiver, Transform.Group points) {
        String name = service.resource().name() + "/" + watch;
        Transform saying = Transform.metrics(
                ErrorMode.IGNORE,
                points,
                // A database, a queue, a node: without them on the points, servers of metrics have one series for all.
                Transform.Group.of(
                        OttlContext.DATAPOINT, new Edit.MergeMaps(POINT, RESOURCE, Edit.Merge.INSERT).always()),
                Transform.Group.of(
                        OttlContext.RESOURCE,
                        new Edit.KeepKeys(RESOURCE, List.of()).always(),
                        new Edit.Set(RESOURCE.at(TelemetryAttributes.WATCHED_SERVICE), Value.text(service.service()))
                                .always()));
        return Pipeline.of(Signal.METRICS, kind + "/" + name)
                .from(Instance.of(receiver, name))
                .through(ProcessorStage.MEMORY, limiter)
                .through(ProcessorStage.SHAPING, Instance.of(saying, kind + "/" + name))
                .to(agent);
    }

    private static Statement named(String attribute, String name) {
        return new Edit.Set(POINT.at(attribute), Value.text(name)).always();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
