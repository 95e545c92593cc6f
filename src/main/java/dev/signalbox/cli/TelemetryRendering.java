package dev.signalbox.cli;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.metrics.MonitorObject;
import dev.signalbox.compile.pipeline.metrics.ScrapeDuty;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.stack.StackParts;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.retention.ArchiveLifecycle;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.compile.routing.AlertedServices;
import dev.signalbox.compile.routing.RoutingPlan;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.Declared;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.HeadRemarks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the services, the sampling policies and the stack of a batch become together. */
final class TelemetryRendering {
    private final Batch batch;
    private final ClusterFacts facts;
    private final Optional<TelemetryStack> stack;

    private TelemetryRendering(Batch batch, ClusterFacts facts) {
        this.batch = batch;
        this.facts = facts;
        this.stack = meanings(Meaning.Stack.class).map(Meaning.Stack::telemetry).findFirst();
    }

    /** Each resource with what is made from it and told on it; without a stack there is nobody to send to. */
    static Map<Declared, Compilation> of(Batch batch, ClusterFacts facts) {
        TelemetryRendering rendering = new TelemetryRendering(batch, facts);
        return rendering.stack.map(rendering::compilations).orElse(Map.of());
    }

    /** Documents for others than the cluster, by namespace and file name. */
    static Map<ResourceName, String> documents(Batch batch, ClusterFacts facts) {
        TelemetryRendering rendering = new TelemetryRendering(batch, facts);
        Map<ResourceName, String> documents = new TreeMap<>();
        rendering
                .routing()
                .flatMap(RoutingPlan::file)
                .ifPresent(file -> documents.put(
                        new ResourceName(rendering.stack.orElseThrow().namespace(), RoutingPlan.FILE), file));
        rendering
                .stack
                .flatMap(stack -> RetentionPlan.of(stack, ServiceClaims.of(rendering.services()), facts)
                        .archive())
                .filter(archive -> !archive.lifecycle().hasTooManyRules())
                .ifPresent(archive -> documents.put(
                        new ResourceName(archive.namespace(), ArchiveLifecycle.FILE),
                        archive.lifecycle().text()));
        return documents;
    }

    private Optional<RoutingPlan> routing() {
        return meanings(Meaning.Stack.class)
                .findFirst()
                .map(declared -> RoutingPlan.of(
                        declared.routing(),
                        AlertedServices.of(
                                meanings(Meaning.Objective.class)
                                        .map(Meaning.Objective::slo)
                                        .map(AlertedServices.Objective::of)
                                        .toList(),
                                services(),
                                facts.services()),
                        facts.alertmanagers(),
                        facts));
    }

    private List<TelemetryService> services() {
        return meanings(Meaning.Service.class).map(Meaning.Service::telemetry).toList();
    }

    private Map<Declared, Compilation> compilations(TelemetryStack declared) {
        List<Violation> violations = StackCompiler.violations(declared);
        StackParts parts = StackParts.of(
                declared,
                services(),
                meanings(Meaning.Sampling.class).map(Meaning.Sampling::policy).toList());
        Optional<CollectorPlan> plan = violations.isEmpty() && StackCompiler.hasCollectors(declared)
                ? Optional.of(StackCompiler.plan(parts, Tuning.none(declared), facts))
                : Optional.empty();
        Remarks remarks = plan.map(known ->
                        known.remarks().and(HeadRemarks.of(known.sampling(), known.claims(), parts.policies())))
                .orElse(Remarks.NONE);
        Map<Declared, Compilation> compilations = new LinkedHashMap<>();
        for (Declared resource : batch.declared()) {
            switch (resource.meaning()) {
                case Meaning.Service service ->
                    compilations.put(
                            resource,
                            new Compilation.Compiled(
                                    monitor(service.telemetry(), declared),
                                    remarks.of(Subject.service(service.name()))));
                case Meaning.Sampling(TraceSampling policy) ->
                    compilations.put(
                            resource,
                            new Compilation.Compiled(List.of(), remarks.of(Subject.policy(policy.resource()))));
                case Meaning.Stack _ ->
                    compilations.put(
                            resource,
                            compilation(
                                    parts,
                                    plan,
                                    plan.map(CollectorPlan::tooLarge).orElse(violations)));
                case Meaning.Objective _, Meaning.Guardrail _ -> {}
            }
        }
        return compilations;
    }

    private Compilation compilation(StackParts parts, Optional<CollectorPlan> plan, List<Violation> violations) {
        if (!violations.isEmpty()) {
            return new Compilation.Rejected(violations);
        }
        List<HasMetadata> manifests = new ArrayList<>();
        plan.ifPresent(
                known -> manifests.addAll(StackCompiler.manifests(parts, known, ConfigurationFiles::revision, facts)));
        plan.ifPresent(known -> manifests.addAll(
                RetentionPlan.of(parts.stack(), known.claims(), facts).objects()));
        List<Notice> notices = new ArrayList<>(StackCompiler.notices(parts.stack()));
        routing().ifPresent(routing -> {
            manifests.addAll(routing.objects());
            notices.addAll(routing.notices());
        });
        return new Compilation.Compiled(manifests, notices);
    }

    private List<HasMetadata> monitor(TelemetryService service, TelemetryStack declared) {
        return MonitorObject.of(
                        service,
                        ScrapeDuty.of(service, facts),
                        declared.scrapeInterval(),
                        facts.rules().labels())
                .stream()
                .toList();
    }

    private <T extends Meaning> Stream<T> meanings(Class<T> kind) {
        return batch.declared().stream()
                .map(Declared::meaning)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
