package dev.signalbox.operator.routing;

import dev.signalbox.compile.routing.AlertedServices;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Delivery;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the writer of routes and who looks around for it tell each other. */
@Singleton
public class PublishedRouting {
    private final List<Runnable> changed = new CopyOnWriteArrayList<>();
    private volatile Optional<Known> known = Optional.empty();
    private volatile Optional<Written> written = Optional.empty();

    /**
     * What routes depend on beside the stack.
     *
     * @param services whose alerts there are
     * @param alertmanagers nothing: they can't be read
     */
    public record Known(AlertedServices services, Optional<List<AlertmanagerObject>> alertmanagers) {
        public Known {
            alertmanagers = alertmanagers.map(List::copyOf);
        }
    }

    /**
     * What became of routes.
     *
     * @param served AlertmanagerConfig is, and may be written
     * @param objects each with what became of it
     */
    public record Written(boolean served, Map<ResourceName, Delivery> objects) {
        public Written {
            objects = Map.copyOf(objects);
        }
    }

    /** Nothing: nobody looked yet, and routes stay as they are. */
    public Optional<Known> known() {
        return known;
    }

    /** By the writer. */
    public void written(boolean served, Map<ResourceName, Delivery> objects) {
        written = Optional.of(new Written(served, objects));
    }

    /** @param listener called when something else is known */
    public void onChange(Runnable listener) {
        changed.add(listener);
    }

    Optional<Written> written() {
        return written;
    }

    void knows(Known now) {
        if (!known.equals(Optional.of(now))) {
            known = Optional.of(now);
            changed.forEach(Runnable::run);
        }
    }
}
