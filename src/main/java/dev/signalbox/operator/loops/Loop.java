package dev.signalbox.operator.loops;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A thread for turns that are taken one after the other, and on and on: none ends because it failed, however it did. */
public final class Loop implements AutoCloseable {
    private final String name;
    private final Consumer<Loop> onClose;
    private final List<Turn> turns = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService executor;
    private volatile Thread thread;
    private volatile long beat = System.nanoTime();

    Loop(String name, Consumer<Loop> onClose) {
        this.name = name;
        this.onClose = onClose;
        this.executor = Executors.newSingleThreadScheduledExecutor(
                work -> thread = Thread.ofPlatform().daemon().name(name).unstarted(work));
    }

    /**
     * Has something done from now on.
     *
     * @param first after which it is done first
     * @param pause between its end, however it ended, and the next time
     * @param what it is, after "could not"
     */
    public void every(Duration first, Duration pause, String what, Runnable work) {
        turn(new Turn(this, what, pause, true, work)).in(first);
    }

    /**
     * What is done when it is asked for, by {@link Turn#in}.
     *
     * @param what it is, after "could not"
     * @param afterFailure pause before it is tried again
     */
    public Turn onDemand(String what, Duration afterFailure, Runnable work) {
        return turn(new Turn(this, what, afterFailure, false, work));
    }

    private Turn turn(Turn turn) {
        turns.add(turn);
        return turn;
    }

    Future<?> schedule(Runnable work, Duration delay) {
        try {
            return executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** A turn has ended: those that have waited for it are none the worse for it. */
    void beat() {
        beat = System.nanoTime();
    }

    boolean isClosed() {
        return executor.isShutdown();
    }

    /** How long the turn that is worst off has not got on; nothing where all are in time. */
    Optional<Loops.Late> late() {
        long now = System.nanoTime();
        return turns.stream()
                .flatMapToLong(turn -> turn.age(beat, now).stream())
                .filter(age -> age > 0)
                .boxed()
                .max(Long::compare)
                .map(age -> new Loops.Late(name, Optional.ofNullable(thread), Duration.ofNanos(age)));
    }

    /** What is being done is interrupted, and nothing is done again. */
    @Override
    public void close() {
        executor.shutdownNow();
        onClose.accept(this);
    }
}
