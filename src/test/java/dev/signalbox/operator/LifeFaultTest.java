package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.loops.Loops;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class LifeFaultTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void threadsThatWaitForEachOtherAreFound() throws InterruptedException {
        Lock left = new ReentrantLock();
        Lock right = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        assertThat(LifeFault.ofDeadlock()).isEmpty();

        Thread one = reconcile("one", left, right, both);
        Thread two = reconcile("two", right, left, both);

        assertThat(Deadline.in(SOON).until(() -> LifeFault.ofDeadlock().isPresent()))
                .isTrue();
        LifeFault found = LifeFault.ofDeadlock().orElseThrow();
        assertThat(found.words()).isEqualTo("2 wait for each other: one, two");
        assertThat(found.stacks()).contains("one: ", "two: ", "LifeFaultTest");

        one.interrupt();
        one.join();
        two.join();
        assertThat(LifeFault.ofDeadlock()).isEmpty();
    }

    @Test
    void informersThatWereGivenUpAreNamed() {
        assertThat(LifeFault.ofStopped(List.of())).isEmpty();
        assertThat(LifeFault.ofStopped(List.of("slos", "rules")).orElseThrow().words())
                .isEqualTo("stopped: slos, rules");
    }

    @Test
    void aLoopThatDoesNotGetOnIsNamedAndWhatItDoesIsShown() {
        LifeFault found =
                LifeFault.of(new Loops.Late("freeze", Optional.of(Thread.currentThread()), Duration.ofMinutes(11)));

        assertThat(found.words()).isEqualTo("for 660 s: freeze");
        assertThat(found.stacks()).contains("freeze: ", "LifeFaultTest");
    }

    private static Thread reconcile(String name, Lock first, Lock second, CyclicBarrier both) {
        return Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                first.lock();
                both.await();
                second.lockInterruptibly();
                second.unlock();
            } catch (Exception interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                first.unlock();
            }
        });
    }
}
