package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.freeze.Candidate;
import dev.signalbox.operator.freeze.Freezer;
import dev.signalbox.operator.freeze.GateKeeper;
import dev.signalbox.operator.freeze.PublishedFreeze;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.Rounds;
import dev.signalbox.operator.observe.ServerVersion;
import dev.signalbox.operator.observe.SloObserver;
import dev.signalbox.operator.watched.WatchedResources;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the reconciler of SLOs works with, put together once the framework has its client and its caches.
 *
 * @param sources what wakes it
 * @param facts what it knows
 * @param applier what it writes rules with
 * @param observer what it is told of them
 * @param statuses what it tells
 * @param announcer and to whom besides
 * @param sweeper deletes what deleted SLOs leave
 * @param rounds keeps the observer informed
 * @param freezer holds deployments back
 */
record SloMachinery(
        SloSources sources,
        FactsGatherer facts,
        Applier applier,
        SloObserver observer,
        StatusWriter<SLO, SloStatus> statuses,
        Announcer announcer,
        Sweeper sweeper,
        Rounds rounds,
        Freezer freezer)
        implements AutoCloseable {

    static SloMachinery of(
            EventSourceContext<SLO> context,
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            BackendAccess accesses,
            PublishedFreeze frozen,
            OperatorSettings settings,
            Loops loops) {
        SloSources sources = new SloSources(context, watched, kinds);
        Applier applier = new Applier(context.getClient(), sources.outputs(), leadership, metrics::held);
        SloObserver observer = new SloObserver(() -> Channel.isNamed(sources.stack()), sources::wake, Instant.now());
        Supplier<Channel> channel = () -> Channel.of(sources.stack(), accesses);
        ServerVersion version = new ServerVersion(channel);
        StatusWriter<SLO, SloStatus> statuses = new StatusWriter<>(context.getClient(), leadership, SLO::new);
        SloMachinery machinery = new SloMachinery(
                sources,
                new FactsGatherer(
                        sources::stack,
                        sources::service,
                        sources.outputs()::watches,
                        version::current,
                        sources.confinement()::confining,
                        sources::slos,
                        sources::wake),
                applier,
                observer,
                statuses,
                new Announcer(context.getClient(), leadership.identity()),
                new Sweeper(() -> applier.prune(sources::exists), leadership::leads, loops),
                new Rounds(context.getClient(), channel, leadership::leads, observer, version, sources::wakeAll, loops),
                freezer(
                        context,
                        watched,
                        kinds.outputs(),
                        leadership,
                        metrics,
                        () -> candidates(sources, statuses, observer),
                        frozen,
                        settings.freeze().holds(),
                        loops));
        frozen.onChange(sources::wake);
        sources.outputEvents().onStarted(machinery::start);
        sources.outputEvents().onDeleted(machinery::forget);
        return machinery;
    }

    private static Freezer freezer(
            EventSourceContext<SLO> context,
            WatchedResources watched,
            LiveOutputs live,
            Leadership leadership,
            OperatorMetrics metrics,
            Supplier<List<Candidate>> candidates,
            PublishedFreeze frozen,
            Duration holds,
            Loops loops) {
        Rights rights = new Rights(context.getClient(), watched.namespaces());
        GateKeeper keeper = new GateKeeper(
                context.getClient(),
                watched,
                live,
                () -> rights.held(GateKeeper.WRITTEN).equals(GateKeeper.WRITTEN),
                leadership,
                metrics::held);
        return new Freezer(
                candidates, keeper, new PagedList(context.getClient()), frozen, leadership::leads, holds, loops);
    }

    private static List<Candidate> candidates(
            SloSources sources, StatusWriter<SLO, SloStatus> statuses, SloObserver observer) {
        return sources.slos()
                .filter(Candidate::is)
                .map(slo -> Candidate.of(
                        ObjectNames.of(slo),
                        sources.declared(slo),
                        statuses.current(slo),
                        observer.measuredAt(ObjectNames.of(slo))))
                .toList();
    }

    List<EventSource<?, SLO>> eventSources() {
        return sources.eventSources();
    }

    private void start() {
        sweeper.ask();
        rounds.start();
        freezer.start();
    }

    private void forget(SLO slo) {
        statuses.forget(slo);
        facts.forget(ObjectNames.of(slo));
        observer.forget(ObjectNames.of(slo));
        sweeper.ask();
    }

    @Override
    public void close() {
        sweeper.close();
        rounds.close();
        freezer.close();
    }
}
