package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.Rounds;
import dev.signalbox.operator.observe.ServerVersion;
import dev.signalbox.operator.observe.SloObserver;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
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
 */
record SloMachinery(
        SloSources sources,
        FactsGatherer facts,
        Applier applier,
        SloObserver observer,
        StatusWriter<SLO, SloStatus> statuses,
        Announcer announcer,
        Sweeper sweeper,
        Rounds rounds)
        implements AutoCloseable {

    static SloMachinery of(
            EventSourceContext<SLO> context, Leadership leadership, OperatorMetrics metrics, BackendAccess accesses) {
        SloSources sources = new SloSources(context);
        Applier applier = new Applier(context.getClient(), sources.outputs(), leadership, metrics::held);
        SloObserver observer = new SloObserver(() -> Channel.isNamed(sources.stack()), sources::wake, Instant.now());
        Supplier<Channel> channel = () -> Channel.of(sources.stack(), accesses);
        ServerVersion version = new ServerVersion(channel);
        SloMachinery machinery = new SloMachinery(
                sources,
                new FactsGatherer(
                        sources::stack,
                        sources::service,
                        sources.outputs()::watches,
                        version::current,
                        sources.policies()::confines,
                        sources::slos,
                        sources::wake),
                applier,
                observer,
                new StatusWriter<>(context.getClient(), leadership, SLO::new),
                new Announcer(context.getClient(), leadership.identity()),
                new Sweeper(() -> applier.prune(sources::exists), leadership::leads),
                new Rounds(context.getClient(), channel, leadership::leads, observer, version, sources::wakeAll));
        sources.outputEvents().onStarted(machinery::start);
        sources.outputEvents().onDeleted(machinery::forget);
        return machinery;
    }

    List<EventSource<?, SLO>> eventSources() {
        return sources.eventSources();
    }

    private void start() {
        sweeper.ask();
        rounds.start();
    }

    private void forget(SLO slo) {
        statuses.forget(slo);
        facts.forget(SloSources.name(slo));
        observer.forget(SloSources.name(slo));
        sweeper.ask();
    }

    @Override
    public void close() {
        sweeper.close();
        rounds.close();
    }
}
