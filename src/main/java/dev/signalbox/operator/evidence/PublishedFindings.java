package dev.signalbox.operator.evidence;

import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Findings;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What all aspects found out, for those who write statuses; they are woken for what changed. */
@Singleton
public class PublishedFindings {
    private final List<Consumer<ResourceName>> ofServices = new CopyOnWriteArrayList<>();
    private final List<Runnable> ofStack = new CopyOnWriteArrayList<>();
    private volatile Map<Aspect, Found> found = Map.of();

    public Findings<ServiceFindings> of(ResourceName service) {
        Map<Aspect, ServiceFindings> findings = new EnumMap<>(Aspect.class);
        found.forEach((aspect, all) -> {
            ServiceFindings one = all.services().get(service);
            if (one != null) {
                findings.put(aspect, one);
            }
        });
        return new Findings<>(findings);
    }

    public Findings<StackFindings> ofStack() {
        Map<Aspect, StackFindings> findings = new EnumMap<>(Aspect.class);
        found.forEach((aspect, all) -> findings.put(aspect, all.stack()));
        return new Findings<>(findings);
    }

    /** @param listener called for each service of which something else is known now */
    public void onServiceChange(Consumer<ResourceName> listener) {
        ofServices.add(listener);
    }

    /** @param listener called when something else is known of all together */
    public void onStackChange(Runnable listener) {
        ofStack.add(listener);
    }

    void publish(Aspect aspect, Found next) {
        Found before = found.getOrDefault(aspect, Found.NOTHING);
        boolean first = !found.containsKey(aspect);
        if (next.equals(before) && !first) {
            return;
        }
        Map<Aspect, Found> all = new EnumMap<>(Aspect.class);
        all.putAll(found);
        all.put(aspect, next);
        found = all;
        Set<ResourceName> names = new HashSet<>(before.services().keySet());
        names.addAll(next.services().keySet());
        names.removeIf(name ->
                Objects.equals(before.services().get(name), next.services().get(name)));
        names.forEach(name -> ofServices.forEach(listener -> listener.accept(name)));
        if (first || !next.stack().equals(before.stack())) {
            ofStack.forEach(Runnable::run);
        }
    }
}
