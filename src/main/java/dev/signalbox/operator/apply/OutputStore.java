package dev.signalbox.operator.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An informer's memory that keeps digests instead of objects (a thousand rule objects are tens of megabytes), and knows
 * them by their owner.
 */
final class OutputStore implements ItemStore<GenericKubernetesResource> {
    private final Map<String, LiveOutput> outputs = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byOwner = new ConcurrentHashMap<>();
    private final OutputKind kind;

    OutputStore(OutputKind kind) {
        this.kind = kind;
    }

    Optional<LiveOutput> find(OutputName name) {
        return Optional.ofNullable(outputs.get(
                Cache.namespaceKeyFunc(name.name().namespace(), name.name().name())));
    }

    Stream<LiveOutput> ownedBy(String uid) {
        return byOwner.getOrDefault(uid, Set.of()).stream().map(outputs::get).flatMap(Stream::ofNullable);
    }

    Stream<LiveOutput> all() {
        return outputs.values().stream();
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        LiveOutput live = LiveOutput.of(kind, object);
        LiveOutput before = outputs.put(key, live);
        leave(key, before);
        live.owner().ifPresent(owner -> byOwner.computeIfAbsent(owner.uid(), _ -> ConcurrentHashMap.newKeySet())
                .add(key));
        return husk(before);
    }

    @Override
    public GenericKubernetesResource remove(String key) {
        LiveOutput before = outputs.remove(key);
        leave(key, before);
        return husk(before);
    }

    private void leave(String key, LiveOutput before) {
        if (before != null) {
            before.owner()
                    .ifPresent(owner -> byOwner.computeIfPresent(owner.uid(), (_, keys) -> {
                        keys.remove(key);
                        return keys.isEmpty() ? null : keys;
                    }));
        }
    }

    @Override
    public GenericKubernetesResource get(String key) {
        return husk(outputs.get(key));
    }

    @Override
    public Stream<String> keySet() {
        return outputs.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return outputs.values().stream().map(LiveOutput::husk);
    }

    @Override
    public int size() {
        return outputs.size();
    }

    private static GenericKubernetesResource husk(LiveOutput output) {
        return output == null ? null : output.husk();
    }
}
