package dev.signalbox.operator;

import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.loops.Turn;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Runs a sweep a moment after it was asked for, once for many requests, and again while it fails. */
final class Sweeper implements AutoCloseable {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration UNTIL_LEADING = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Runnable sweep;
    private final BooleanSupplier mayWrite;
    private final Loop loop;
    private final Turn turn;

    /** @param mayWrite asked before each sweep, which waits until it may */
    Sweeper(Runnable sweep, BooleanSupplier mayWrite, Loops loops) {
        this.sweep = sweep;
        this.mayWrite = mayWrite;
        this.loop = loops.loop("sweeper");
        this.turn = loop.onDemand("delete what is left of deleted resources", AFTER_FAILURE, this::run);
    }

    void ask() {
        turn.in(SOON);
    }

    private void run() {
        if (mayWrite.getAsBoolean()) {
            sweep.run();
        } else {
            turn.in(UNTIL_LEADING);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
