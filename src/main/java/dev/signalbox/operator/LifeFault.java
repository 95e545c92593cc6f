package dev.signalbox.operator;

import dev.signalbox.operator.loops.Loops;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why an operator does not get on, and never will.
 *
 * @param words for whoever asks
 * @param stacks what threads are doing, for the log: whoever may ask for words need not see it; may be empty
 */
record LifeFault(String words, String stacks) {
    private static final int STACK_DEPTH = 20;

    /** A look at a resource that does not end. */
    static LifeFault of(LooksUnderway.Stuck look) {
        return new LifeFault(
                "for %d s at %s".formatted(look.age().toSeconds(), look.resource()),
                stack(look.thread().getName(), look.thread().getStackTrace()));
    }

    /** A loop that does not get on. */
    static LifeFault of(Loops.Late loop) {
        return new LifeFault(
                "for %d s: %s".formatted(loop.age().toSeconds(), loop.name()),
                loop.thread()
                        .map(thread -> stack(loop.name(), thread.getStackTrace()))
                        .orElse(""));
    }

    /** Threads that wait for each other. */
    static Optional<LifeFault> ofDeadlock() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Optional.ofNullable(threads.findDeadlockedThreads())
                .map(ids -> Arrays.stream(threads.getThreadInfo(ids, STACK_DEPTH))
                        .filter(Objects::nonNull)
                        .toList())
                .map(waiting -> new LifeFault(
                        waiting.size() + " wait for each other: "
                                + waiting.stream()
                                        .map(ThreadInfo::getThreadName)
                                        .sorted()
                                        .collect(Collectors.joining(", ")),
                        waiting.stream()
                                .map(thread -> stack(thread.getThreadName(), thread.getStackTrace()))
                                .collect(Collectors.joining("; "))));
    }

    /** Informers that were given up. */
    static Optional<LifeFault> ofStopped(List<String> informers) {
        return informers.isEmpty()
                ? Optional.empty()
                : Optional.of(new LifeFault("stopped: " + String.join(", ", informers), ""));
    }

    private static String stack(String thread, StackTraceElement[] stack) {
        return thread + ":"
                + Arrays.stream(stack)
                        .limit(STACK_DEPTH)
                        .map(frame -> " " + frame)
                        .collect(Collectors.joining());
    }
}
