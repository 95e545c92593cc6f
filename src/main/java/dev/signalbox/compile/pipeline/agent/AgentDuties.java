package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom agents serve.
 *
 * @param byKey all services
 * @param scraped those of them whose metrics agents fetch
 * @param nodes whether agents say how their node is, and what runs on it
 */
public record AgentDuties(
        SortedMap<ServiceKey, TelemetryService> byKey, List<TelemetryService> scraped, boolean nodes) {
    public AgentDuties {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
        scraped = List.copyOf(scraped);
    }

    /** Services that send by themselves. */
    public static AgentDuties of(Collection<TelemetryService> services) {
        SortedMap<ServiceKey, TelemetryService> byKey = new TreeMap<>();
        services.forEach(service -> byKey.put(service.key(), service));
        return new AgentDuties(byKey, List.of(), false);
    }

    /** All services, sorted by their key. */
    List<TelemetryService> services() {
        return List.copyOf(byKey.values());
    }
}
