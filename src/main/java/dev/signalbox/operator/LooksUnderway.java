package dev.signalbox.operator;

import dev.signalbox.compile.kube.ObjectNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at resources that have begun and have not ended, each on a thread of its own. */
@Singleton
class LooksUnderway {
    private final Map<Thread, Look> looks = new ConcurrentHashMap<>();

    /**
     * One look.
     *
     * @param resource kind, namespace and name
     * @param begun on the clock of {@link System#nanoTime()}
     */
    private record Look(String resource, long begun) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    /**
     * A look that takes long.
     *
     * @param resource kind, namespace and name
     * @param thread that looks
     * @param age since it began
     */
    record Stuck(String resource, Thread thread, Duration age) {}

    void begin(HasMetadata resource) {
        looks.put(
                Thread.currentThread(),
                new Look(resource.getKind() + " " + ObjectNames.of(resource), System.nanoTime()));
    }

    /** The one that this thread has begun, if it has. */
    void end() {
        looks.remove(Thread.currentThread());
    }

    /** The longest, where it takes longer than that. */
    Optional<Stuck> stuck(Duration longest) {
        return looks.entrySet().stream()
                .map(look -> new Stuck(
                        look.getValue().resource(),
                        look.getKey(),
                        look.getValue().age()))
                .filter(look -> look.age().compareTo(longest) > 0)
                .max(Comparator.comparing(Stuck::age));
    }
}
