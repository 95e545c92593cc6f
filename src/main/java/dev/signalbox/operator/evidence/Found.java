package dev.signalbox.operator.evidence;

import dev.signalbox.model.ResourceName;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import java.util.Map;

/**
 * What a look brought.
 *
 * @param services of each resource that there is something to say of
 * @param stack of all together
 */
public record Found(Map<ResourceName, ServiceFindings> services, StackFindings stack) {
    public static final Found NOTHING = new Found(Map.of(), StackFindings.NONE);

    public Found {
        services = Map.copyOf(services);
    }
}
