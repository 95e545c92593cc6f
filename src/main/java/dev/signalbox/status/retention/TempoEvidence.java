package dev.signalbox.status.retention;

import dev.signalbox.model.retention.TempoLimits;
import java.time.Duration;
import java.util.Optional;

/** What is known of Tempo. */
public sealed interface TempoEvidence {

    /** @param why there is nobody to ask */
    record Nobody(String why) implements TempoEvidence {}

    /** @param why it can't be asked */
    record Closed(String why) implements TempoEvidence {}

    /**
     * What it says.
     *
     * @param limits what holds for the tenant
     * @param compactor how long blocks are kept where nothing else is said, where it tells
     */
    record Told(TempoLimits limits, Optional<Duration> compactor) implements TempoEvidence {}
}
