package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.List;

/**
 * Whom agents serve.
 *
 * @param services all, sorted by their key
 * @param scraped those of them whose metrics agents fetch
 * @param nodes whether agents say how their node is, and what runs on it
 */
public record AgentDuties(List<TelemetryService> services, List<TelemetryService> scraped, boolean nodes) {
    public AgentDuties {
        services = List.copyOf(services);
        scraped = List.copyOf(scraped);
    }

    /** Services alone. */
    public AgentDuties(List<TelemetryService> services, List<TelemetryService> scraped) {
        this(services, scraped, false);
    }

    /** Services that send by themselves. */
    public static AgentDuties of(Collection<TelemetryService> services) {
        return new AgentDuties(List.copyOf(services), List.of());
    }
}
