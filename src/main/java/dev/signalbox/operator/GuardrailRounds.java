package dev.signalbox.operator;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Judges everything a moment after something changed, once for many changes, and when a day has passed. */
final class GuardrailRounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GuardrailRounds.class);
    /** A thousand objects that are applied at once are judged some times, not a thousand times. */
    private static final long SOON_MILLIS = 500;

    private static final long AFTER_FAILURE_MILLIS = 10_000;
    private static final long DAY_CHECK_SECONDS = 60;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("guardrails").factory());
    private Predicate<LocalDate> judge = _ -> true;
    private LocalDate judgedOn = LocalDate.EPOCH;

    /**
     * @param round told of the day, in UTC; false where it can't judge yet
     * @param stale whether something of which nobody tells is to be looked at again
     */
    void start(Predicate<LocalDate> round, BooleanSupplier stale) {
        executor.execute(() -> judge = round);
        ask();
        Future<?> _ = executor.scheduleWithFixedDelay(
                () -> {
                    if (!today().equals(judgedOn) || stale.getAsBoolean()) {
                        ask();
                    }
                },
                DAY_CHECK_SECONDS,
                DAY_CHECK_SECONDS,
                TimeUnit.SECONDS);
    }

    void ask() {
        askIn(SOON_MILLIS);
    }

    private void askIn(long milliseconds) {
        if (!executor.isShutdown() && asked.compareAndSet(false, true)) {
            Future<?> _ = executor.schedule(this::run, milliseconds, TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        asked.set(false);
        LocalDate today = today();
        try {
            if (judge.test(today)) {
                judgedOn = today;
            } else {
                ask();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "could not judge by policies, trying again");
            askIn(AFTER_FAILURE_MILLIS);
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
