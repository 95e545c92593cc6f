package dev.signalbox.operator.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMillis(300);
    private static final Duration HOURS = Duration.ofHours(9);

    private final Loops loops = new Loops();
    private final Loop loop = loops.loop("looker");
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whatEndsByAnErrorIsDoneAgain() {
        loop.every(Duration.ZERO, MOMENT, "look", () -> {
            if (times.incrementAndGet() < 3) {
                throw new StackOverflowError("too deep");
            }
        });

        assertThat(Deadline.in(SOON).until(() -> times.get() >= 5)).isTrue();
        assertThat(loops.late(LONG)).isEmpty();
    }

    @Test
    void whatIsAskedForIsDoneOnceAndAgainWhereItFails() {
        Turn turn = loop.onDemand("look", MOMENT, () -> {
            if (times.incrementAndGet() == 1) {
                throw new LinkageError("no such class");
            }
        });
        turn.in(MOMENT);

        assertThat(Deadline.in(SOON).until(() -> times.get() >= 2)).isTrue();
        assertThat(Deadline.in(LONG).until(() -> times.get() > 2)).isFalse();
    }

    @Test
    void ofManyWhoAskTheSoonestIsHeardAndOnce() {
        Turn turn = loop.onDemand("look", HOURS, times::incrementAndGet);
        turn.in(HOURS);
        turn.in(LONG);
        turn.in(HOURS);

        assertThat(Deadline.in(SOON).until(() -> times.get() > 0)).isTrue();
        assertThat(Deadline.in(LONG).until(() -> times.get() > 1)).isFalse();
    }

    @Test
    void itAsksItselfAgain() {
        Turn[] turn = new Turn[1];
        turn[0] = loop.onDemand("look", HOURS, () -> {
            if (times.incrementAndGet() < 3) {
                turn[0].in(MOMENT);
            }
        });
        turn[0].in(Duration.ZERO);

        assertThat(Deadline.in(SOON).until(() -> times.get() == 3)).isTrue();
    }

    @Test
    void whatEndsByErrorsOnlyIsLateAndWhatOthersRefuseIsNot() {
        Loop refused = loops.loop("refused");
        refused.every(Duration.ZERO, MOMENT, "ask", () -> {
            throw new KubernetesClientException("503");
        });
        assertThat(Deadline.in(LONG.plus(LONG)).until(() -> loops.late(LONG).isPresent()))
                .isFalse();

        loop.every(Duration.ZERO, MOMENT, "look", () -> {
            throw new LinkageError("no such class");
        });
        assertThat(Deadline.in(SOON).until(() -> loops.late(LONG).isPresent())).isTrue();
        assertThat(loops.late(LONG).orElseThrow().name()).isEqualTo("looker");
        refused.close();
    }

    @Test
    void whoIsStuckIsLateAndSoIsNobodyElse() {
        CountDownLatch hold = new CountDownLatch(1);
        loop.every(Duration.ZERO, MOMENT, "look", () -> await(hold));
        loop.every(Duration.ZERO, MOMENT, "look elsewhere", times::incrementAndGet);
        Loop idle = loops.loop("idle");
        idle.onDemand("look", MOMENT, times::incrementAndGet);

        assertThat(Deadline.in(SOON).until(() -> loops.late(LONG).isPresent())).isTrue();
        Loops.Late late = loops.late(LONG).orElseThrow();
        assertThat(late.name()).isEqualTo("looker");
        assertThat(late.age()).isGreaterThan(LONG);
        assertThat(late.thread().orElseThrow().getStackTrace()).isNotEmpty();

        hold.countDown();
        assertThat(Deadline.in(SOON).until(() -> loops.late(LONG).isEmpty())).isTrue();
        assertThat(Deadline.in(SOON).until(() -> times.get() > 1)).isTrue();
        idle.close();
    }

    @Test
    void whatIsClosedIsNotLate() {
        loop.every(Duration.ZERO, HOURS, "look", () -> await(new CountDownLatch(1)));
        assertThat(Deadline.in(SOON).until(() -> loops.late(LONG).isPresent())).isTrue();

        loop.close();

        assertThat(loops.late(Duration.ZERO)).isEmpty();
    }

    private static void await(CountDownLatch hold) {
        try {
            hold.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
