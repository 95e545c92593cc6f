package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;

/** Wakes all sampling policies when something else is known of the collectors. */
final class PolicyEvents extends AbstractEventSource<HasMetadata, SamplingPolicy>
        implements ResourceEventAware<SamplingPolicy> {
    private final IndexerResourceCache<SamplingPolicy> policies;
    private final Consumer<SamplingPolicy> deleted;

    /** @param deleted told of each policy that was deleted, on an informer's thread */
    PolicyEvents(IndexerResourceCache<SamplingPolicy> policies, Consumer<SamplingPolicy> deleted) {
        super(HasMetadata.class, "collectors");
        this.policies = policies;
        this.deleted = deleted;
    }

    void wakeAll() {
        if (isRunning()) {
            policies.list().map(ResourceID::fromResource).map(Event::new).forEach(getEventHandler()::handleEvent);
        }
    }

    void wake(ResourceName policy) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(ResourceIds.of(policy)));
        }
    }

    @Override
    public void onResourceDeleted(SamplingPolicy policy) {
        deleted.accept(policy);
    }

    @Override
    public Set<HasMetadata> getSecondaryResources(SamplingPolicy policy) {
        return Set.of();
    }
}
