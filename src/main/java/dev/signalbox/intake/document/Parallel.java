package dev.signalbox.intake.document;

import java.util.List;
import java.util.function.Function;

/** Work on each of many things that depends on nothing else. */
public final class Parallel {
    /** From here on it is worth waking the other processors. */
    private static final int MANY = 8;

    private Parallel() {}

    /** What becomes of each, in their order; on all processors where there are many. */
    public static <T, R> List<R> map(List<T> things, Function<T, R> work) {
        return (things.size() < MANY ? things.stream() : things.parallelStream())
                .map(work)
                .toList();
    }
}
