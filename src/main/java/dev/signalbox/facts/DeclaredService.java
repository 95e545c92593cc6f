package dev.signalbox.facts;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code ServiceObservability} says of a service.
 *
 * @param service the {@code service.name}
 * @param team who owns it
 * @param tier 1 to 4, 1 the most important
 * @param scrapeInterval of its metrics
 * @param runbook link for whoever is alerted, where an SLO has none of its own
 * @param boards which dashboards are made for it, and where they are
 */
public record DeclaredService(
        String service,
        Optional<String> team,
        Optional<Integer> tier,
        Optional<Duration> scrapeInterval,
        Optional<String> runbook,
        BoardWishes boards) {

    /** A service whose dashboards are those that every service has. */
    public DeclaredService(
            String service,
            Optional<String> team,
            Optional<Integer> tier,
            Optional<Duration> scrapeInterval,
            Optional<String> runbook) {
        this(service, team, tier, scrapeInterval, runbook, BoardWishes.ALL);
    }

    /** The service that an SLO is for; nothing where what it refers to is not declared. */
    public static Optional<DeclaredService> of(
            ServiceReference reference, Map<ResourceName, DeclaredService> declared) {
        return switch (reference) {
            case ServiceReference.Named(String name) -> Optional.of(named(name));
            case ServiceReference.Declared(ResourceName resource) -> Optional.ofNullable(declared.get(resource));
        };
    }

    /** A service of which nothing is known but its name. */
    public static DeclaredService named(String service) {
        return new DeclaredService(service, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
