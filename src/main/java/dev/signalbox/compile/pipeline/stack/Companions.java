package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.ebpf.Observers;
import dev.signalbox.compile.pipeline.ebpf.Profilers;
import dev.signalbox.compile.pipeline.instrumentation.InstrumentationObject;
import dev.signalbox.compile.pipeline.instrumentation.InstrumentationRemarks;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.tenant.TenantCollector;
import dev.signalbox.compile.pipeline.workload.BrowserEntrance;
import dev.signalbox.compile.pipeline.workload.ClusterCollectorWorkload;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.HeadSamplerWorkload;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stack is beside agents and gateways: the cluster's collector, those of namespaces, those that SDKs ask, and what is
 * put into pods.
 */
final class Companions {
    private Companions() {}

    static Stream<HasMetadata> objects(
            StackParts parts, CollectorPlan plan, Function<ConfigurationFiles, Revision> runs, ClusterFacts facts) {
        TelemetryStack stack = parts.stack();
        return Stream.of(
                        plan.cluster().stream()
                                .flatMap(files -> Stream.concat(
                                        files.baseObjects().stream(),
                                        Stream.of(ClusterCollectorWorkload.deployment(stack, runs.apply(files))))),
                        plan.headSampler().stream()
                                .flatMap(
                                        files -> HeadSamplerWorkload.objects(stack, files, runs.apply(files)).stream()),
                        plan.tenants().stream()
                                .flatMap(tenant -> tenant.objects(stack, runs.apply(tenant.files())).stream()),
                        plan.watchers().objects(stack, runs),
                        facts.serves(ServedKind.INSTRUMENTATION)
                                ? instrumentations(parts, plan)
                                : Stream.<HasMetadata>empty())
                .flatMap(objects -> objects);
    }

    /** What owners of services should know of it. */
    static Remarks remarks(TelemetryStack stack, ServiceClaims claims, ClusterFacts facts) {
        Map<Remarks.Subject, List<Notice>> told = new TreeMap<>();
        claims.services().values().forEach(service -> {
            List<Notice> notices = new ArrayList<>(InstrumentationRemarks.of(service, facts));
            if (service.observed()) {
                notices.addAll(Observers.remarks(stack, service));
            }
            if (service.watched() && !TenantCollector.measures(stack)) {
                notices.add(
                        new Notice(
                                "NotWatched",
                                "the stack has no server of metrics, so nobody asks spec.dependencies and spec.probes; write e.g. spec.metrics.otlpUrl in the ObservabilityStack"));
            }
            if (service.profiled()) {
                notices.addAll(Profilers.remarks(stack));
            }
            if (!service.browserOrigins().isEmpty()) {
                notices.add(TenantCollector.listens(stack) ? browsers(service) : nowhere());
            }
            if (!notices.isEmpty()) {
                told.put(Remarks.Subject.service(service.resource()), notices);
            }
        });
        return new Remarks(told);
    }

    private static Stream<HasMetadata> instrumentations(StackParts parts, CollectorPlan plan) {
        Function<TelemetryService, TraceSampling.Head> heads = heads(parts, plan.sampling());
        return plan.claims().services().values().stream()
                .filter(service -> service.instrumentation().mode() == Instrumentation.Mode.AUTO)
                .map(service -> InstrumentationObject.of(parts.stack(), service, heads.apply(service)));
    }

    static Function<TelemetryService, TraceSampling.Head> heads(StackParts parts, SamplingPlan sampling) {
        Map<ResourceName, TraceSampling.Head> heads = parts.policies().stream()
                .collect(Collectors.toMap(TraceSampling::resource, TraceSampling::head, (first, _) -> first));
        return service ->
                sampling.services().get(service.key()).policy().map(heads::get).orElse(TraceSampling.Head.ALL);
    }

    private static Notice browsers(TelemetryService service) {
        return new Notice(
                "BrowserEndpoint",
                "browsers send OTLP over HTTP to Service %s, port %d; lead an Ingress there, and let it limit how often one address may send: the collector limits the size of a request only"
                        .formatted(
                                new BrowserEntrance(service.resource().name(), 0).service(),
                                CollectorPort.OTLP_HTTP.number()));
    }

    private static Notice nowhere() {
        return new Notice(
                "NotWatched",
                "the stack has no server of traces or logs, so nobody takes what browsers send; write e.g. spec.traces.otlpEndpoint in the ObservabilityStack");
    }
}
