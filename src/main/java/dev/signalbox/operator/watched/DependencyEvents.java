package dev.signalbox.operator.watched;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Wakes resources when others that they depend on have changed. Nothing else begins before all others are known, so that a
 * restart neither forgets a service, nor opens what a policy has closed, nor sweeps away what is somebody's.
 *
 * @param <P> what is woken
 */
public final class DependencyEvents<P extends HasMetadata> extends AbstractEventSource<HasMetadata, P> {
    /** Informers try on meanwhile; then whoever started us starts us again. */
    private static final long SYNC_SECONDS = 300;

    private final WatchedResources watched;

    public DependencyEvents(WatchedResources watched) {
        super(HasMetadata.class, "dependencies");
        this.watched = watched;
    }

    /**
     * @param differ whether a change matters; what has come or gone always does
     * @param dependent on the one that has changed
     */
    public <R extends HasMetadata> DependencyEvents<P> on(
            WatchedKind<R> kind, BiPredicate<? super R, ? super R> differ, Function<R, Set<ResourceID>> dependent) {
        kind.onChange(change -> {
            if (change.matters(differ)) {
                wakeIfRunning(() -> dependent.apply(change.resource()));
            }
        });
        return this;
    }

    /**
     * Wakes those whom policies may treat otherwise now.
     *
     * @param all of them
     * @param in those of one namespace
     */
    public DependencyEvents<P> onConfinement(Supplier<Set<ResourceID>> all, Function<String, Set<ResourceID>> in) {
        watched.guardrails().onChange(() -> wakeIfRunning(all));
        watched.namespaceLabels().onChange(namespace -> {
            if (watched.confinement().confinesAnybody()) {
                wakeIfRunning(() -> in.apply(namespace));
            }
        });
        return this;
    }

    private void wakeIfRunning(Supplier<Set<ResourceID>> resources) {
        if (isRunning()) {
            resources.get().stream().map(Event::new).forEach(getEventHandler()::handleEvent);
        }
    }

    /** Before those that look at outputs. */
    @Override
    public EventSourceStartPriority priority() {
        return EventSourceStartPriority.RESOURCE_STATE_LOADER;
    }

    @Override
    public void start() {
        try {
            watched.known().get(SYNC_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other resources were being read", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not read the resources that others depend on: " + e, e);
        }
        super.start();
    }

    @Override
    public Set<HasMetadata> getSecondaryResources(P resource) {
        return Set.of();
    }
}
