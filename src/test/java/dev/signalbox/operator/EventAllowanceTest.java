package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.Transition;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventAllowanceTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Transition SILENT = new Transition(false, "NotSeen", "asked for and not seen", true);
    private static final Transition SEEN = new Transition(true, "Seen", "every required signal was seen", true);

    private final EventAllowance allowance = new EventAllowance();

    @Test
    void ofAThousandServicesThatFallSilentAtOnceSomeAreTold() {
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> allowance.admits("uid-" + i, SILENT, NOON))
                        .count())
                .isEqualTo(EventAllowance.BURST);

        Instant later = NOON.plus(EventAllowance.REFILL.multipliedBy(3));
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> allowance.admits("uid-" + i, SEEN, later))
                        .count())
                .isEqualTo(3);
    }

    @Test
    void whatComesAndGoesIsToldOnceAnHour() {
        assertThat(allowance.admits("uid", SILENT, NOON)).isTrue();
        assertThat(allowance.admits("uid", SEEN, NOON.plusSeconds(60))).isTrue();
        assertThat(allowance.admits("uid", SILENT, NOON.plusSeconds(120))).isFalse();
        assertThat(allowance.admits("another", SILENT, NOON.plusSeconds(120))).isTrue();
        assertThat(allowance.admits("uid", SILENT, NOON.plus(EventAllowance.AGAIN)))
                .isTrue();
    }
}
