package dev.signalbox.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the traffic, all of it from metrics that are made before anything is sampled, except for what is kept.
 *
 * @param services a service that is not in it was not measured
 * @param burnRates of SLOs, in multiples of the rate that spends exactly the whole budget
 */
public record Measurements(Map<ServiceKey, OfService> services, Map<ResourceName, Windows> burnRates) {
    public static final Measurements NONE = new Measurements(Map.of(), Map.of());

    public Measurements {
        services = Map.copyOf(services);
        burnRates = Map.copyOf(burnRates);
    }

    OfService of(ServiceKey service) {
        return services.getOrDefault(service, OfService.UNKNOWN);
    }

    Windows burnRate(ResourceName slo) {
        return burnRates.getOrDefault(slo, Windows.UNKNOWN);
    }

    /**
     * What is known of one service.
     *
     * @param received spans a second, before sampling
     * @param kept spans a second that left the gateways, for whatever reason
     * @param keptByKeep the part of it in traces that a {@code keep} rule decided
     * @param newTraces traces a second of which the service has the root span
     * @param errorPercent of its spans, 0 to 100, before sampling
     */
    public record OfService(
            Optional<Reading> received,
            Optional<Reading> kept,
            Optional<Reading> keptByKeep,
            Optional<Reading> newTraces,
            Windows errorPercent) {
        public static final OfService UNKNOWN =
                new OfService(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Windows.UNKNOWN);
    }
}
