package dev.signalbox.cost;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Who pays.
 *
 * @param resource the {@code ServiceObservability}
 * @param service its key
 * @param team that answers for it
 * @param budget a month, in the stack's currency
 */
public record Payer(ResourceName resource, ServiceKey service, Optional<String> team, Optional<BigDecimal> budget) {}
