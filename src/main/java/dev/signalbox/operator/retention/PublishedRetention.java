package dev.signalbox.operator.retention;

import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.status.retention.FileState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the writer of files and who asks servers tell each other. */
@Singleton
public class PublishedRetention {
    private final List<Runnable> changed = new CopyOnWriteArrayList<>();
    private volatile Optional<LokiDefaults> loki = Optional.empty();
    private volatile FileState lokiFile = new FileState.Written();

    /** What Loki's own configuration says; nothing: it was not asked yet. What was known stays while it can't be asked. */
    public Optional<LokiDefaults> loki() {
        return loki;
    }

    /** What became of Loki's file. */
    public FileState lokiFile() {
        return lokiFile;
    }

    /** @param listener called when something else is known of servers */
    public void onChange(Runnable listener) {
        changed.add(listener);
    }

    /** By the writer, after each write. */
    public void written(FileState file) {
        lokiFile = file;
    }

    void known(LokiDefaults defaults) {
        if (!loki.equals(Optional.of(defaults))) {
            loki = Optional.of(defaults);
            changed.forEach(Runnable::run);
        }
    }

    /** Another Loki is named. */
    void forget() {
        loki = Optional.empty();
    }
}
