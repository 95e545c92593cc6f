package dev.signalbox.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When a controller that rolls out step by step is to go back.
 *
 * @param controllers those that are told; at least one
 * @param burnRateAbove more than this is too much; above 0, and one that the objective can reach
 * @param window over which the burn rate is told, 5 minutes to an hour
 * @param secret of the SLO's namespace, with what the controllers show to the server of metrics
 */
public record Canary(Set<Controller> controllers, BigDecimal burnRateAbove, Duration window, Optional<String> secret) {

    public Canary {
        controllers = Collections.unmodifiableSet(EnumSet.copyOf(controllers));
    }

    /** Who rolls out step by step. */
    public enum Controller {
        ARGO_ROLLOUTS,
        FLAGGER
    }
}
