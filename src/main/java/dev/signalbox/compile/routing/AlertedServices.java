package dev.signalbox.compile.routing;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whose alerts there are to route.
 *
 * @param namespaces that have SLOs
 * @param groupLabels labels that tell the budgets of any SLO apart
 * @param dependents services, by those that they depend on; each is of the namespace of what it depends on, and only where that
 *     has SLOs
 */
public record AlertedServices(
        SortedSet<String> namespaces, SortedSet<String> groupLabels, Map<ServiceKey, SortedSet<String>> dependents) {
    /** There are no SLOs. */
    public static final AlertedServices NONE = of(List.of(), List.of());

    public AlertedServices {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        groupLabels = Collections.unmodifiableSortedSet(new TreeSet<>(groupLabels));
        dependents = Collections.unmodifiableMap(new TreeMap<>(dependents));
    }

    /**
     * An SLO, as far as its alerts are routed.
     *
     * @param groupBy labels that tell its budgets apart
     */
    public record Objective(ResourceName slo, ServiceReference service, List<String> groupBy) {
        public Objective {
            groupBy = List.copyOf(groupBy);
        }

        public static Objective of(Slo slo) {
            return new Objective(slo.name(), slo.service(), slo.groupBy());
        }
    }

    /** @param services with what they depend on */
    public static AlertedServices of(Collection<Objective> objectives, Collection<TelemetryService> services) {
        Map<ResourceName, ServiceKey> declared = services.stream()
                .collect(Collectors.toMap(TelemetryService::resource, TelemetryService::key, (one, _) -> one));
        SortedSet<ServiceKey> alerting = new TreeSet<>();
        objectives.forEach(objective -> {
            switch (objective.service()) {
                case ServiceReference.Named(String name) ->
                    alerting.add(new ServiceKey(objective.slo().namespace(), name));
                case ServiceReference.Declared(ResourceName resource) ->
                    Optional.ofNullable(declared.get(resource)).ifPresent(alerting::add);
            }
        });
        return new AlertedServices(
                objectives.stream()
                        .map(objective -> objective.slo().namespace())
                        .collect(Collectors.toCollection(TreeSet::new)),
                objectives.stream()
                        .flatMap(objective -> objective.groupBy().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                Dependents.of(services, alerting));
    }
}
