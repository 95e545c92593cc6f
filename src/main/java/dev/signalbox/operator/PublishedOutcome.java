package dev.signalbox.operator;

import dev.signalbox.model.ResourceName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the one writer of collectors tells those who report on single resources. */
@Singleton
class PublishedOutcome {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<ResourceName>> ofServices = new CopyOnWriteArrayList<>();
    private volatile StackOutcome outcome = StackOutcome.UNKNOWN;

    StackOutcome current() {
        return outcome;
    }

    /** @param listener called when there is another outcome, but for what is of single services */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** @param listener called for each service of which alone something else is known now */
    void onServiceChange(Consumer<ResourceName> listener) {
        ofServices.add(listener);
    }

    void publish(StackOutcome next) {
        if (next.equals(outcome)) {
            return;
        }
        Optional<Set<ResourceName>> changed = next.servicesThatDiffer(outcome);
        outcome = next;
        changed.ifPresentOrElse(
                services -> services.forEach(service -> ofServices.forEach(listener -> listener.accept(service))),
                () -> listeners.forEach(Runnable::run));
    }
}
