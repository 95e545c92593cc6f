package dev.signalbox.cli.quickstart;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What quickstart put into a cluster. Only that is removed again: what was there before carries no mark of ours. */
final class CreatedObjects implements AutoCloseable {
    static final String MANAGER = "signalbox-quickstart";
    private static final Map.Entry<String, String> MARK = Map.entry("app.kubernetes.io/managed-by", MANAGER);
    private static final Duration GONE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final boolean remove;
    private final Deque<HasMetadata> created = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts with nothing.
     *
     * @param remove whether to remove it at the end; pointless where the cluster itself ends then
     */
    CreatedObjects(KubernetesClient client, boolean remove) {
        this.client = client;
        this.remove = remove;
    }

    /** True where the object exists and an earlier quickstart did not make it. */
    boolean isForeign(HasMetadata object) {
        HasMetadata live = client.resource(object).get();
        return live != null && !isMarked(live);
    }

    /** Applies an object, marked as ours; one that someone else made is not touched, and a failure. */
    synchronized void apply(HasMetadata object) {
        refuseWhenClosed();
        if (isForeign(object)) {
            throw new QuickstartFailure("%s %s is there already, and quickstart did not make it; remove it first"
                    .formatted(object.getKind(), object.getMetadata().getName()));
        }
        client.resource(mark(object)).patch(serverSideApply());
        created.push(object);
    }

    /** Applies those definitions that the cluster does not have, and returns how many that were. */
    synchronized int install(List<CustomResourceDefinition> definitions) {
        refuseWhenClosed();
        List<CustomResourceDefinition> missing = new ArrayList<>();
        for (CustomResourceDefinition definition : definitions) {
            if (!isForeign(definition)) {
                missing.add(mark(definition));
                created.push(definition);
            }
        }
        CustomResourceDefinitions.install(client, missing, MANAGER);
        return missing.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (!remove) {
            return;
        }
        Deadline deadline = Deadline.in(GONE);
        while (!created.isEmpty()) {
            HasMetadata object = created.pop();
            client.resource(object).delete();
            if (!deadline.until(() -> client.resource(object).get() == null)) {
                throw new QuickstartFailure("still being removed: " + object.getKind() + " "
                        + object.getMetadata().getName());
            }
        }
    }

    /** Ctrl-C may come while the examples are being applied; none may follow what has been removed. */
    private void refuseWhenClosed() {
        if (closed) {
            throw new QuickstartFailure("stopped");
        }
    }

    private static <T extends HasMetadata> T mark(T object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        Map<String, String> marked = labels == null ? new LinkedHashMap<>() : new LinkedHashMap<>(labels);
        marked.put(MARK.getKey(), MARK.getValue());
        object.getMetadata().setLabels(marked);
        return object;
    }

    private static boolean isMarked(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && MARK.getValue().equals(labels.get(MARK.getKey()));
    }

    private static PatchContext serverSideApply() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(MANAGER)
                .withForce(true)
                .build();
    }
}
