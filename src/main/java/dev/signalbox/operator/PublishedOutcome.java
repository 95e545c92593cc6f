package dev.signalbox.operator;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the one writer of collectors tells those who report on single resources. */
@Singleton
class PublishedOutcome {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile StackOutcome outcome = StackOutcome.UNKNOWN;

    StackOutcome current() {
        return outcome;
    }

    /** @param listener called when there is another outcome */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void publish(StackOutcome next) {
        if (!next.equals(outcome)) {
            outcome = next;
            listeners.forEach(Runnable::run);
        }
    }
}
