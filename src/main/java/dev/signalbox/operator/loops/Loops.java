package dev.signalbox.operator.loops;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All loops of the operator that have not been closed. */
@Singleton
public class Loops {
    private final Set<Loop> open = ConcurrentHashMap.newKeySet();

    /**
     * A loop that does not get on.
     *
     * @param name of the loop
     * @param thread that it runs on; nothing where none could be had
     * @param age since it got on
     */
    public record Late(String name, Optional<Thread> thread, Duration age) {}

    /** @param name of its thread */
    public Loop loop(String name) {
        Loop loop = new Loop(name, open::remove);
        open.add(loop);
        return loop;
    }

    /** The one that has not got on for the longest time, where that is more than what is given. */
    public Optional<Late> late(Duration longest) {
        return open.stream()
                .flatMap(loop -> loop.late().stream())
                .filter(late -> late.age().compareTo(longest) > 0)
                .max(Comparator.comparing(Late::age));
    }
}
