package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.agent.AgentConfiguration;
import dev.signalbox.compile.pipeline.agent.AgentDuties;
import dev.signalbox.compile.pipeline.cluster.ClusterConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.ebpf.NodeWatchers;
import dev.signalbox.compile.pipeline.gateway.GatewayConfiguration;
import dev.signalbox.compile.pipeline.head.HeadSampler;
import dev.signalbox.compile.pipeline.logs.AgentLogs;
import dev.signalbox.compile.pipeline.metrics.ScrapeDuty;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.compile.pipeline.metrics.VolumeRules;
import dev.signalbox.compile.pipeline.sampling.GatewaySampling;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.tenant.OwnEndpoints;
import dev.signalbox.compile.pipeline.tenant.TenantCollector;
import dev.signalbox.compile.pipeline.workload.AgentWorkload;
import dev.signalbox.compile.pipeline.workload.ApplyOrder;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.GatewayWorkload;
import dev.signalbox.compile.pipeline.workload.OpenTelemetryCollectorResource;
import dev.signalbox.compile.pipeline.workload.Reloader;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.compile.pipeline.workload.StackFoundation;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** From everything that is declared to the collectors of a cluster; the same parts in any order give the same bytes. */
public final class StackCompiler {
    private StackCompiler() {}

    /** What collectors are to be told. The version must be one that {@link #violations} says nothing of. */
    public static CollectorPlan plan(StackParts parts, Tuning tuning, ClusterFacts facts) {
        TelemetryStack stack = parts.stack();
        CollectorVersion version = version(stack).orElse(CollectorVersion.PINNED);
        ServiceClaims claims = OwnEndpoints.of(ServiceClaims.of(parts.services()), facts);
        SamplingPlan declared = SamplingPlan.of(claims, parts.policies(), stack.baselinePercent());
        SamplingPlan sampling = declared.withPercentages(tuning.percentages());
        CollectorConfiguration agent = agent(stack, claims, facts);
        GatewayConfiguration gateway = GatewayConfiguration.of(
                stack, GatewaySampling.of(sampling, stack.baselinePercent(), tuning.gateways(), tuning.sizing()));
        Optional<CollectorConfiguration> cluster = ClusterConfiguration.of(stack);
        return new CollectorPlan(
                ConfigurationFiles.of(
                        stack,
                        CollectorName.agent(stack),
                        agent.texts(version, ConfigurationFiles.LARGEST_BYTES),
                        Optional.empty()),
                files(stack, gateway, version),
                cluster.map(configuration -> ConfigurationFiles.of(
                        stack,
                        CollectorName.cluster(stack),
                        configuration.texts(version, ConfigurationFiles.LARGEST_BYTES),
                        Optional.empty())),
                HeadSampler.isWanted(sampling, parts.policies())
                        ? Optional.of(HeadSampler.files(
                                stack, version, facts.signalbox().headStrategies()))
                        : Optional.empty(),
                NodeWatchers.of(stack, claims.services().values(), Companions.heads(parts, sampling)),
                TenantCollector.of(stack, claims.services().values(), version),
                new CollectorPlan.Trials(agent, gateway.whole(), cluster, version),
                claims,
                sampling,
                OverlayIdentity.of(stack, declared, tuning, version),
                claims.remarks()
                        .and(sampling.remarks())
                        .and(Companions.remarks(stack, claims, facts))
                        .and(AgentLogs.remarks(
                                claims.services(), stack.backends().archive().isPresent())));
    }

    /**
     * Every object that a plan needs, in the order in which they are applied.
     *
     * @param runs what collectors are to run with now: what they are to run with, or what they had
     */
    public static List<HasMetadata> manifests(
            StackParts parts, CollectorPlan plan, Function<ConfigurationFiles, Revision> runs, ClusterFacts facts) {
        TelemetryStack stack = parts.stack();
        return ApplyOrder.of(Stream.of(
                        Stream.of(AgentWorkload.namespace(stack)),
                        StackFoundation.objects(stack, Set.of(stack.namespace()), facts).stream(),
                        collectors(stack, plan, runs, facts.signalbox().image().map(Reloader::new)),
                        Companions.objects(parts, plan, runs, facts),
                        SeriesRules.of(stack, plan.claims().services().keySet(), facts).stream(),
                        VolumeRules.of(stack, facts).stream())
                .flatMap(objects -> objects));
    }

