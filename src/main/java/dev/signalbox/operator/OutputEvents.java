package dev.signalbox.operator;

import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Wakes a resource when somebody else had a hand in its outputs or they got on, and all of them when a kind has come or gone.
 *
 * @param <P> whose outputs
 */
final class OutputEvents<P extends HasMetadata> extends AbstractEventSource<GenericKubernetesResource, P>
        implements ResourceEventAware<P> {
    private final Outputs outputs;
    private final WritableKinds kinds;
    private final Supplier<Set<ResourceID>> all;
    private Consumer<P> deleted = _ -> {};
    private Runnable started = () -> {};

    /** @param all resources whose outputs they are */
    OutputEvents(WritableKinds kinds, WrittenKinds written, Supplier<Set<ResourceID>> all) {
        super(GenericKubernetesResource.class, "outputs");
        this.all = all;
        this.kinds = kinds;
        this.outputs = new Outputs(kinds.outputs(), written.kinds(), written.ownerKind(), this::wake);
        kinds.onChange(written.kinds(), this::wakeAllIfRunning);
    }

    Outputs outputs() {
        return outputs;
    }

    /** @param listener told of each resource that was deleted, on an informer's thread */
    void onDeleted(Consumer<P> listener) {
        deleted = listener;
    }

    /** @param listener told when all outputs are known */
    void onStarted(Runnable listener) {
        started = listener;
    }

    void wakeAll() {
        all.get().forEach(this::wake);
    }

    /** For those who may call before it has started; at its start all are looked at anyway. */
    void wakeAllIfRunning() {
        if (isRunning()) {
            wakeAll();
        }
    }

    void wakeIfRunning(ResourceID resource) {
        if (isRunning()) {
            wake(resource);
        }
    }

    void wake(ResourceID resource) {
        getEventHandler().handleEvent(new Event(resource));
    }

    private void wake(Owner owner) {
        wakeIfRunning(ResourceIds.of(owner.name()));
    }

    @Override
    public void start() {
        if (!isRunning()) {
            kinds.start();
            super.start();
            started.run();
        }
    }

    @Override
    public void onResourceDeleted(P resource) {
        deleted.accept(resource);
    }

    @Override
    public Status getStatus() {
        return kinds.healthy() ? Status.HEALTHY : Status.UNHEALTHY;
    }

    @Override
    public Set<GenericKubernetesResource> getSecondaryResources(P resource) {
        return Set.of(); // digests are kept, not objects
    }
}
