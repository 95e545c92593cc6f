package dev.signalbox.operator.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.WriteGate;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes what is ours out of somebody else's ConfigMap before the stack goes. Only a stack that has something there has a
 * finalizer.
 */
public final class Farewell implements AutoCloseable {
    /** Keeps a stack until its ConfigMap is as it was. */
    static final String FINALIZER = OutputAnnotations.PREFIX + "overrides";

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final WriteGate gate;
    private final ForeignFile files;
    private final Supplier<Stream<ObservabilityStack>> stacks;
    private final BooleanSupplier mayWrite;
    private final Loop loop;

    /**
     * @param stacks that are there, those that are going among them
     * @param mayWrite this replica is the one that works
     */
    public Farewell(
            KubernetesClient client,
            WriteGate gate,
            ForeignFile files,
            Supplier<Stream<ObservabilityStack>> stacks,
            BooleanSupplier mayWrite,
            Loops loops) {
        this.client = client;
        this.gate = gate;
        this.files = files;
        this.stacks = stacks;
        this.mayWrite = mayWrite;
        this.loop = loops.loop("farewell");
    }

    public void start() {
        loop.every(EVERY, EVERY, "take what is ours out of the ConfigMap of a stack that goes", this::look);
    }

    /** Before a foreign file is written: leaves another one, and has the stack wait for us when it goes. */
    void promise(ObservabilityStack stack, Optional<RuntimeFile> file) {
        Optional<RuntimeFile> before = edited(stack);
        if (before.equals(file)) {
            return;
        }
        before.ifPresent(files::leave);
        List<String> finalizers = new ArrayList<>(finalizers(stack));
        finalizers.remove(FINALIZER);
        file.ifPresent(_ -> finalizers.add(FINALIZER));
        patch(stack, finalizers, file);
    }

    private void look() {
        if (mayWrite.getAsBoolean()) {
            stacks.get()
                    .filter(stack -> stack.getMetadata().getDeletionTimestamp() != null
                            && finalizers(stack).contains(FINALIZER))
                    .forEach(this::leave);
        }
    }

    private void leave(ObservabilityStack stack) {
        edited(stack).ifPresent(files::leave);
        patch(
                stack,
                finalizers(stack).stream().filter(one -> !one.equals(FINALIZER)).toList(),
                Optional.empty());
    }

    private void patch(ObservabilityStack stack, List<String> finalizers, Optional<RuntimeFile> file) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", stack.getMetadata().getResourceVersion());
        ArrayNode list = metadata.putArray("finalizers");
        finalizers.forEach(list::add);
        ObjectNode annotations = metadata.putObject("annotations");
        file.ifPresentOrElse(
                there -> annotations.put(OutputAnnotations.EDITED, there.name() + "/" + there.key()),
                () -> annotations.putNull(OutputAnnotations.EDITED));
        gate.check();
        client.resources(ObservabilityStack.class)
                .withName(stack.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(Authorship.NAME)
                                .build(),
                        patch.toString());
    }

    private static List<String> finalizers(ObservabilityStack stack) {
        return Objects.requireNonNullElse(stack.getMetadata().getFinalizers(), List.of());
    }

    /** The file that has something of ours, as the stack says. */
    private static Optional<RuntimeFile> edited(ObservabilityStack stack) {
        return Optional.ofNullable(stack.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(OutputAnnotations.EDITED))
                .map(text -> text.split("/", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new RuntimeFile(parts[0], parts[1], parts[2], RuntimeFile.Owner.OTHER));
    }

    @Override
    public void close() {
        loop.close();
    }
}
