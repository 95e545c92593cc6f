package dev.signalbox.status.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.rollout.OverlayStep.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayStepTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Overlay FIRST = new Overlay("a", "s1", Optional.empty());

    @Test
    void gatewaysBeginWithWhatIsWantedAndThenItStays() {
        OverlayStep first = next(FIRST, OverlayMemory.NONE, OverlayStepTest::never, START);
        assertThat(first.phase()).isEqualTo(Phase.GIVEN);
        assertThat(first.moves()).isTrue();
        assertThat(first.memory().changed()).isEmpty();

        OverlayStep second = next(FIRST, first.memory(), OverlayStepTest::never, START.plusSeconds(1));
        assertThat(second.memory()).isEqualTo(first.memory());
        assertThat(second.due()).isEmpty();
    }

    /** Seconds since the last change, what is wanted, and what becomes of it. */
    @ParameterizedTest
    @CsvSource({
        "299, s1,   , NUMBERS_WAIT,    300",
        "300, s1,   , GIVEN,              ",
        " 59, s1, b1, NUMBERS_WAIT,     60",
        " 60, s1, b1, GIVEN,              ",
        " 59, s2,   , STRUCTURE_WAITS,  60",
        " 60, s2,   , GIVEN,              ",
        " 60, s2, b1, GIVEN,              "
    })
    void aChangeWaitsAsLongAsItsKindHasTo(int since, String structure, String boosts, Phase phase, Integer dueAfter) {
        OverlayMemory memory = new OverlayMemory(Optional.of(FIRST), Optional.of(START), Optional.empty());
        Overlay wanted = new Overlay("b", structure, Optional.ofNullable(boosts));

        OverlayStep step = next(wanted, memory, Trial.Succeeded::new, START.plusSeconds(since));

        assertThat(step.phase()).isEqualTo(phase);
        assertThat(step.moves()).isEqualTo(phase == Phase.GIVEN);
        assertThat(step.due()).isEqualTo(Optional.ofNullable(dueAfter).map(START::plusSeconds));
        assertThat(step.memory().live()).contains(phase == Phase.GIVEN ? wanted : FIRST);
        assertThat(step.memory().changed()).contains(phase == Phase.GIVEN ? START.plusSeconds(since) : START);
    }

    @Test
    void theEndOfTroubleDoesNotHurry() {
        Overlay boosted = new Overlay("a", "s1", Optional.of("b1"));
        OverlayMemory memory = new OverlayMemory(Optional.of(boosted), Optional.of(START), Optional.empty());

        assertThat(next(
                                new Overlay("b", "s1", Optional.empty()),
                                memory,
                                OverlayStepTest::never,
                                START.plusSeconds(299))
                        .phase())
                .isEqualTo(Phase.NUMBERS_WAIT);
        assertThat(next(
                                new Overlay("b", "s1", Optional.of("b2")),
                                memory,
                                OverlayStepTest::never,
                                START.plusSeconds(60))
                        .phase())
                .as("while trouble lasts")
                .isEqualTo(Phase.GIVEN);
    }

    @Test
    void numbersOfAStructureThatRunsAreNotTried() {
        OverlayMemory memory =
                next(FIRST, OverlayMemory.NONE, OverlayStepTest::never, START).memory();

        OverlayStep step =
                next(new Overlay("b", "s1", Optional.empty()), memory, OverlayStepTest::never, START.plusSeconds(1));

        assertThat(step.phase()).as("the first change need not wait").isEqualTo(Phase.GIVEN);
        assertThat(step.memory().changed()).contains(START.plusSeconds(1));
    }

    @Test
    void anotherStructureIsTriedFirstAndNeverReachesGatewaysIfItFails() {
        OverlayMemory memory =
                next(FIRST, OverlayMemory.NONE, OverlayStepTest::never, START).memory();
        Overlay wanted = new Overlay("b", "s2", Optional.empty());

        OverlayStep trying = next(wanted, memory, Trial.Running::new, START);
        assertThat(trying.phase()).isEqualTo(Phase.TRYING);
        assertThat(trying.tries()).isTrue();
        assertThat(trying.moves()).isFalse();

        OverlayStep rejected = next(wanted, trying.memory(), () -> new Trial.Failed("no such function"), START);
        assertThat(rejected.phase()).isEqualTo(Phase.REJECTED);
        assertThat(rejected.moves()).isFalse();
        assertThat(rejected.message()).contains("no such function", "keep the one");
        assertThat(rejected.memory().live()).contains(FIRST);

        OverlayStep again =
                next(new Overlay("c", "s2", Optional.of("b1")), rejected.memory(), OverlayStepTest::never, START);
        assertThat(again.phase()).as("other numbers do not mend it").isEqualTo(Phase.REJECTED);

        assertThat(OverlayStep.next(
                                wanted,
                                "s2 with another base",
                                rejected.memory(),
                                Trial.Running::new,
                                OverlayPace.USUAL,
                                START)
                        .phase())
                .as("another base may")
                .isEqualTo(Phase.TRYING);
        OverlayStep back = next(FIRST, rejected.memory(), OverlayStepTest::never, START);
        assertThat(back.phase()).isEqualTo(Phase.GIVEN);
        assertThat(back.memory().refused()).isEmpty();
    }

    @Test
    void withNothingToTryItWithItIsTakenAsItIs() {
        OverlayMemory memory =
                next(FIRST, OverlayMemory.NONE, OverlayStepTest::never, START).memory();

        assertThat(next(new Overlay("b", "s2", Optional.empty()), memory, Trial.Impossible::new, START)
                        .moves())
                .isTrue();
    }

    @Test
    void theNumbersAreOfTheContract() {
        assertThat(OverlayPace.USUAL)
                .isEqualTo(new OverlayPace(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5)));
    }

    private static Trial never() {
        throw new AssertionError("must not be asked for");
    }

    private static OverlayStep next(Overlay wanted, OverlayMemory memory, Supplier<Trial> trial, Instant now) {
        return OverlayStep.next(wanted, wanted.structure() + " with this base", memory, trial, OverlayPace.USUAL, now);
    }
}
