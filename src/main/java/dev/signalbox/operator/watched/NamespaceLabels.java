package dev.signalbox.operator.watched;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Labels of namespaces, by which policies say whom they are for. Only policies ask: they are watched once there is one. */
public final class NamespaceLabels implements AutoCloseable {
    private final SharedIndexInformer<Namespace> informer;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> started;

    NamespaceLabels(KubernetesClient client) {
        informer = client.namespaces()
                .runnableInformer(0)
                .itemStore(new TransformingItemStore<>(NamespaceLabels::labelled))
                .exceptionHandler((_, _) -> true);
        informer.addEventHandler(new Told());
    }

    /** Done when those of all namespaces are known; tried for as long as it takes. */
    synchronized CompletableFuture<Void> start() {
        if (started == null) {
            started = informer.start().toCompletableFuture();
        }
        return started;
    }

    boolean areKnown() {
        return informer.hasSynced();
    }

    /** @param listener called for a namespace that has come or gone, or is labelled otherwise; on the informer's thread */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Nothing of a namespace that is not known. */
    public Optional<Map<String, String>> of(String namespace) {
        return Optional.ofNullable(informer.getStore().getByKey(namespace)).map(NamespaceLabels::labels);
    }

    /** All that are known, by name. */
    public Stream<String> names() {
        return informer.getStore().listKeys().stream();
    }

    private static Map<String, String> labels(Namespace namespace) {
        return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
    }

    /** What is kept of one. */
    private static Namespace labelled(Namespace namespace) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withLabels(namespace.getMetadata().getLabels())
                .endMetadata()
                .build();
    }

    private final class Told implements ResourceEventHandler<Namespace> {
        @Override
        public void onAdd(Namespace namespace) {
            tell(namespace);
        }

        @Override
        public void onUpdate(Namespace before, Namespace namespace) {
            if (!labels(before).equals(labels(namespace))) {
                tell(namespace);
            }
        }

        @Override
        public void onDelete(Namespace namespace, boolean finalStateUnknown) {
            tell(namespace);
        }

        private void tell(Namespace namespace) {
            listeners.forEach(
                    listener -> listener.accept(namespace.getMetadata().getName()));
        }
    }

    @Override
    public void close() {
        informer.close();
    }
}
