package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.loops.Loops;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.stream.Collectors;

/**
 * What the reconciler of services works with, put together once the framework has its client and its caches.
 *
 * @param outputEvents what wakes it
 * @param applier what it writes monitors with
 * @param statuses what it tells
 * @param announcer and to whom besides
 * @param sweeper deletes what deleted services leave
 */
record ServiceMachinery(
        OutputEvents<ServiceObservability> outputEvents,
        Applier applier,
        StatusWriter<ServiceObservability, ServiceObservabilityStatus> statuses,
        Announcer announcer,
        Sweeper sweeper)
        implements AutoCloseable {

    static ServiceMachinery of(
            EventSourceContext<ServiceObservability> context,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            Loops loops) {
        IndexerResourceCache<ServiceObservability> services = context.getPrimaryCache();
        OutputEvents<ServiceObservability> outputEvents =
                new OutputEvents<>(kinds, WrittenKinds.OF_SERVICES, () -> services.list()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()));
        Applier applier = new Applier(context.getClient(), outputEvents.outputs(), leadership, metrics::held);
        ServiceMachinery machinery = new ServiceMachinery(
                outputEvents,
                applier,
                new StatusWriter<>(context.getClient(), leadership, ServiceObservability::new),
                new Announcer(context.getClient(), leadership.identity()),
                new Sweeper(() -> applier.prune(owner -> exists(services, owner)), leadership::leads, loops));
        outputEvents.onStarted(machinery.sweeper()::ask);
        outputEvents.onDeleted(service -> {
            machinery.statuses().forget(service);
            machinery.sweeper().ask();
        });
        return machinery;
    }

    Outputs outputs() {
        return outputEvents.outputs();
    }

    private static boolean exists(IndexerResourceCache<ServiceObservability> services, Owner owner) {
        return services.get(ResourceIds.of(owner.name()))
                .filter(service -> owner.uid().equals(service.getMetadata().getUid()))
                .isPresent();
    }

    @Override
    public void close() {
        sweeper.close();
    }
}
