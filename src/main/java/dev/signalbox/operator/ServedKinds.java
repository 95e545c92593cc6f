package dev.signalbox.operator;

import dev.signalbox.operator.apply.InformerRetry;
import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.loops.Turn;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Follows the definitions of the kinds that are written, and watches outputs of a kind while it is served. Each definition
 * is watched by its name, so that rights to these few are enough.
 */
final class ServedKinds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServedKinds.class);
    private static final ResourceDefinitionContext DEFINITIONS = new ResourceDefinitionContext.Builder()
            .withGroup("apiextensions.k8s.io")
            .withVersion("v1")
            .withKind("CustomResourceDefinition")
            .withPlural("customresourcedefinitions")
            .withNamespaced(false)
            .build();

    /** What nobody granted is asked for again after this time. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** A definition is known a moment before its kind is served. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    /** An informer whose read takes longer goes on with it, and the next is not kept waiting. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Set<OutputKind> kinds;
    private final UnaryOperator<Set<OutputKind>> granted;
    private final LiveOutputs outputs;
    private final Consumer<OutputKind> changed;
    private final Map<OutputKind, SharedIndexInformer<GenericKubernetesResource>> definitions =
            new ConcurrentHashMap<>();
    private final Map<OutputKind, Turn> turns = new ConcurrentSkipListMap<>();
    private final Loop loop;

    /**
     * @param kinds which to follow, of those that have a definition
     * @param granted which of some kinds may be watched: who does not want such outputs need not grant any
     * @param changed told of a kind that has come or gone
     */
    ServedKinds(
            KubernetesClient client,
            Set<OutputKind> kinds,
            UnaryOperator<Set<OutputKind>> granted,
            LiveOutputs outputs,
            Consumer<OutputKind> changed,
            Loops loops) {
        this.client = client;
        this.kinds = kinds;
        this.granted = granted;
        this.outputs = outputs;
        this.changed = changed;
        this.loop = loops.loop("served-kinds");
    }

    /** Returns when it is known which kinds are served, and all outputs of these; their definitions are followed from then on. */
    void start() {
        Set<OutputKind> defined = kinds.stream()
                .filter(kind -> kind.definition().isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(OutputKind.class)));
        Set<OutputKind> served = served(defined);
        outputs.watch(granted.apply(served));
        for (OutputKind kind : defined) {
            if (!served.contains(kind)) {
                LOG.infof("%s is not served; waiting for its definition", kind.kind());
            }
            turns.put(
                    kind,
                    loop.onDemand("read " + kind.plural() + ", which are defined", TRY_AGAIN, () -> follow(kind)));
        }
        loop.every(Duration.ZERO, ASK_AGAIN, "follow definitions of kinds", this::followDefinitions);
    }

    private Set<OutputKind> served(Set<OutputKind> defined) {
        try {
            return new Discovery(client).served(defined);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /** One after the other: so many connections at once would take from the start what it needs, and are for the next change only. */
    private void followDefinitions() {
        for (OutputKind kind : turns.keySet()) {
            SharedIndexInformer<GenericKubernetesResource> definition = definitions.get(kind);
            if (definition == null || !definition.isRunning()) {
                try {
                    followDefinition(kind).get(LONGEST_READ.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (ExecutionException | TimeoutException _) {
                    // told, or still being tried
                }
            }
        }
    }

    private CompletableFuture<Void> followDefinition(OutputKind kind) {
        SharedIndexInformer<GenericKubernetesResource> definition = client.genericKubernetesResources(DEFINITIONS)
                .withName(kind.definition().orElseThrow())
                .runnableInformer(0)
                .itemStore(new TransformingItemStore<>(ServedKinds::withoutSchemas))
                .exceptionHandler(InformerRetry.INSTANCE)
                .addEventHandler(new Follow(kind));
        definitions.put(kind, definition);
        return definition
                .start()
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        turns.get(kind).in(Duration.ZERO); // it may have gone between the two answers
                    } else {
                        LOG.errorf(
                                "could not read the definition of %s, trying again in %d s: %s",
                                kind.kind(), ASK_AGAIN.toSeconds(), failure.getMessage());
                    }
                })
                .toCompletableFuture();
    }

    /** All definitions are followed. */
    boolean healthy() {
        return definitions.values().stream().allMatch(SharedIndexInformer::isRunning);
    }

    @Override
    public void close() {
        loop.close();
        definitions.values().forEach(SharedIndexInformer::stop);
    }

    private void follow(OutputKind kind) {
        boolean served = isServed(kind);
        if (served == outputs.watches(kind)) {
            return;
        }
        if (!served) {
            LOG.infof("%s is no longer served", kind.kind());
            outputs.unwatch(kind);
        } else if (granted.apply(Set.of(kind)).contains(kind)) {
            outputs.watch(Set.of(kind));
            LOG.infof("%s is served", kind.kind());
        } else {
            turns.get(kind).in(ASK_AGAIN);
            return;
        }
        changed.accept(kind);
    }

    private boolean isServed(OutputKind kind) {
        GenericKubernetesResource definition =
                definitions.get(kind).getStore().getByKey(kind.definition().orElseThrow());
        return definition != null
                && !definition.isMarkedForDeletion()
                && list(definition.get("status", "conditions")).stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.get("type")) && "True".equals(condition.get("status")))
                && list(definition.get("spec", "versions")).stream()
                        .anyMatch(version -> Boolean.TRUE.equals(version.get("served"))
                                && kind.kind().apiVersion().endsWith("/" + version.get("name")));
    }

    /** Schemas are nearly all of a definition, up to a megabyte of it. */
    private static GenericKubernetesResource withoutSchemas(GenericKubernetesResource definition) {
        list(definition.get("spec", "versions")).forEach(version -> version.remove("schema"));
        definition.getMetadata().setManagedFields(null);
        return definition;
    }

    private static List<Map<?, ?>> list(Object value) {
        return value instanceof List<?> items
                ? items.stream().<Map<?, ?>>map(Map.class::cast).toList()
                : List.of();
    }

    private final class Follow implements ResourceEventHandler<GenericKubernetesResource> {
        private final OutputKind kind;

        Follow(OutputKind kind) {
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource definition) {
            turns.get(kind).in(Duration.ZERO);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource definition) {
            turns.get(kind).in(Duration.ZERO);
        }

        @Override
        public void onDelete(GenericKubernetesResource definition, boolean finalStateUnknown) {
            turns.get(kind).in(Duration.ZERO);
        }
    }
}
