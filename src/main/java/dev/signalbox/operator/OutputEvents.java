package dev.signalbox.operator;

import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
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
    private final ServedKinds kinds;
    private final GrantedKinds grantedKinds;
    private final Supplier<Set<ResourceID>> all;
    private Consumer<P> deleted = _ -> {};
    private Runnable started = () -> {};

    /**
     * @param namespaces which are watched; empty for all
     * @param all resources whose outputs they are
     */
    OutputEvents(KubernetesClient client, Set<String> namespaces, WrittenKinds written, Supplier<Set<ResourceID>> all) {
        super(GenericKubernetesResource.class, "outputs");
        this.all = all;
        Rights rights = new Rights(client, namespaces);
        this.outputs = new Outputs(client, namespaces, written.ownerKind(), this::wake);
        this.kinds = new ServedKinds(
                client, written.kinds(), written.optional() ? rights::held : kinds -> kinds, outputs, this::wakeAll);
        this.grantedKinds = new GrantedKinds(written.kinds(), rights, outputs, this::wakeAll);
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
            grantedKinds.start();
            super.start();
            started.run();
        }
    }

    @Override
    public void stop() {
        super.stop();
        kinds.close();
        grantedKinds.close();
        outputs.close();
    }

    @Override
    public void onResourceDeleted(P resource) {
        deleted.accept(resource);
    }

    @Override
    public Status getStatus() {
        return kinds.healthy() && outputs.healthy() ? Status.HEALTHY : Status.UNHEALTHY;
    }

    @Override
    public Set<GenericKubernetesResource> getSecondaryResources(P resource) {
        return Set.of(); // digests are kept, not objects
    }
}