    /** What of a stack can't be compiled. */
    public static List<Violation> violations(TelemetryStack stack) {
        return stack.collectors().version().stream()
                .filter(_ -> version(stack).isEmpty())
                .map(text -> new Violation(
                        "spec.collector.version",
                        "must be a version from %s to %s, was \"%s\""
                                .formatted(CollectorVersion.OLDEST, CollectorVersion.PINNED, text),
                        "write e.g. \"%s\"".formatted(CollectorVersion.PINNED)))
                .toList();
    }

    /** What the owner of a stack should know although it works. */
    public static List<Notice> notices(TelemetryStack stack) {
        Stream<Notice> undurable = stack.backends().metrics().stream()
                .filter(Backends.Metrics.RemoteWrite.class::isInstance)
                .map(
                        _ -> new Notice(
                                "MetricsNotDurable",
                                "metrics go by remote write, which keeps its queue in memory and drops what the server refuses; write spec.metrics.otlpUrl where the server takes OTLP"));
        Stream<Notice> rolled = Stream.of(stack)
                .filter(all -> all.collectors().output() == Output.OPEN_TELEMETRY_COLLECTOR)
                .map(
                        _ -> new Notice(
                                "SamplingRollsGateways",
                                "the OpenTelemetry operator gives gateways one configuration file, so each change of a percentage replaces them one by one, untried and unpaced; write spec.collector.output: Native where sampling adapts"));
        return Stream.concat(undurable, rolled).toList();
    }

    /** Whether there is anything to collect for. */
    public static boolean hasCollectors(TelemetryStack stack) {
        Backends backends = stack.backends();
        return Stream.of(backends.metrics(), backends.logs(), backends.traces()).anyMatch(Optional::isPresent);
    }

    private static CollectorConfiguration agent(TelemetryStack stack, ServiceClaims claims, ClusterFacts facts) {
        List<TelemetryService> scraped = claims.services().values().stream()
                .filter(service -> ScrapeDuty.of(service, facts) == Scraper.AGENT)
                .toList();
        return AgentConfiguration.of(stack, new AgentDuties(claims.services(), scraped, true));
    }

    private static ConfigurationFiles files(
            TelemetryStack stack, GatewayConfiguration configuration, CollectorVersion version) {
        return ConfigurationFiles.of(
                stack,
                CollectorName.gateway(stack),
                configuration.whole().base(version, configuration.sampling(), ConfigurationFiles.LARGEST_BYTES),
                configuration.sampling().isEmpty()
                        ? Optional.empty()
                        : Optional.of(configuration.whole().overlay(version, configuration.sampling())));
    }

    private static Stream<HasMetadata> collectors(
            TelemetryStack stack,
            CollectorPlan plan,
            Function<ConfigurationFiles, Revision> runs,
            Optional<Reloader> reloader) {
        return switch (stack.collectors().output()) {
            case NATIVE ->
                Stream.of(
                                plan.agent().baseObjects().stream(),
                                plan.gateway().baseObjects().stream(),
                                plan.gateway().samplingObject().stream(),
                                Stream.of(
                                        AgentWorkload.daemonSet(stack, runs.apply(plan.agent())),
                                        GatewayWorkload.statefulSet(
                                                stack, runs.apply(plan.gateway()), plan.decisionWait(), reloader)))
                        .flatMap(objects -> objects);
            case OPEN_TELEMETRY_COLLECTOR ->
                Stream.of(
                        OpenTelemetryCollectorResource.agent(stack, plan.agent()),
                        OpenTelemetryCollectorResource.gateway(stack, plan.gateway(), plan.decisionWait()));
        };
    }

    /** The version that a stack's collectors have; nothing where we can't write for it. */
    private static Optional<CollectorVersion> version(TelemetryStack stack) {
        return stack.collectors()
                .version()
                .map(CollectorVersion::parse)
                .orElse(Optional.of(CollectorVersion.PINNED))
                .filter(CollectorVersion::isSupported);
    }
}
