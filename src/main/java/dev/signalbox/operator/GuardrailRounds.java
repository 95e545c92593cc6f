package dev.signalbox.operator;

import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.loops.Turn;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Judges everything a moment after something changed, once for many changes, and when a day has passed. */
final class GuardrailRounds implements AutoCloseable {
    /** A thousand objects that are applied at once are judged some times, not a thousand times. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration DAY_CHECK = Duration.ofMinutes(1);

    private final Loop loop;
    private final Turn turn;
    private volatile Predicate<LocalDate> judge = _ -> true;
    private volatile LocalDate judgedOn = LocalDate.EPOCH;

    GuardrailRounds(Loops loops) {
        loop = loops.loop("guardrails");
        turn = loop.onDemand("judge by policies", AFTER_FAILURE, this::run);
    }

    /**
     * @param round told of the day, in UTC; false where it can't judge yet
     * @param stale whether something of which nobody tells is to be looked at again
     */
    void start(Predicate<LocalDate> round, BooleanSupplier stale) {
        judge = round;
        ask();
        loop.every(DAY_CHECK, DAY_CHECK, "see what is to be judged again", () -> {
            if (!today().equals(judgedOn) || stale.getAsBoolean()) {
                ask();
            }
        });
    }

    void ask() {
        turn.in(SOON);
    }

    private void run() {
        LocalDate today = today();
        if (judge.test(today)) {
            judgedOn = today;
        } else {
            ask();
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        loop.close();
    }
}
