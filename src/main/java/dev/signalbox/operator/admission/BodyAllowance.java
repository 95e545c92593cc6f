package dev.signalbox.operator.admission;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How much of what is sent to a server is in memory at once, and how much of it is worked on, whoever sends how many: what is
 * beyond that waits for a moment, and is then turned away.
 */
public final class BodyAllowance {
    /** Twice what etcd takes of an object: before and after. */
    public static final int LARGEST = 3 << 20;

    private static final int ALL_KIB = 6 << 10;
    private static final int LEAST_KIB = 16;
    private static final int WORKED_ON = 2;
    private static final long PATIENCE_MILLIS = 400;

    private final Semaphore kibibytes = new Semaphore(ALL_KIB);
    private final Semaphore turns = new Semaphore(WORKED_ON);

    /** What became of a body. */
    public sealed interface Outcome<T> {
        record Used<T>(T result) implements Outcome<T> {}

        record TooLarge<T>() implements Outcome<T> {}

        /** Others come first. */
        record Busy<T>() implements Outcome<T> {}
    }

    /**
     * Reads a body and does something with it.
     *
     * @param length in bytes; negative where it is not known
     */
    public <T> Outcome<T> use(InputStream body, long length, Function<byte[], T> work) throws IOException {
        if (length > LARGEST) {
            return new Outcome.TooLarge<>();
        }
        int most = length < 0 ? LARGEST : (int) length;
        int kib = Math.max(LEAST_KIB, (most >> 10) + 1);
        if (!acquired(kibibytes, kib)) {
            return new Outcome.Busy<>();
        }
        try {
            byte[] bytes = body.readNBytes(most);
            if (length < 0 && body.read() >= 0) {
                return new Outcome.TooLarge<>();
            }
            if (!acquired(turns, 1)) {
                return new Outcome.Busy<>();
            }
            try {
                return new Outcome.Used<>(work.apply(bytes));
            } finally {
                turns.release();
            }
        } finally {
            kibibytes.release(kib);
        }
    }

    private static boolean acquired(Semaphore semaphore, int permits) {
        try {
            return semaphore.tryAcquire(permits, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
