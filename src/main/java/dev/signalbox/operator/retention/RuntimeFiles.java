package dev.signalbox.operator.retention;

import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.retention.FileState;

/** Files that servers read while they run. */
public final class RuntimeFiles {
    private RuntimeFiles() {}

    /** What became of one that is ours, from what became of the objects beside it. */
    public static FileState state(RuntimeFile file, Delivery delivery) {
        return switch (delivery) {
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
}
