package dev.signalbox.operator;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Runs a sweep a moment after it was asked for, once for many requests, and again while it fails. */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final long SOON_MILLIS = 200;
    private static final long UNTIL_LEADING_MILLIS = 1_000;
    private static final long AFTER_FAILURE_MILLIS = 30_000;

    private final Runnable sweep;
    private final BooleanSupplier mayWrite;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweeper").factory());

    /** @param mayWrite asked before each sweep, which waits until it may */
    Sweeper(Runnable sweep, BooleanSupplier mayWrite) {
        this.sweep = sweep;
        this.mayWrite = mayWrite;
    }

    void ask() {
        askIn(SOON_MILLIS);
    }

    private void askIn(long milliseconds) {
        if (asked.compareAndSet(false, true)) {
            Future<?> _ = executor.schedule(this::run, milliseconds, TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        asked.set(false);
        if (!mayWrite.getAsBoolean()) {
            askIn(UNTIL_LEADING_MILLIS);
            return;
        }
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warnf("could not delete what is left of deleted resources, trying again: %s", e.getMessage());
            askIn(AFTER_FAILURE_MILLIS);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
