package dev.signalbox.guardrails;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is declared, from which follows what objects have to know of each other to be judged. */
public final class Estate {
    private final Map<ResourceName, DeclaredService> services;
    private final Map<ServiceKey, Integer> slosByService = new HashMap<>();
    private final List<TraceSampling> sampling;
    private final Optional<StackTerms> stack;

    /**
     * @param services by the names of their resources
     * @param slos all of them
     * @param sampling all sampling policies
     * @param stack what holds where a resource says nothing; nothing: not known
     */
    public Estate(
            Map<ResourceName, DeclaredService> services,
            Collection<Slo> slos,
            Collection<TraceSampling> sampling,
            Optional<StackTerms> stack) {
        this.services = Map.copyOf(services);
        this.sampling = List.copyOf(sampling);
        this.stack = stack;
        slos.forEach(slo -> key(slo).ifPresent(key -> slosByService.merge(key, 1, Integer::sum)));
    }

    /** A service, to be judged. */
    public Subject.Service service(TelemetryService telemetry, Measured measured) {
        return new Subject.Service(
                telemetry,
                Optional.ofNullable(services.get(telemetry.resource())).flatMap(DeclaredService::runbook),
                Optional.of(slosByService.getOrDefault(telemetry.key(), 0)),
                stack,
                sampling.stream().noneMatch(policy -> isFor(policy, telemetry)),
                measured);
    }

    /**
     * An SLO of the estate, to be judged.
     *
     * @param unconfinable why its queries can't be held to its namespace
     */
    public Subject.Objective objective(Slo slo, List<Violation> unconfinable) {
        return new Subject.Objective(
                slo,
                DeclaredService.of(slo.service(), services),
                key(slo).map(key -> slosByService.getOrDefault(key, 1) - 1),
                unconfinable);
    }

    /** A sampling policy, to be judged. */
    public Subject.Sampling sampling(TraceSampling policy) {
        return new Subject.Sampling(policy, stack);
    }

    /** Nothing where an SLO refers to a service that nobody declared. */
    private Optional<ServiceKey> key(Slo slo) {
        return DeclaredService.of(slo.service(), services)
                .map(service -> new ServiceKey(slo.name().namespace(), service.service()));
    }

    private static boolean isFor(TraceSampling policy, TelemetryService service) {
        return policy.resource().namespace().equals(service.resource().namespace())
                && service.samplingPolicy()
                        .map(policy.resource().name()::equals)
                        .orElseGet(() -> policy.services().selects(service.labels()));
    }
}
