package dev.signalbox.operator.retention;

import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.retention.FileState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the writer of files and who asks servers tell each other. */
@Singleton
public class PublishedRetention {
    private final List<Runnable> changed = new CopyOnWriteArrayList<>();
    private volatile Optional<LokiDefaults> loki = Optional.empty();
    private volatile Optional<String> tempo = Optional.empty();
    private volatile Map<ResourceName, Delivery> files = Map.of();

    /** What Loki's own configuration says; nothing: it was not asked yet. What was known stays while it can't be asked. */
    public Optional<LokiDefaults> loki() {
        return loki;
    }

    /** What holds for Tempo's tenants of which nothing is said, in JSON; nothing: it was not asked yet. */
    public Optional<String> tempo() {
        return tempo;
    }

    /** What became of a file; one that nobody wrote yet is about to be written. */
    FileState of(RuntimeFile file) {
        return switch (files.get(new ResourceName(file.namespace(), file.configMap()))) {
            case null -> new FileState.Written();
            case Delivery.Delivered _, Delivery.Kept _ -> new FileState.Written();
            case Delivery.Contended(String output, String holders) ->
                new FileState.Contended(
                        "%s is there and not ours (managed by %s), and was left alone; delete it, name another in runtimeConfig, or write owner: Other there"
                                .formatted(output, holders));
            case Delivery.Refused(String output, String message) ->
                new FileState.Refused(
                        "ConfigMap %s could not be written: %s: %s".formatted(file.name(), output, message));
        };
    }

    /** @param listener called when something else is known of servers */
    public void onChange(Runnable listener) {
        changed.add(listener);
    }

    /** By the writer: what became of each file. */
    public void written(Map<ResourceName, Delivery> deliveries) {
        files = Map.copyOf(deliveries);
    }

    void knownOfLoki(LokiDefaults defaults) {
        if (!loki.equals(Optional.of(defaults))) {
            loki = Optional.of(defaults);
            changed.forEach(Runnable::run);
        }
    }

    void knownOfTempo(String defaults) {
        if (!tempo.equals(Optional.of(defaults))) {
            tempo = Optional.of(defaults);
            changed.forEach(Runnable::run);
        }
    }

    /** A file of others may not be as it was written: nobody watches it. */
    void doubt() {
        changed.forEach(Runnable::run);
    }

    /** Another Loki is named. */
    void forgetLoki() {
        loki = Optional.empty();
    }

    /** Another Tempo is named. */
    void forgetTempo() {
        tempo = Optional.empty();
    }
}
