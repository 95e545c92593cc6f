package dev.signalbox.operator.watched;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Resources of a kind, as its one informer has seen them: that of the controller that reconciles them, which the framework runs
 * in every replica, whoever leads. Nothing is known of them before it has read all.
 *
 * @param <R> the kind
 */
public final class WatchedKind<R extends HasMetadata> {
    private final CompletableFuture<IndexerResourceCache<R>> cache = new CompletableFuture<>();
    private final List<Consumer<Change<R>>> listeners = new CopyOnWriteArrayList<>();

    /** @return what the controller of the kind starts with its event sources */
    public EventSource<?, R> feed(EventSourceContext<R> context) {
        return new Feed(context.getPrimaryCache());
    }

    /** Done when all that are there have been read. */
    public CompletableFuture<Void> known() {
        return cache.thenApply(_ -> null);
    }

    boolean isKnown() {
        return cache.isDone();
    }

    /** @param listener called on the informer's thread, after what is read here has changed */
    public void onChange(Consumer<Change<R>> listener) {
        listeners.add(listener);
    }

    public Stream<R> all() {
        return read().flatMap(IndexerResourceCache::list);
    }

    /** Those in one namespace. */
    public Stream<R> in(String namespace) {
        return read().flatMap(known -> known.byIndex(Cache.NAMESPACE_INDEX, namespace).stream());
    }

    /** One of them; its namespace is empty where the kind has none. */
    public Optional<R> find(ResourceName name) {
        return read().flatMap(known -> known.get(id(name)).stream()).findFirst();
    }

    private static ResourceID id(ResourceName name) {
        return new ResourceID(name.name(), name.namespace().isEmpty() ? null : name.namespace());
    }

    private Stream<IndexerResourceCache<R>> read() {
        return Stream.ofNullable(cache.getNow(null));
    }

    private void tell(Change<R> change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /** The framework starts it once the controller's own informer has read everything, and before those who depend on it. */
    private final class Feed extends AbstractEventSource<HasMetadata, R> implements ResourceEventAware<R> {
        private final IndexerResourceCache<R> primary;

        Feed(IndexerResourceCache<R> primary) {
            super(HasMetadata.class, "readers");
            this.primary = primary;
        }

        @Override
        public EventSourceStartPriority priority() {
            return EventSourceStartPriority.RESOURCE_STATE_LOADER;
        }

        @Override
        public void start() {
            super.start();
            cache.complete(primary);
        }

        @Override
        public void onResourceCreated(R resource) {
            tell(Change.come(resource));
        }

        @Override
        public void onResourceUpdated(R resource, R before) {
            tell(Change.between(before, resource));
        }

        @Override
        public void onResourceDeleted(R resource) {
            tell(Change.gone(resource));
        }

        @Override
        public Set<HasMetadata> getSecondaryResources(R resource) {
            return Set.of();
        }
    }
}
