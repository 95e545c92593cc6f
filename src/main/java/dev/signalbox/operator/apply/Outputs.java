package dev.signalbox.operator.apply;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our outputs in the cluster, seen through informers that run while their kind is served. */
public final class Outputs implements AutoCloseable {
    /** Informers try on meanwhile; then whoever started us starts us again. */
    private static final long SYNC_SECONDS = 300;

    /** A list is read in parts: whole objects are only needed for a moment, and a thousand of them would fill the heap. */
    private static final long PAGE = 100;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final String ownerKind;
    private final Consumer<Owner> changed;
    private final SentOutputs sent = new SentOutputs();
    private final Map<OutputKind, List<Watched>> watched = new ConcurrentHashMap<>();

    private record Watched(SharedIndexInformer<GenericKubernetesResource> informer, OutputStore store) {
        boolean isFollowed() {
            return informer.isRunning() && informer.hasSynced();
        }
    }

    /**
     * @param client for the watches
     * @param namespaces which to watch; empty for all
     * @param ownerKind whose outputs; those of others are seen, so that their names are known to be taken
     * @param changed told of an owner when somebody else changed or deleted an output of it; called on informer threads
     */
    public Outputs(KubernetesClient client, Set<String> namespaces, String ownerKind, Consumer<Owner> changed) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.ownerKind = ownerKind;
        this.changed = changed;
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
            starting.values().forEach(Outputs::stop);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while outputs were being read", e);
        } catch (Exception e) {
            starting.values().forEach(Outputs::stop);
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

    /** How far the cluster is with an output, as last seen; nothing for one that is not there. */
    public Optional<Progress> progress(OutputKind kind, ResourceName name) {
        return find(new OutputName(kind, name)).flatMap(LiveOutput::progress);
    }

    /** Whether an object outside of namespaces is there and ours. */
    public boolean isThere(OutputKind kind, String name) {
        return find(new OutputName(kind, new ResourceName("", name))).isPresent();
    }

    /**
     * An output as it was last seen.
     *
     * @param changedAt when it was last changed by us
     * @param notes annotations of ours
     */
    public record Seen(ResourceName name, Instant changedAt, Map<String, String> notes) {}

    /** An owner's outputs of a kind. */
    public Stream<Seen> seen(Owner owner, OutputKind kind) {
        return stores(kind)
                .flatMap(store -> store.ownedBy(owner.uid()))
                .map(live -> new Seen(live.name().name(), live.changedAt().orElse(Instant.EPOCH), live.notes()));
    }

    /** An annotation of ours on an output. */
    public Optional<String> note(OutputKind kind, ResourceName name, String annotation) {
        return find(new OutputName(kind, name)).map(LiveOutput::notes).map(notes -> notes.get(annotation));
    }

    /** All outputs are read and followed. */
    public boolean healthy() {
        return watched.values().stream().flatMap(List::stream).allMatch(Watched::isFollowed);
    }

    @Override
    public synchronized void close() {
        List.copyOf(watched.keySet()).forEach(this::unwatch);
    }

    Optional<LiveOutput> find(OutputName name) {
        Optional<LiveOutput> cached =
                stores(name.kind()).flatMap(store -> store.find(name).stream()).findFirst();
        return sent.newest(name, cached);
    }

    Stream<LiveOutput> ownedBy(String uid) {
        return watched.keySet().stream().flatMap(this::stores).flatMap(store -> store.ownedBy(uid));
    }

    Stream<LiveOutput> all() {
        return watched.keySet().stream()
                .flatMap(this::stores)
                .flatMap(OutputStore::all)
                .filter(live -> live.owner().map(this::isOurs).orElse(true));
    }

    private boolean isOurs(Owner owner) {
        return owner.kind().equals(ownerKind);
    }

    SentOutputs sent() {
        return sent;
    }

    private Stream<OutputStore> stores(OutputKind kind) {
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

    /** Tells the owners, unless it was our own doing, and of progress. */
    private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
        private final OutputKind kind;
        private final OutputStore store;
        private final Map<OutputName, Progress> told = new ConcurrentHashMap<>();

        Changes(OutputKind kind, OutputStore store) {
            this.kind = kind;
            this.store = store;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            seen(object, Stream.empty());
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            seen(object, Owner.controlling(before).stream());
        }

        /** What is told is looked up again: the store may be further than the event. */
        private void seen(GenericKubernetesResource object, Stream<Owner> ownersBefore) {
            Optional<LiveOutput> live = store.find(OutputName.of(kind, object));
            if (live.filter(output -> isNews(output) || !sent.isOwnWriting(output))
                    .isPresent()) {
                Stream.concat(ownersBefore, live.get().owner().stream())
                        .distinct()
                        .filter(Outputs.this::isOurs)
                        .forEach(changed);
            }
        }

        private boolean isNews(LiveOutput output) {
            return output.progress()
                    .filter(progress -> !progress.equals(told.put(output.name(), progress)))
                    .isPresent();
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            sent.forget(OutputName.of(kind, object));
            told.remove(OutputName.of(kind, object));
            Owner.controlling(object).filter(Outputs.this::isOurs).ifPresent(changed);
        }
    }
}
