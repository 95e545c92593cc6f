package dev.signalbox.compile.pipeline.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionSizingTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void tracesAreThoseOfTheWaitAndHalfAsManyAgain() {
        assertThat(DecisionSizing.of(8_000, WAIT, Optional.empty()))
                .isEqualTo(new DecisionSizing(120_000, 8_000, 1_000_000));
        assertThat(DecisionSizing.of(4_000, WAIT, Optional.empty()))
                .isEqualTo(new DecisionSizing(60_000, 4_000, 600_000));
    }

    @Test
    void thereIsAFloorAndACeiling() {
        assertThat(DecisionSizing.UNMEASURED).isEqualTo(new DecisionSizing(50_000, 1, 500_000));
        assertThat(DecisionSizing.of(1e9, WAIT, Optional.empty()))
                .isEqualTo(new DecisionSizing(2_000_000, 1_000_000_000, 2_000_000));
    }

    @Test
    void whatIsEnoughAndNotMuchTooMuchStays() {
        Optional<DecisionSizing> held = Optional.of(DecisionSizing.of(20_000, WAIT, Optional.empty()));

        assertThat(DecisionSizing.of(8_000, WAIT, held).numTraces()).isEqualTo(300_000);
        assertThat(DecisionSizing.of(4_900, WAIT, held).numTraces()).isEqualTo(73_500);
        assertThat(DecisionSizing.of(20_001, WAIT, held).numTraces()).isEqualTo(300_015);
    }

    @Test
    void aRateIsDividedAndNeverZero() {
        assertThat(DecisionSizing.perReplica(2_000, 3)).isEqualTo(666);
        assertThat(DecisionSizing.perReplica(2, 5)).isEqualTo(1);
    }
}
