package dev.signalbox.compile.routing;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    public static final AlertedServices NONE = of(List.of(), List.of(), Map.of());

    public AlertedServices {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        groupLabels = Collections.unmodifiableSortedSet(new TreeSet<>(groupLabels));
        dependents = Collections.unmodifiableMap(new TreeMap<>(dependents));
    }

    /**
     * @param services with what they depend on
     * @param declared by which SLOs may refer to a service
     */
    public static AlertedServices of(
            Collection<Slo> slos, Collection<TelemetryService> services, Map<ResourceName, DeclaredService> declared) {
        SortedSet<ServiceKey> alerting = new TreeSet<>();
        slos.forEach(slo -> DeclaredService.of(slo.service(), declared)
                .ifPresent(service -> alerting.add(new ServiceKey(slo.name().namespace(), service.service()))));
        return new AlertedServices(
                slos.stream().map(slo -> slo.name().namespace()).collect(Collectors.toCollection(TreeSet::new)),
                slos.stream().flatMap(slo -> slo.groupBy().stream()).collect(Collectors.toCollection(TreeSet::new)),
                Dependents.of(services, alerting));
    }
}
