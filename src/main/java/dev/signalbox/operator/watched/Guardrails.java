package dev.signalbox.operator.watched;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.apply.Owner;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Policies as they are meant: each is read once when it has changed, for all who ask. They hold with the labels of namespaces,
 * by which they say whom they are for, and not before; one that is being deleted no longer holds.
 */
public final class Guardrails {
    private static final Snapshot NOTHING_READ = new Snapshot(-1, List.of(), List.of());

    private final WatchedKind<ObservabilityPolicy> resources;
    private final NamespaceLabels namespaces;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    private final CompletableFuture<Void> known;
    private volatile Snapshot last = NOTHING_READ;

    /**
     * A policy.
     *
     * @param meant nothing where it can't be read; it then holds for nobody, and its own status says so
     */
    public record Held(ObservabilityPolicy resource, Optional<Policy> meant) {
        private String uid() {
            return resource.getMetadata().getUid();
        }
    }

    /** @param changes how many there had been when they were read */
    private record Snapshot(long changes, List<Held> all, List<Policy> meant) {}

    Guardrails(WatchedKind<ObservabilityPolicy> resources, NamespaceLabels namespaces) {
        this.resources = resources;
        this.namespaces = namespaces;
        resources.onChange(this::changed);
        known = resources
                .known()
                .thenCompose(_ -> resources.all().findAny().isPresent()
                        ? namespaces.start()
                        : CompletableFuture.completedFuture(null));
    }

    /** Done when all that are there are known to hold. */
    CompletableFuture<Void> known() {
        return known;
    }

    public boolean areKnown() {
        return known.isDone();
    }

    /** @param listener called when policies ask for something else */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Those that can be read, by name. */
    public List<Policy> policies() {
        return current().meant();
    }

    /** All of them, by name. */
    public List<Held> all() {
        return current().all();
    }

    /** Labels that streams of logs must not carry, by those of some namespaces in which there are any; exceptions or not. */
    public Map<String, Set<String>> forbiddenLogLabels(Set<String> some) {
        List<Policy> forbidding = policies().stream()
                .filter(policy -> !policy.prohibitions().logLabels().isEmpty())
                .toList();
        Map<String, Set<String>> forbidden = new TreeMap<>();
        for (String namespace : forbidding.isEmpty() ? Set.<String>of() : some) {
            Map<String, String> labels = namespaces.of(namespace).orElse(Map.of());
            forbidding.stream().filter(policy -> policy.selects(labels)).forEach(policy -> forbidden
                    .computeIfAbsent(namespace, _ -> new TreeSet<>())
                    .addAll(policy.prohibitions().logLabels()));
        }
        return forbidden;
    }

    /** Whether it is one of them. */
    public boolean has(Owner owner) {
        return all().stream().anyMatch(held -> held.uid().equals(owner.uid()));
    }

    private void changed(Change<ObservabilityPolicy> change) {
        changes.incrementAndGet();
        if (change.matters(Guardrails::asksOtherwise)) {
            CompletableFuture<Void> _ = namespaces.start().thenRun(() -> listeners.forEach(Runnable::run));
        }
    }

    private static boolean asksOtherwise(ObservabilityPolicy before, ObservabilityPolicy policy) {
        return !Objects.equals(
                before.getMetadata().getGeneration(), policy.getMetadata().getGeneration());
    }

    /** Changes are counted first: what changes meanwhile is read the next time. */
    private Snapshot current() {
        if (!resources.isKnown() || !namespaces.areKnown()) {
            return NOTHING_READ;
        }
        long seen = changes.get();
        Snapshot before = last;
        if (before.changes() == seen) {
            return before;
        }
        Snapshot read = read(seen, before);
        last = read;
        return read;
    }

    private Snapshot read(long seen, Snapshot before) {
        Map<String, Held> already = before.all().stream().collect(Collectors.toMap(Held::uid, Function.identity()));
        List<Held> all = resources
                .all()
                .filter(policy -> !policy.isMarkedForDeletion())
                .sorted(Comparator.comparing(policy -> policy.getMetadata().getName()))
                .map(policy -> Optional.ofNullable(
                                already.get(policy.getMetadata().getUid()))
                        .filter(held -> !asksOtherwise(held.resource(), policy))
                        .map(held -> new Held(policy, held.meant()))
                        .orElseGet(
                                () -> new Held(policy, PolicyReader.read(policy).meant())))
                .toList();
        return new Snapshot(
                seen,
                all,
                all.stream().map(Held::meant).flatMap(Optional::stream).toList());
    }
}
