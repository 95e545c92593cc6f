package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Wakes an SLO when somebody else had a hand in its outputs, and all of them when a kind has come or gone. */
final class OutputEvents extends AbstractEventSource<GenericKubernetesResource, SLO>
        implements ResourceEventAware<SLO> {
    private final Outputs outputs;
    private final ServedKinds kinds;
    private final GrantedKinds grantedKinds;
    private final Supplier<Set<ResourceID>> all;
    private Consumer<SLO> deleted = _ -> {};
    private Runnable started = () -> {};

    OutputEvents(KubernetesClient client, Set<String> namespaces, Supplier<Set<ResourceID>> all) {
        super(GenericKubernetesResource.class, "outputs");
        this.all = all;
        this.outputs = new Outputs(client, namespaces, this::wake);
        this.kinds = new ServedKinds(client, outputs, this::wakeAll);
        this.grantedKinds = new GrantedKinds(client, namespaces, outputs, this::wakeAll);
    }

    Outputs outputs() {
        return outputs;
    }

    /** @param listener told of each SLO that was deleted, on an informer's thread */
    void onDeleted(Consumer<SLO> listener) {
        deleted = listener;
    }

    /** @param listener told when all outputs are known */
    void onStarted(Runnable listener) {
        started = listener;
    }

    void wakeAll() {
        all.get().forEach(this::wake);
    }

    void wake(ResourceID slo) {
        getEventHandler().handleEvent(new Event(slo));
    }

    private void wake(Owner owner) {
        if (isRunning()) {
            wake(new ResourceID(owner.name().name(), owner.name().namespace()));
        }
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
    public void onResourceDeleted(SLO slo) {
        deleted.accept(slo);
    }

    @Override
    public Status getStatus() {
        return kinds.healthy() && outputs.healthy() ? Status.HEALTHY : Status.UNHEALTHY;
    }

    @Override
    public Set<GenericKubernetesResource> getSecondaryResources(SLO slo) {
        return Set.of(); // digests are kept, not objects
    }
}
