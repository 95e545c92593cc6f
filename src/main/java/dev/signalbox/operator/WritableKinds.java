package dev.signalbox.operator;

import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.watched.WatchedResources;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Of the kinds that anybody here writes, those that are served and granted; their outputs are watched, for all who write them. */
@Singleton
class WritableKinds {
    private final Rights rights;
    private final LiveOutputs outputs;
    private final ServedKinds served;
    private final GrantedKinds granted;
    private final FutureTask<Void> started = new FutureTask<>(this::watch, null);
    private final List<Consumer<OutputKind>> listeners = new CopyOnWriteArrayList<>();

    @Inject
    WritableKinds(KubernetesClient client, WatchedResources watched, Loops loops) {
        Set<OutputKind> kinds = WrittenKinds.all(WrittenKinds::kinds);
        rights = new Rights(client, watched.namespaces());
        outputs = new LiveOutputs(client, watched.namespaces());
        served = new ServedKinds(client, kinds, this::writable, outputs, this::tell, loops);
        granted = new GrantedKinds(kinds, rights, outputs, this::tell, loops);
    }

    LiveOutputs outputs() {
        return outputs;
    }

    /** @param listener called when one of the kinds has come or gone */
    void onChange(Set<OutputKind> kinds, Runnable listener) {
        listeners.add(kind -> {
            if (kinds.contains(kind)) {
                listener.run();
            }
        });
    }

    private void tell(OutputKind kind) {
        listeners.forEach(listener -> listener.accept(kind));
    }

    /** Returns when it is known which they are, and all outputs of these; for all who call it the first call does. */
    void start() {
        started.run();
        try {
            started.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void watch() {
        served.start();
        granted.start();
    }

    /** What is needed is not asked about: without the right to it the operator says so and does not start. */
    private Set<OutputKind> writable(Set<OutputKind> asked) {
        Set<OutputKind> needed = WrittenKinds.all(WrittenKinds::needed);
        Set<OutputKind> others = new HashSet<>(asked);
        others.removeAll(needed);
        Set<OutputKind> writable = new HashSet<>(asked);
        writable.retainAll(needed);
        writable.addAll(rights.held(others));
        return writable;
    }

    /** All definitions and outputs are read and followed. */
    boolean healthy() {
        return served.healthy() && outputs.healthy();
    }

    @PreDestroy
    void stop() {
        served.close();
        granted.close();
        outputs.close();
    }
}
