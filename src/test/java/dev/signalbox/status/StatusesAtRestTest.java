package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A status that is equal to the one before is not written: an hour in which nothing changes brings no write. */
class StatusesAtRestTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Verdict KEPT = Verdict.yes(
            Verdict.Type.RETENTION_APPLIED, Reason.RETENTION_APPLIED, "Loki says that it keeps them for 7d");
    private static final Verdict IN_THE_WAY =
            Verdict.no(Verdict.Type.READY, Reason.RETENTION_NOT_APPLIED, "Loki says 31d");

    @Test
    void aServiceIsWrittenOnceAndThenWhenSomethingElseIsFoundOut() {
        Findings<ServiceFindings> found = new Findings<>(
                Map.of(Aspect.RETENTION, ServiceFindings.of(KEPT), Aspect.COST, ServiceFindings.of(cost("12.00"))));
        ServiceObservabilityStatus first = service(Optional.empty(), found, START);

        for (int minute = 1; minute <= 60; minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            assertThat(service(Optional.of(first), found, now))
                    .as("minute " + minute)
                    .isEqualTo(first);
        }
        Findings<ServiceFindings> other = new Findings<>(Map.of(Aspect.COST, ServiceFindings.of(cost("13.00"))));
        ServiceObservabilityStatus next = service(Optional.of(first), other, START.plus(Duration.ofHours(1)));
        assertThat(next.cost().perMonth()).isEqualTo("13.00");
        assertThat(next.conditions())
                .as("what an aspect said stands until it looks again")
                .isEqualTo(first.conditions());
    }

    @Test
    void theStackLikewise() {
        Findings<StackFindings> found = new Findings<>(Map.of(Aspect.RETENTION, StackFindings.of(KEPT)));
        ObservabilityStackStatus first = stack(Optional.empty(), found, START);

        for (int minute = 1; minute <= 60; minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            assertThat(stack(Optional.of(first), found, now))
                    .as("minute " + minute)
                    .isEqualTo(first);
            assertThat(stack(Optional.of(first), Findings.none(), now))
                    .as("after a restart, before anybody looked")
                    .isEqualTo(first);
        }
    }

    @Test
    void whatIsFoundOutMayLowerReadyAndNeverRaisesIt() {
        Verdict ready = Verdict.yes(Verdict.Type.READY, Reason.ROLLED_OUT, "all well");
        Verdict rolling = Verdict.unknown(Verdict.Type.READY, Reason.ROLLING_OUT, "soon");
        Findings<StackFindings> bad = new Findings<>(Map.of(Aspect.RETENTION, StackFindings.of(IN_THE_WAY)));

        assertThat(bad.with(List.of(ready), StackFindings::verdicts)).containsExactly(IN_THE_WAY);
        assertThat(bad.with(List.of(rolling), StackFindings::verdicts)).containsExactly(rolling);
        assertThat(Findings.<StackFindings>none().with(List.of(ready), StackFindings::verdicts))
                .containsExactly(ready);
    }

    private static ServiceObservabilityStatus service(
            Optional<ServiceObservabilityStatus> before, Findings<ServiceFindings> found, Instant now) {
        return ServiceStatusReport.next(
                before,
                new Contribution(1, blocked(), new Delivery.Kept(), new InCollectors.Running()),
                Optional.of("checkout"),
                Optional.empty(),
                found,
                new Boards.None(),
                Optional.empty(),
                now);
    }

    private static ObservabilityStackStatus stack(
            Optional<ObservabilityStackStatus> before, Findings<StackFindings> found, Instant now) {
        return StackStatusReport.next(
                before, StackObservation.of(1, blocked(), new Delivery.Kept()), found, new Boards.None(), now);
    }

    private static Compilation blocked() {
        return new Compilation.Blocked(new Prerequisite.Support("NoBackends", "nobody takes telemetry"));
    }

    private static CostStatus cost(String perMonth) {
        return new CostStatus(
                perMonth, "EUR", null, CostStatus.Basis.ESTIMATED, 1200L, BigDecimal.ONE, BigDecimal.ONE, null, null);
    }
}
