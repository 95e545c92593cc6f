package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.model.ResourceName;
import java.util.List;
import java.util.Optional;

/**
 * What telemetry costs a month of 730 hours.
 *
 * @param total absent while nobody has measured
 * @param teams the most expensive first
 * @param services the most expensive first
 */
public record CostHealth(Optional<CostStatus> total, List<Team> teams, List<Service> services) {
    public CostHealth {
        teams = List.copyOf(teams);
        services = List.copyOf(services);
    }

    /** What the telemetry of one team costs. */
    public record Team(String name, CostStatus cost) {}

    /**
     * What the telemetry of one service costs.
     *
     * @param name of the {@code ServiceObservability}
     * @param budget a month, as declared
     */
    public record Service(ResourceName name, CostStatus cost, Optional<String> budget) {}
}
