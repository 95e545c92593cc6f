package dev.signalbox.operator.loops;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Something that a {@link Loop} does again and again, or whenever it is asked for. */
public final class Turn {
    private static final Logger LOG = Logger.getLogger(Turn.class);

    private final Loop loop;
    private final String what;
    private final Duration pause;
    private final boolean recurs;
    private final Runnable work;
    private Optional<Future<?>> next = Optional.empty();
    /** When it was due, or has begun; on the clock of {@link System#nanoTime()}. */
    private OptionalLong since = OptionalLong.empty();
    /** Since when it ends by errors only, on the same clock. */
    private OptionalLong broken = OptionalLong.empty();

    private String told = "";

    Turn(Loop loop, String what, Duration pause, boolean recurs, Runnable work) {
        this.loop = loop;
        this.what = what;
        this.pause = pause;
        this.recurs = recurs;
        this.work = work;
    }

    /** Asks for it; whoever asks for what is to be done anyway, and sooner, asks for nothing. */
    public synchronized void in(Duration delay) {
        long at = System.nanoTime() + delay.toNanos();
        if (next.isPresent() && since.orElse(at) - at <= 0) {
            return;
        }
        next.ifPresent(later -> later.cancel(false));
        since = OptionalLong.of(at);
        next = Optional.of(loop.schedule(this::run, delay));
    }

    private void run() {
        begin();
        try {
            work.run();
            end(Optional.empty());
        } catch (Throwable e) { // an error would end what is scheduled, and nobody would hear of it
            end(Optional.of(e));
        }
    }

    private synchronized void begin() {
        next = Optional.empty();
        since = OptionalLong.of(System.nanoTime());
    }

    private synchronized void end(Optional<Throwable> failure) {
        loop.beat();
        if (loop.isClosed()) {
            return; // it was interrupted
        }
        broken = failure.filter(Error.class::isInstance).isEmpty()
                ? OptionalLong.empty()
                : broken.isPresent() ? broken : since;
        if (next.isEmpty()) {
            since = OptionalLong.empty();
        }
        if (recurs || failure.isPresent()) {
            in(pause);
        }
        failure.ifPresentOrElse(this::tell, () -> told = "");
    }

    /**
     * How long it has not got on, in nanoseconds; nothing where there is nothing to do. An exception is of what it asks, and passes; an
     * error is its own.
     *
     * @param beat when the loop's last turn ended
     */
    synchronized OptionalLong age(long beat, long now) {
        if (broken.isPresent()) {
            return OptionalLong.of(now - broken.getAsLong());
        }
        return since.isPresent() ? OptionalLong.of(Math.min(now - since.getAsLong(), now - beat)) : since;
    }

    /** Once, for as long as it fails in the same way. */
    private void tell(Throwable failure) {
        if (failure.toString().equals(told)) {
            return;
        }
        told = failure.toString();
        if (isOfTheApiServer(failure)) {
            LOG.warnf("could not %s, trying again: %s", what, failure.getMessage());
        } else {
            LOG.errorf(failure, "could not %s, trying again", what);
        }
    }

    private static boolean isOfTheApiServer(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(KubernetesClientException.class::isInstance);
    }
}
