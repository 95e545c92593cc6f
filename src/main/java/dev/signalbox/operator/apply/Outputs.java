package dev.signalbox.operator.apply;

import dev.signalbox.model.ResourceName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Outputs in the cluster as one who writes them sees them: of all that is there, what is its own and whose the rest is. */
public final class Outputs {
    private final LiveOutputs live;
    private final Set<OutputKind> kinds;
    private final String ownerKind;
    private final Consumer<Owner> changed;
    private final SentOutputs sent = new SentOutputs();

    /**
     * @param live all there are
     * @param kinds which of them it writes
     * @param ownerKind whose outputs; those of others are seen, so that their names are known to be taken
     * @param changed told of an owner when somebody else changed or deleted an output of it; called on informer threads
     */
    public Outputs(LiveOutputs live, Set<OutputKind> kinds, String ownerKind, Consumer<Owner> changed) {
        this.live = live;
        this.kinds = Set.copyOf(kinds);
        this.ownerKind = ownerKind;
        this.changed = changed;
        live.onChange(new Changes());
    }

    /** The kind can be written, and what there is of it is known. */
    public boolean watches(OutputKind kind) {
        return kinds.contains(kind) && live.watches(kind);
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

    Optional<LiveOutput> find(OutputName name) {
        Optional<LiveOutput> cached =
                stores(name.kind()).flatMap(store -> store.find(name).stream()).findFirst();
        return sent.newest(name, cached);
    }

    Stream<LiveOutput> ownedBy(String uid) {
        return kinds.stream().flatMap(this::stores).flatMap(store -> store.ownedBy(uid));
    }

    Stream<LiveOutput> all() {
        return kinds.stream().flatMap(this::stores).flatMap(OutputStore::all).filter(live -> live.owner()
                .map(this::isOurs)
                .orElse(true));
    }

    private boolean isOurs(Owner owner) {
        return owner.kind().equals(ownerKind);
    }

    SentOutputs sent() {
        return sent;
    }

    private Stream<OutputStore> stores(OutputKind kind) {
        return kinds.contains(kind) ? live.stores(kind) : Stream.empty();
    }

    /** Tells the owners, unless it was our own doing, and of progress. */
    private final class Changes implements LiveOutputs.Listener {
        private final Map<OutputName, Progress> told = new ConcurrentHashMap<>();

        @Override
        public void seen(LiveOutput output, Optional<Owner> before) {
            List<Owner> owners = Stream.concat(before.stream(), output.owner().stream())
                    .distinct()
                    .filter(Outputs.this::isOurs)
                    .toList();
            if (isWritten(output.name()) && !owners.isEmpty() && (isNews(output) || !sent.isOwnWriting(output))) {
                owners.forEach(changed);
            }
        }

        private boolean isWritten(OutputName name) {
            return kinds.contains(name.kind());
        }

        private boolean isNews(LiveOutput output) {
            return output.progress()
                    .filter(progress -> !progress.equals(told.put(output.name(), progress)))
                    .isPresent();
        }

        @Override
        public void gone(OutputName name, Optional<Owner> owner) {
            if (isWritten(name)) {
                sent.forget(name);
                told.remove(name);
                owner.filter(Outputs.this::isOurs).ifPresent(changed);
            }
        }
    }
}
