package dev.signalbox.status.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.scaling.ScaleDown.Gateways;
import dev.signalbox.status.scaling.ScaleDown.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleDownTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration REST = Duration.ofMinutes(10);

    /** One has been to spare for long enough; what speaks against it is in one column. */
    @ParameterizedTest
    @CsvSource({
        // replicas, least, settled, percent, backlog, changed minutes ago, lowers, because
        "3, 2, true,  30, false,   , true,  from 3 to 2",
        "3, 1, true,  37, false,   , true,  would have 55 % of 70 %",
        "3, 1, true,  38, false,   , false, too much to do",
        "2, 1, true,  28, false,   , true,  from 2 to 1",
        "2, 1, true,  29, false,   , false, too much to do",
        "2, 2, true,   0, false,   , false, as few as there may be",
        "1, 2, true,   0, false,   , false, as few as there may be",
        "3, 2, false, 30, false,   , false, not all of them work",
        "3, 2, true,    , false,   , false, does not know their load",
        "3, 2, true,  30, true,    , false, yet to send what it has",
        "3, 2, true,  30,      ,   , false, is not known",
        "3, 2, true,  30, false,  9, false, changed a short while ago",
        "3, 2, true,  30, false, 10, true,  from 3 to 2"
    })
    void aGatewayGoesWhenNothingSpeaksAgainstIt(
            int replicas,
            int least,
            boolean settled,
            Integer percent,
            Boolean backlog,
            Integer changed,
            boolean lowers,
            String because) {
        Gateways gateways = new Gateways(
                replicas,
                least,
                settled,
                Optional.ofNullable(percent).map(load -> new Load(load, 70)),
                Optional.ofNullable(backlog),
                Optional.ofNullable(changed).map(minutes -> NOW.minus(Duration.ofMinutes(minutes))));

        ScaleDown step = ScaleDown.next(gateways, Optional.of(NOW.minus(REST)), REST, NOW);

        assertThat(step.lowers()).isEqualTo(lowers);
        assertThat(step.message()).contains(because);
        assertThat(step.spareSince()).as("the next one has its own time").isEmpty();
    }

    @Test
    void ithasToBeToSpareAtEveryLook() {
        Gateways spare = new Gateways(3, 2, true, Optional.of(new Load(30, 70)), Optional.of(false), Optional.empty());
        Gateways busy = new Gateways(3, 2, true, Optional.of(new Load(60, 70)), Optional.of(false), Optional.empty());

        ScaleDown first = ScaleDown.next(spare, Optional.empty(), REST, NOW);
        assertThat(first.lowers()).isFalse();
        assertThat(first.spareSince()).contains(NOW);
        ScaleDown nearly =
                ScaleDown.next(spare, first.spareSince(), REST, NOW.plus(REST).minusMillis(1));
        assertThat(nearly.lowers()).isFalse();
        ScaleDown interrupted = ScaleDown.next(busy, nearly.spareSince(), REST, NOW.plus(REST));
        assertThat(interrupted.spareSince()).isEmpty();
        assertThat(ScaleDown.next(spare, interrupted.spareSince(), REST, NOW.plus(REST))
                        .lowers())
                .isFalse();
        assertThat(ScaleDown.next(spare, nearly.spareSince(), REST, NOW.plus(REST))
                        .lowers())
                .isTrue();
    }

    /** An autoscaler adds one above 110 % of its target: what stays must be well below that. */
    @ParameterizedTest
    @CsvSource({"2", "3", "5", "10", "50"})
    void whatStaysHasRoomBeforeOneComesBack(int replicas) {
        for (int percent = 0; percent <= 100; percent++) {
            Load load = new Load(percent, 70);
            if (load.fits(replicas, replicas - 1)) {
                assertThat((double) percent * replicas / (replicas - 1)).isLessThanOrEqualTo(56);
            }
        }
    }
}
