package dev.signalbox.status;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an SLO beside what was compiled and delivered.
 *
 * @param rules of the server that evaluates its rules
 * @param measurements what its series say; empty while nobody has said anything
 * @param alerts that fire; empty while it is not known
 * @param missingCellsPercent of the cells that the window could have, 0 to 100; empty while it is not known
 * @param figuresWrittenAt when figures were last put into the status; the operator's start, where it did not write any
 */
public record SloObservation(
        RuleEvidence rules,
        Optional<List<Measurement>> measurements,
        Optional<List<FiringAlert>> alerts,
        Optional<BigDecimal> missingCellsPercent,
        Instant figuresWrittenAt) {

    public SloObservation {
        measurements = measurements.map(List::copyOf);
        alerts = alerts.map(List::copyOf);
    }

    /** There is no server that could be asked. */
    public static final SloObservation NONE = new SloObservation(
            new RuleEvidence.NoChannel(), Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
}
