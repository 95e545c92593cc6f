package dev.signalbox.compile.pipeline.collector.setting;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Written;

/** @param count MiB, written with their unit */
public record Mebibytes(int count) implements Written {
    @Override
    public Object written(CollectorVersion version) {
        return count + "MiB";
    }
}
