package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.SloStatus.State;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrecedingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final WorkloadChange MORNING = change("1", NOON.minusSeconds(7200));
    private static final WorkloadChange JUST_BEFORE = change("2", NOON.minusSeconds(60));
    private static final WorkloadChange AFTER = change("3", NOON.plusSeconds(60));
    private static final List<WorkloadChange> ALL = List.of(AFTER, MORNING, JUST_BEFORE);
    private static final SloStatus HEALTHY = status(State.HEALTHY, Optional.empty());

    @Test
    void itIsTheLastBeforeTheFirstAlert() {
        SloStatus firing = status(State.HEALTHY, Optional.of(NOON));

        assertThat(Preceding.of(HEALTHY, firing, ALL, NOON.plusSeconds(300))).contains(JUST_BEFORE);
        assertThat(Preceding.of(HEALTHY, firing, List.of(AFTER), NOON.plusSeconds(300)))
                .isEmpty();
    }

    @Test
    void aBudgetThatRunsOutWithoutAnAlertIsTroubleToo() {
        assertThat(Preceding.of(HEALTHY, status(State.WARNING, Optional.empty()), ALL, NOON))
                .contains(JUST_BEFORE);
        assertThat(Preceding.of(HEALTHY, status(State.NO_DATA, Optional.empty()), ALL, NOON))
                .isEmpty();
    }

    @Test
    void itStaysUntilTroubleIsOverWhateverIsDeployedMeanwhile() {
        SloStatus firing = status(State.HEALTHY, Optional.of(NOON)).precededBy(MORNING);

        assertThat(Preceding.of(firing, status(State.EXHAUSTED, Optional.empty()), ALL, NOON.plusSeconds(300)))
                .contains(MORNING);
        assertThat(Preceding.of(firing, HEALTHY, ALL, NOON.plusSeconds(300))).isEmpty();
    }

    private static WorkloadChange change(String version, Instant at) {
        return new WorkloadChange("Deployment", "checkout", List.of("shop/checkout:" + version), at.toString());
    }

    private static SloStatus status(State state, Optional<Instant> firingSince) {
        List<SloStatus.Alert> alerts = firingSince
                .map(since -> List.of(new SloStatus.Alert("Slow", "page", Map.of(), since.toString())))
                .orElse(null);
        return new SloStatus(null, null, state, null, null, null, null, null, alerts, null, null, null);
    }
}
