package dev.signalbox.status.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.rollout.Memory.Cause;
import dev.signalbox.status.rollout.Rollout.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each way that a configuration can take. */
class RolloutTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pods SETTLED = new Pods(true, 3, 3, 3);
    private static final Trial PASSED = new Trial.Succeeded();
    private static final Trial GOES_ON = new Trial.Running();
    private static final Trial BROKEN = new Trial.Failed("unknown function Foo");
    private static final Memory ON_A = rolledOut("a");

    @Test
    void theFirstConfigurationIsTriedBeforeThereIsAnyWorkload() {
        Rollout tried = next("a", Memory.NONE, GOES_ON, Optional.empty(), START);
        Rollout moved = next("a", tried.memory(), PASSED, Optional.empty(), START);
        Rollout waiting = next("a", moved.memory(), PASSED, Optional.of(new Pods(true, 3, 1, 0)), START);
        Rollout done = next("a", waiting.memory(), PASSED, Optional.of(SETTLED), START);

        assertThat(tried)
                .extracting(Rollout::phase, Rollout::run, Rollout::tries)
                .containsExactly(Phase.TRYING, Optional.empty(), true);
        assertThat(moved)
                .extracting(Rollout::phase, Rollout::run, Rollout::tries)
                .containsExactly(Phase.ROLLING, Optional.of("a"), false);
        assertThat(waiting.phase()).isEqualTo(Phase.ROLLING);
        assertThat(done.phase()).isEqualTo(Phase.SETTLED);
        assertThat(done.memory()).isEqualTo(ON_A);
    }

    @Test
    void podsKeepWhatTheyHaveWhileTheNextIsTried() {
        Rollout tried = next("b", ON_A, GOES_ON, Optional.of(SETTLED), START);

        assertThat(tried.run()).contains("a");
        assertThat(tried.memory()).isEqualTo(ON_A);
        assertThat(tried.isPending()).isTrue();
    }

    @Test
    void whatDoesNotStartIsRefusedUntilSomethingElseIsWanted() {
        Rollout rejected = next("b", ON_A, BROKEN, Optional.of(SETTLED), START);
        Rollout later = next("b", rejected.memory(), GOES_ON, Optional.of(SETTLED), START.plusSeconds(60));
        Rollout other = next("c", rejected.memory(), GOES_ON, Optional.of(SETTLED), START.plusSeconds(60));
        Rollout back = next("a", rejected.memory(), GOES_ON, Optional.of(SETTLED), START.plusSeconds(60));

        assertThat(rejected.phase()).isEqualTo(Phase.REJECTED);
        assertThat(rejected.run()).contains("a");
        assertThat(rejected.message()).contains("unknown function Foo", "last good");
        assertThat(later).isEqualTo(rejected);
        assertThat(other.phase()).isEqualTo(Phase.TRYING);
        assertThat(other.memory().refused()).isEmpty();
        assertThat(back.phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void whatDoesNotStartAtFirstLeavesNoWorkload() {
        Rollout rejected = next("a", Memory.NONE, BROKEN, Optional.empty(), START);

        assertThat(rejected.phase()).isEqualTo(Phase.REJECTED);
        assertThat(rejected.run()).isEmpty();
    }

    @Test
    void aRolloutThatDoesNotGetOnGoesBackAndKeepsTheReason() {
        Pods stuck = new Pods(true, 3, 1, 2);
        Rollout moved = next("b", ON_A, PASSED, Optional.of(SETTLED), START);
        Rollout begun = next("b", moved.memory(), PASSED, Optional.of(stuck), START.plusSeconds(30));
        Instant late = START.plusSeconds(30).plus(Rollout.PATIENCE);
        Rollout justBefore = next("b", begun.memory(), PASSED, Optional.of(stuck), late.minusSeconds(1));
        Rollout back = next("b", justBefore.memory(), PASSED, Optional.of(stuck), late);
        Rollout held = next("b", back.memory(), PASSED, Optional.of(SETTLED), late.plusSeconds(60));

        assertThat(begun.memory().since()).contains(START.plusSeconds(30));
        assertThat(justBefore.phase()).isEqualTo(Phase.ROLLING);
        assertThat(back.phase()).isEqualTo(Phase.FAILED);
        assertThat(back.run()).contains("a");
        assertThat(back.memory().refused())
                .hasValueSatisfying(refused -> assertThat(refused.cause()).isEqualTo(Cause.FAILED));
        assertThat(back.message()).contains("1 of 3 pods have the configuration, 2 are ready");
        assertThat(held.run()).contains("a");
        assertThat(held.message()).isEqualTo(back.message());
    }

    @Test
    void aSlowRolloutThatGetsOnIsNotLate() {
        Memory memory = next("b", ON_A, PASSED, Optional.of(SETTLED), START).memory();
        Instant now = START;
        for (int updated = 1; updated <= 100; updated++) {
            now = now.plus(Rollout.PATIENCE).minusSeconds(1);
            Rollout look = next("b", memory, PASSED, Optional.of(new Pods(true, 100, updated, updated - 1)), now);
            assertThat(look.phase()).isEqualTo(Phase.ROLLING);
            memory = look.memory();
        }
    }

    @Test
    void theFirstRolloutHasNothingToGoBackToAndMayRecover() {
        Memory memory = next("a", Memory.NONE, PASSED, Optional.empty(), START).memory();
        Instant late = START.plus(Rollout.PATIENCE).plusSeconds(1);
        Rollout failed = next("a", memory, PASSED, Optional.of(new Pods(true, 3, 0, 0)), late);
        Rollout recovered = next("a", failed.memory(), PASSED, Optional.of(SETTLED), late.plusSeconds(1));

        assertThat(failed.phase()).isEqualTo(Phase.FAILED);
        assertThat(failed.run()).contains("a");
        assertThat(recovered.phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void figuresOfAnOlderWorkloadSettleNothing() {
        Memory moved = next("b", ON_A, PASSED, Optional.of(SETTLED), START).memory();

        assertThat(next("b", moved, PASSED, Optional.of(new Pods(false, 3, 3, 3)), START)
                        .phase())
                .isEqualTo(Phase.ROLLING);
    }

    @Test
    void podsThatFailLaterRollNothingBack() {
        Instant muchLater = START.plus(Duration.ofDays(30));
        Rollout degraded = next("a", ON_A, PASSED, Optional.of(new Pods(true, 3, 3, 1)), muchLater);

        assertThat(degraded.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(degraded.memory()).isEqualTo(ON_A);
    }

    @Test
    void whereNothingCanBeTriedTheConfigurationIsTakenAsItIs() {
        assertThat(next("b", ON_A, new Trial.Impossible(), Optional.of(SETTLED), START)
                        .run())
                .contains("b");
    }

    @Test
    void whatIsGoodAlreadyIsNotTriedAgain() {
        Memory onTheWayToB =
                next("b", ON_A, PASSED, Optional.of(SETTLED), START).memory();

        Rollout back = next("a", onTheWayToB, BROKEN, Optional.of(new Pods(true, 3, 1, 2)), START);

        assertThat(back.run()).contains("a");
        assertThat(back.phase()).isEqualTo(Phase.ROLLING);
    }

    private static Rollout next(String wanted, Memory memory, Trial trial, Optional<Pods> pods, Instant now) {
        return Rollout.next(wanted, memory, () -> trial, pods, now);
    }

    private static Memory rolledOut(String hash) {
        return new Memory(Optional.of(hash), Optional.of(hash), Optional.empty(), 0, Optional.empty());
    }
}
