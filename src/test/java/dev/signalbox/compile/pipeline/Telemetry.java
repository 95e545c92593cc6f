package dev.signalbox.compile.pipeline;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryService.Owner;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.SpanStatus;
import dev.signalbox.model.pipeline.TraceSampling.Tail;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Services and policies with no more said of them than a test needs. */
public final class Telemetry {
    public static final MetricCollection NO_METRICS = new MetricCollection(
            List.of(), Optional.empty(), Set.of(), Optional.empty(), Set.of(), SeriesLimits.DEFAULT);

    private Telemetry() {}

    /** A service whose pods have the label {@code app}, its resource the label {@code tier}. */
    public static TelemetryService service(String namespace, String name, String tier, Optional<String> policy) {
        return service(namespace, name, tier, policy, NO_METRICS, LogCollection.DEFAULT);
    }

    /** A service with metrics and logs. */
    public static TelemetryService service(
            String namespace,
            String name,
            String tier,
            Optional<String> policy,
            MetricCollection metrics,
            LogCollection logs) {
        return ServiceBuilder.service(namespace, name)
                .withTier(tier)
                .withPolicy(policy)
                .withMetrics(metrics)
                .withLogs(logs)
                .build();
    }

    /** A service for which things are watched. */
    public static TelemetryService watching(
            String namespace, String name, List<DependencyCheck> dependencies, List<HttpProbe> probes) {
        return ServiceBuilder.service(namespace, name)
                .withDependencies(dependencies)
                .withProbes(probes)
                .build();
    }

    /** A service that browsers send for. */
    public static TelemetryService fromBrowsers(String namespace, String name, List<String> origins) {
        return ServiceBuilder.service(namespace, name).withBrowsers(origins).build();
    }

    /** A service that comes by its telemetry in some way. */
    public static TelemetryService instrumented(
            String namespace, String name, String tier, Instrumentation instrumentation) {
        return ServiceBuilder.service(namespace, name)
                .withTier(tier)
                .withOwner(new Owner(Optional.of("payments"), Optional.empty(), Optional.of("production")))
                .withInstrumentation(instrumentation)
                .withProfiles()
                .withBrowsers(List.of("https://shop.example.com"))
                .build();
    }

    /** A policy for services of a tier that keeps errors. */
    public static TraceSampling policy(String namespace, String name, String tier, int baselinePercent) {
        return policy(namespace, name, tier, baselinePercent, ERRORS);
    }

    /** A policy for services of a tier. */
    public static TraceSampling policy(
            String namespace, String name, String tier, int baselinePercent, TailRules rules) {
        return new TraceSampling(
                new ResourceName(namespace, name),
                new LabelSelection(Map.of("tier", tier), List.of()),
                Head.ALL,
                new Tail(
                        rules,
                        Optional.of(BigDecimal.valueOf(baselinePercent)),
                        Duration.ofSeconds(10),
                        Optional.empty()),
                Optional.empty(),
                false);
    }

    /** The same with a limit on the spans a second that its baseline keeps. */
    public static TraceSampling capped(TraceSampling policy, int spansPerSecond) {
        Tail tail = policy.tail();
        return new TraceSampling(
                policy.resource(),
                policy.services(),
                policy.head(),
                new Tail(tail.rules(), tail.baselinePercent(), tail.decisionWait(), Optional.of(spansPerSecond)),
                policy.adaptive(),
                policy.dryRun());
    }

    /** Keeps errors, drops nothing. */
    public static final TailRules ERRORS = new TailRules(
            List.of(new SpanRule("errors", Optional.of(SpanStatus.ERROR), Optional.empty(), Optional.empty())),
            List.of());
}
