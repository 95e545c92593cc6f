package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an SLO's status says of the gate of its service. */
class FrozenConditionTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Verdict CLOSED = Verdict.yes(Verdict.Type.FROZEN, Reason.FREEZE_CLOSED, "refused");

    @Test
    void itIsAsItWasUntilSomebodyKnows() {
        SloStatus closed = next(Optional.empty(), "Freeze", Optional.of(CLOSED), NOON);

        assertThat(frozen(closed)).map(Condition::getStatus).hasValue("True");
        assertThat(next(Optional.of(closed), "Freeze", Optional.empty(), NOON.plusSeconds(600)))
                .isEqualTo(closed);
    }

    @Test
    void whoDoesNotAskForItSaysNothing() {
        SloStatus closed = next(Optional.empty(), "Freeze", Optional.of(CLOSED), NOON);

        assertThat(frozen(next(Optional.of(closed), "Report", Optional.empty(), NOON)))
                .isEmpty();
        assertThat(frozen(next(Optional.empty(), "Freeze", Optional.empty(), NOON)))
                .isEmpty();
    }

    private static Optional<Condition> frozen(SloStatus status) {
        return Conditions.find(status.conditions(), Verdict.Type.FROZEN);
    }

    private static SloStatus next(
            Optional<SloStatus> previous, String whenExhausted, Optional<Verdict> frozen, Instant now) {
        return SloStatusReport.next(
                previous,
                new Subject(
                        1,
                        "indicator",
                        Optional.of(slo(whenExhausted)),
                        Optional.of("checkout"),
                        new Compilation.Compiled(List.of(), List.of()),
                        new Delivery.Delivered(NOON)),
                SloObservation.NONE,
                List.of(),
                new Boards.None(),
                frozen,
                now);
    }

    private static Slo slo(String whenExhausted) {
        SLO resource = new KubernetesSerialization().unmarshal("""
                metadata: {name: availability, namespace: shop}
                spec:
                  service: checkout
                  objective: 99.9
                  sli: {ratio: {errors: 'a{code="500"}', total: a}}
                  errorBudgetPolicy: {whenExhausted: %s}
                """.formatted(whenExhausted), SLO.class);
        return ((Reading.Read<Slo>) SloReader.read(resource)).value();
    }
}
