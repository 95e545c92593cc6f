package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialTurnsTest {
    private static final List<ResourceName> MANY =
            IntStream.range(0, 30).mapToObj(TrialTurnsTest::job).toList();

    @Test
    void tenantsWaitForTheirTurnAndTheStackDoesNot() {
        TrialTurns turns = TrialTurns.of(Stream.of(named("agents"), named("gateways")), MANY.stream(), _ -> false);

        assertThat(turns.jobs())
                .hasSize(2 + TrialTurns.AT_A_TIME)
                .contains(named("agents"), named("gateways"))
                .containsAll(MANY.subList(0, TrialTurns.AT_A_TIME));
    }

    @Test
    void whatIsBeingTriedKeepsItsTurn() {
        TrialTurns turns = TrialTurns.of(Stream.empty(), MANY.stream(), job -> job.equals(job(29)));

        assertThat(turns.jobs())
                .hasSize(TrialTurns.AT_A_TIME)
                .contains(job(29), job(0))
                .doesNotContain(job(TrialTurns.AT_A_TIME - 1));
    }

    @Test
    void equalConfigurationsTakeOneTurn() {
        Stream<ResourceName> twice = MANY.stream().flatMap(job -> Stream.of(job, job));

        assertThat(TrialTurns.of(Stream.empty(), twice, _ -> false).jobs()).hasSize(TrialTurns.AT_A_TIME);
    }

    private static ResourceName job(int number) {
        return named("trial-" + number);
    }

    private static ResourceName named(String name) {
        return new ResourceName("observability", name);
    }
}
