package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.evidence.Inquiries;
import dev.signalbox.operator.evidence.PublishedFindings;
import dev.signalbox.operator.gateways.GatewayScaler;
import dev.signalbox.operator.gateways.GatewayWatch;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.retention.Farewell;
import dev.signalbox.operator.retention.ForeignFile;
import dev.signalbox.operator.retention.PublishedRetention;
import dev.signalbox.operator.retention.RuntimeFiles;
import dev.signalbox.operator.routing.PublishedRouting;
import dev.signalbox.operator.sampling.PublishedSampling;
import dev.signalbox.operator.sampling.SamplingLoop;
import dev.signalbox.operator.transport.TransportSecrets;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.rollout.OverlayPace;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the reconciler of the stack works with, put together once the framework has its client and its caches.
 *
 * @param sources what it is made of
 * @param placement what it writes with
 * @param dashboards that it writes beside
 * @param statuses what it tells
 * @param announcer and to whom besides
 * @param sweeper deletes what a deleted stack leaves
 * @param tuning what was learned of running collectors
 * @param loop that learns it
 * @param gateways looks at what runs
 * @param inquiries look into everything else
 * @param farewell leaves files of others as they were
 */
record StackMachinery(
        StackSources sources,
        StackPlacement placement,
        StackDashboards dashboards,
        StatusWriter<ObservabilityStack, ObservabilityStackStatus> statuses,
        Announcer announcer,
        Sweeper sweeper,
        StackTuning tuning,
        SamplingLoop loop,
        GatewayWatch gateways,
        Inquiries inquiries,
        Farewell farewell)
        implements AutoCloseable {

    static StackMachinery of(
            EventSourceContext<ObservabilityStack> context,
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            PublishedOutcome published,
            PublishedSampling sampling,
            PublishedFindings findings,
            PublishedRetention retention,
            PublishedRouting routing,
            OperatorSettings settings,
            BackendAccess accesses,
            StackInquiries inquiries,
            Loops loops) {
        StackSources sources = new StackSources(context, watched, kinds);
        Applier applier = new Applier(context.getClient(), sources.outputs(), leadership, metrics::held);
        StackPrerequisites prerequisites =
                new StackPrerequisites(context.getClient(), watched.namespaces(), sources.outputs()::watches);
        ConfigurationHistory history = new ConfigurationHistory(context.getClient(), sources.outputs());
        Trials trials = new Trials(context.getClient(), sources.outputs());
        Announcer announcer = new Announcer(context.getClient(), leadership.identity());
        Overlays overlays = new Overlays(history, trials, settings.image(), pace(settings.overlay()));
        Supplier<Channel> channel = () -> Channel.of(sources.stack(), accesses);
        GatewayWatch gateways = new GatewayWatch(
                sources::stack,
                channel,
                leadership::leads,
                sources.outputEvents()::wakeAllIfRunning,
                new GatewayScaler(
                        context.getClient(),
                        settings.gateways().spareFor(),
                        (stack, what, at) -> announcer.announce(stack, List.of(what), at)),
                settings.gateways().lookEvery(),
                loops);
        ForeignFile foreign = new ForeignFile(context.getClient(), leadership);
        Farewell farewell =
                new Farewell(context.getClient(), leadership, foreign, sources::stacks, leadership::leads, loops);
        StackMachinery machinery = new StackMachinery(
                sources,
                new StackPlacement(
                        prerequisites,
                        new CollectorRollouts(sources.outputs(), history, trials, overlays, settings.image()),
                        new StackDelivery(
                                applier,
                                sources.outputs(),
                                prerequisites,
                                new TransportSecrets(context.getClient(), leadership)),
                        new StuckPods(context.getClient(), leadership),
                        overlays,
                        gateways::overlays,
                        new RuntimeFiles(foreign, farewell, retention),
                        routing),
                new StackDashboards(applier, sources.outputs(), prerequisites::isWatched),
                new StatusWriter<>(context.getClient(), leadership, ObservabilityStack::new),
                announcer,
                new Sweeper(() -> applier.prune(sources::exists), leadership::leads, loops),
                new StackTuning(context.getClient(), sources, sampling),
                new SamplingLoop(
                        channel,
                        leadership::leads,
                        sampling,
                        settings.sampling().every(),
                        loops),
                gateways,
                new Inquiries(
                        inquiries.all(context.getClient(), watched.namespaces()),
                        () -> sources.stack().map(stack -> sources.scene(stack, channel.get())),
                        leadership::leads,
                        findings,
                        loops),
                farewell);
        retention.onChange(sources.outputEvents()::wakeAllIfRunning);
        routing.onChange(sources.outputEvents()::wakeAllIfRunning);
        findings.onStackChange(sources.outputEvents()::wakeAllIfRunning);
        sampling.onStep(_ -> machinery.follow());
        sources.outputEvents().onStarted(() -> {
            machinery.start(published);
            gateways.start();
            machinery.loop().start();
            machinery.inquiries().start();
            farewell.start();
        });
        sources.outputEvents().onDeleted(stack -> {
            machinery.statuses().forget(stack);
            machinery.start(published);
        });
        return machinery;
    }

    List<EventSource<?, ObservabilityStack>> eventSources() {
        return sources.eventSources();
    }

    /** Collectors are told only where what was decided differs from what they were told. */
    private void follow() {
        if (tuning.isOutdated()) {
            sources.outputEvents().wakeAllIfRunning();
        }
    }

    private void start(PublishedOutcome published) {
        if (sources.isThereNone()) {
            tuning.end();
            published.publish(StackOutcome.NO_STACK);
        }
        sweeper.ask();
    }

    private static OverlayPace pace(OperatorSettings.Overlay settings) {
        return new OverlayPace(settings.structureEvery(), settings.boostsEvery(), settings.numbersEvery());
    }

    @Override
    public void close() {
        gateways.close();
        sweeper.close();
        loop.close();
        inquiries.close();
        farewell.close();
    }
}
