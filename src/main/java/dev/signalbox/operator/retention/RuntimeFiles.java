package dev.signalbox.operator.retention;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.compile.retention.LokiOverrides;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes into files of others, and tells what became of all that servers read. */
public final class RuntimeFiles {
    private final ForeignFile foreign;
    private final Farewell farewell;
    private final PublishedRetention published;

    public RuntimeFiles(ForeignFile foreign, Farewell farewell, PublishedRetention published) {
        this.foreign = foreign;
        this.farewell = farewell;
        this.published = published;
    }

    /** @param ours what became of files of our own */
    public void write(ObservabilityStack stack, RetentionPlan plan, Map<ResourceName, Delivery> ours) {
        Map<ResourceName, Delivery> files = new TreeMap<>(ours);
        Optional<LokiOverrides> theirs =
                plan.loki().filter(overrides -> !overrides.file().isOurs());
        Optional<Delivery> unpromised = promise(stack, theirs);
        theirs.filter(_ -> plan.kept().isEmpty())
                .ifPresent(overrides -> files.put(
                        new ResourceName(
                                overrides.file().namespace(), overrides.file().configMap()),
                        unpromised.orElseGet(() -> foreign.hold(overrides))));
        published.written(files);
    }

    /** The stack names no file of others any more. */
    public void leave(ObservabilityStack stack) {
        promise(stack, Optional.empty());
    }

    /** What is in the way of it. */
    private Optional<Delivery> promise(ObservabilityStack stack, Optional<LokiOverrides> theirs) {
        try {
            farewell.promise(stack, theirs.map(LokiOverrides::file));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> Optional.of(new Delivery.Kept()); // looked at again
                case HttpURLConnection.HTTP_FORBIDDEN ->
                    Optional.of(
                            new Delivery.Refused(
                                    "the stack's finalizer",
                                    "the operator may not patch observabilitystacks; apply manifests/base/rbac-pipelines.yaml"));
                default -> throw e;
            };
        }
    }
}
