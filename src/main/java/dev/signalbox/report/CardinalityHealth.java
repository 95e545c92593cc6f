package dev.signalbox.report;

import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How many time series there are.
 *
 * @param series of all services in scope; absent while nobody has counted
 * @param unattributed series that belong to no known service
 * @param overLimit services that have more than they may
 * @param top services, the fullest limit first
 */
public record CardinalityHealth(Optional<Long> series, Optional<Long> unattributed, int overLimit, List<Budget> top) {
    public CardinalityHealth {
        top = List.copyOf(top);
    }

    /**
     * Series of one service against its limit.
     *
     * @param name of the {@code ServiceObservability}
     * @param limitReachedBy if growth goes on, RFC 3339
     */
    public record Budget(
            ResourceName name, long series, long limit, BigDecimal percent, Optional<String> limitReachedBy) {}
}
