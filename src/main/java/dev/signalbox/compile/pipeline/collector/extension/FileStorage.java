package dev.signalbox.compile.pipeline.collector.extension;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Template;
import java.util.Optional;

/**
 * Keeps queues and positions in files.
 *
 * @param directory where
 * @param createDirectory whether it is made
 * @param fsync whether each write reaches the disk before it counts
 * @param recreate whether a file that can't be read is put aside and begun anew
 * @param compaction when files give room back
 */
public record FileStorage(
        Template directory, boolean createDirectory, boolean fsync, boolean recreate, Optional<Compaction> compaction)
        implements Component.Storage {

    @Override
    public ComponentType type() {
        return ComponentType.FILE_STORAGE;
    }

    /**
     * When files give room back.
     *
     * @param onStart at the start
     * @param onRebound when they were large and are nearly empty
     * @param directory where they are copied to for it, on the same volume
     * @param cleanupOnStart whether what an interrupted one left there is removed
     */
    public record Compaction(boolean onStart, boolean onRebound, Template directory, boolean cleanupOnStart) {}
}
