package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.guardrails.Compliance;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.watched.WatchedResources;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the reconciler of policies works with, put together once the framework has its client and its caches.
 *
 * @param feed tells others of policies
 * @param sources what is judged
 * @param rounds judges it
 * @param outputEvents what wakes the reconciler
 * @param applier what it writes reports with
 * @param statuses what it tells
 * @param announcer and to whom besides
 * @param sweeper deletes what deleted policies leave
 */
record GuardrailMachinery(
        EventSource<?, ObservabilityPolicy> feed,
        GuardrailSources sources,
        GuardrailRounds rounds,
        OutputEvents<ObservabilityPolicy> outputEvents,
        Applier applier,
        StatusWriter<ObservabilityPolicy, ObservabilityPolicyStatus> statuses,
        Announcer announcer,
        Sweeper sweeper)
        implements AutoCloseable {

    static GuardrailMachinery of(
            EventSourceContext<ObservabilityPolicy> context,
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            GuardrailMetrics figures,
            PublishedCompliance published,
            Loops loops) {
        IndexerResourceCache<ObservabilityPolicy> policies = context.getPrimaryCache();
        OutputEvents<ObservabilityPolicy> outputEvents =
                new OutputEvents<>(kinds, WrittenKinds.OF_POLICIES, () -> policies.list()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()));
        Applier applier = new Applier(context.getClient(), outputEvents.outputs(), leadership, metrics::held);
        GuardrailRounds rounds = new GuardrailRounds(loops);
        GuardrailSources sources = new GuardrailSources(context.getClient(), watched, rounds::ask);
        GuardrailMachinery machinery = new GuardrailMachinery(
                watched.policies().feed(context),
                sources,
                rounds,
                outputEvents,
                applier,
                new StatusWriter<>(context.getClient(), leadership, ObservabilityPolicy::new),
                new Announcer(context.getClient(), leadership.identity()),
                new Sweeper(() -> applier.prune(owner -> exists(policies, owner)), leadership::leads, loops));
        outputEvents.onStarted(() -> machinery.start(compliance -> {
            figures.judged(compliance);
            published.publish(compliance);
        }));
        outputEvents.onDeleted(machinery::forget);
        return machinery;
    }

    List<EventSource<?, ObservabilityPolicy>> eventSources() {
        return List.of(feed, outputEvents);
    }

    Outputs outputs() {
        return outputEvents.outputs();
    }

    private void start(Consumer<Compliance> judged) {
        sweeper.ask();
        rounds.start(
                today -> {
                    if (!sources.areKnown()) {
                        return false;
                    }
                    judged.accept(sources.judge(today));
                    return true;
                },
                sources::areRulesStale);
    }

    private void forget(ObservabilityPolicy policy) {
        statuses.forget(policy);
        sweeper.ask();
        rounds.ask();
    }

    private static boolean exists(IndexerResourceCache<ObservabilityPolicy> policies, Owner owner) {
        return policies.get(ResourceIds.of(owner.name()))
                .filter(policy -> owner.uid().equals(policy.getMetadata().getUid()))
                .isPresent();
    }

    @Override
    public void close() {
        rounds.close();
        sweeper.close();
    }
}
