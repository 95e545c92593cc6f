package dev.signalbox.cost;

import dev.signalbox.model.ResourceName;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import java.util.Map;

/**
 * What costs add to statuses.
 *
 * @param services of each that is declared
 * @param stack of all together
 */
public record CostFindings(Map<ResourceName, ServiceFindings> services, StackFindings stack) {
    public CostFindings {
        services = Map.copyOf(services);
    }
}
