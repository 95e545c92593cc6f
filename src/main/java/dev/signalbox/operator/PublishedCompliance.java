package dev.signalbox.operator;

import dev.signalbox.guardrails.Compliance;
import dev.signalbox.guardrails.Compliance.ObjectId;
import dev.signalbox.guardrails.Compliance.OfObject;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Guarded;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What policies make of everything, for those who write statuses; they are woken for what changed. */
@Singleton
class PublishedCompliance {
    private static final Compliance NOTHING = new Compliance(new TreeMap<>(), Map.of());

    private final List<Runnable> ofPolicies = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<SubjectKind, ResourceName>> ofObjects = new CopyOnWriteArrayList<>();
    private volatile Optional<Compliance> current = Optional.empty();

    /** What a policy found; nothing where it has not judged yet. */
    Optional<OfPolicy> ofPolicy(String name) {
        return current.map(Compliance::policies).map(policies -> policies.get(name));
    }

    Guarded of(SubjectKind kind, ResourceName name) {
        if (current.isEmpty()) {
            return new Guarded.NotYet();
        }
        OfObject found = current.get().objects().get(new ObjectId(kind, name));
        return found == null ? new Guarded.ByNobody() : new Guarded.Judged(found);
    }

    /** @param listener called when policies found something else */
    void onPolicyChange(Runnable listener) {
        ofPolicies.add(listener);
    }

    /** @param listener called for each object of which something else was found */
    void onObjectChange(SubjectKind kind, Consumer<ResourceName> listener) {
        ofObjects.add((changed, name) -> {
            if (changed == kind) {
                listener.accept(name);
            }
        });
    }

    void publish(Compliance next) {
        Optional<Compliance> before = current;
        current = Optional.of(next);
        if (!before.map(Compliance::policies).equals(Optional.of(next.policies()))) {
            ofPolicies.forEach(Runnable::run);
        }
        next.differingFrom(before.orElse(NOTHING))
                .forEach(id -> ofObjects.forEach(listener -> listener.accept(id.kind(), id.name())));
    }
}
