package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthWaitTest {
    private static final HealthWait WAIT = new HealthWait(Duration.ofMillis(300), Duration.ofMillis(50));
    private static final Health DOWN = new Health.Failing("connection refused");
    private static final Health UP = up(1);

    @Test
    void healthyTwiceIsHealthy() throws InterruptedException {
        assertThat(said(DOWN, DOWN, UP, UP)).isEmpty();
    }

    @Test
    void neverHealthySaysWhatWasSeenLast() throws InterruptedException {
        long begin = System.nanoTime();

        assertThat(WAIT.of(() -> DOWN)).contains("not healthy: connection refused");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void healthyOnlyOnceIsNot() throws InterruptedException {
        assertThat(said(UP, DOWN)).contains("healthy once, and then no longer: connection refused");
    }

    @Test
    void begunAgainMeanwhileIsNot() throws InterruptedException {
        assertThat(said(UP, up(2))).contains("healthy once, and then started again");
    }

    @Test
    void anAnswerOfTheUsersOwnWillDo() throws InterruptedException {
        Health mute = new Health.Serving(Optional.empty());

        assertThat(said(mute, mute)).isEmpty();
    }

    private static Optional<String> said(Health... answers) throws InterruptedException {
        Iterator<Health> next = List.of(answers).iterator();
        return WAIT.of(next::next);
    }

    private static Health up(long second) {
        return new Health.Serving(Optional.of(Instant.ofEpochSecond(second)));
    }
}
