package dev.signalbox.operator.apply;

import dev.signalbox.compile.kube.OutputLabels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All outputs of ours in the cluster: those of a kind are read by one informer while it is served, however many write it. */
public final class LiveOutputs implements AutoCloseable {
    /** Informers try on meanwhile; then whoever started us starts us again. */
    private static final long SYNC_SECONDS = 300;

    /** A list is read in parts: whole objects are only needed for a moment, and a thousand of them would fill the heap. */
    private static final long PAGE = 100;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Map<OutputKind, List<Watched>> watched = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Told by informers' threads. */
    interface Listener {
        /**
         * An output has come or has changed.
         *
         * @param live as it is known by now, which may be later than the event
         * @param before whose it was
         */
        void seen(LiveOutput live, Optional<Owner> before);

        void gone(OutputName name, Optional<Owner> owner);
    }

    private record Watched(SharedIndexInformer<GenericKubernetesResource> informer, OutputStore store) {
        boolean isFollowed() {
            return informer.isRunning() && informer.hasSynced();
        }
    }

    /**
     * @param client for the watches
     * @param namespaces which to watch; empty for all
     */
    public LiveOutputs(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
    }

    void onChange(Listener listener) {
        listeners.add(listener);
    }

    /** Starts to watch kinds that are served, side by side, and returns when all of them is known; all, or none. */
    public synchronized void watch(Set<OutputKind> kinds) {
        Map<OutputKind, List<Watched>> starting = new EnumMap<>(OutputKind.class);
        kinds.stream()
                .filter(kind -> !watched.containsKey(kind))
                .forEach(kind -> starting.put(
                        kind,
                        scopes(kind).stream()
                                .map(namespace -> inform(kind, namespace))
                                .toList()));
        CompletableFuture<?>[] synced = starting.values().stream()
                .flatMap(List::stream)
                .map(one -> one.informer().start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(synced).get(SYNC_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            starting.values().forEach(LiveOutputs::stop);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while outputs were being read", e);
        } catch (Exception e) {
            starting.values().forEach(LiveOutputs::stop);
            throw new IllegalStateException(
                    "could not read %s: %s".formatted(names(starting.keySet()), e.getMessage()), e);
        }
        watched.putAll(starting);
    }

    private static String names(Set<OutputKind> kinds) {
        return kinds.stream().map(OutputKind::plural).collect(Collectors.joining(", "));
    }

    /** Stops to watch a kind that is no longer served. */
    public synchronized void unwatch(OutputKind kind) {
        stop(Optional.ofNullable(watched.remove(kind)).orElse(List.of()));
    }

    /** The kind is served, and what there is of it is known. */
    public boolean watches(OutputKind kind) {
        return watched.containsKey(kind);
    }

    /** All outputs are read and followed. */
    public boolean healthy() {
        return watched.values().stream().flatMap(List::stream).allMatch(Watched::isFollowed);
    }

    @Override
    public synchronized void close() {
        List.copyOf(watched.keySet()).forEach(this::unwatch);
    }

    Stream<OutputStore> stores(OutputKind kind) {
        return watched.getOrDefault(kind, List.of()).stream().map(Watched::store);
    }

    private List<Optional<String>> scopes(OutputKind kind) {
        return namespaces.isEmpty() || !kind.isNamespaced()
                ? List.of(Optional.empty())
                : namespaces.stream().map(Optional::of).toList();
    }

    private Watched inform(OutputKind kind, Optional<String> namespace) {
        OutputStore store = new OutputStore(kind);
        var resources = client.genericKubernetesResources(kind.context());
        var scoped = namespace
                .<io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable<
                                GenericKubernetesResource,
                                io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                                io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource>>>
                        map(resources::inNamespace)
                .orElseGet(resources::inAnyNamespace);
        SharedIndexInformer<GenericKubernetesResource> informer = scoped.withLabel(
                        OutputLabels.MANAGED_BY, OutputLabels.SIGNALBOX)
                .withLimit(PAGE)
                .runnableInformer(0);
        informer.itemStore(store).exceptionHandler(InformerRetry.INSTANCE).addEventHandler(new Changes(kind, store));
        return new Watched(informer, store);
    }

    private static void stop(List<Watched> started) {
        started.forEach(one -> one.informer().stop());
    }

    /** What is told is looked up again: the store may be further than the event. */
    private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
        private final OutputKind kind;
        private final OutputStore store;

        Changes(OutputKind kind, OutputStore store) {
            this.kind = kind;
            this.store = store;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            seen(object, Optional.empty());
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            seen(object, Owner.controlling(before));
        }

        private void seen(GenericKubernetesResource object, Optional<Owner> before) {
            store.find(OutputName.of(kind, object))
                    .ifPresent(live -> listeners.forEach(listener -> listener.seen(live, before)));
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            OutputName name = OutputName.of(kind, object);
            Optional<Owner> owner = Owner.controlling(object);
            listeners.forEach(listener -> listener.gone(name, owner));
        }
    }
}
