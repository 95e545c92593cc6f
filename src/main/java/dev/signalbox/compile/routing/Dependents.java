package dev.signalbox.compile.routing;

import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which services depend on which. A dependency is a service where its name, or the first part of its endpoint's host, is the
 * name of a {@code ServiceObservability} of the same namespace, or its {@code service}.
 */
final class Dependents {
    private Dependents() {}

    /**
     * Those that depend on a service with alerts, by that service. Services that depend on each other in a circle would keep
     * each other quiet; so no dependency within a circle counts.
     */
    static Map<ServiceKey, SortedSet<String>> of(Collection<TelemetryService> services, Set<ServiceKey> alerting) {
        Map<ServiceKey, Set<ServiceKey>> dependencies = dependencies(services);
        Map<ServiceKey, SortedSet<String>> dependents = new TreeMap<>();
        dependencies.forEach((dependent, all) -> all.stream()
                .filter(alerting::contains)
                .filter(dependency -> !isReachable(dependent, dependency, dependencies))
                .forEach(dependency -> dependents
                        .computeIfAbsent(dependency, _ -> new TreeSet<>())
                        .add(dependent.service())));
        return dependents;
    }

    private static Map<ServiceKey, Set<ServiceKey>> dependencies(Collection<TelemetryService> services) {
        Map<ServiceKey, ServiceKey> byName = new HashMap<>();
        services.forEach(service -> byName.put(service.key(), service.key()));
        services.forEach(service -> byName.putIfAbsent(
                new ServiceKey(
                        service.resource().namespace(), service.resource().name()),
                service.key()));
        Map<ServiceKey, Set<ServiceKey>> dependencies = new TreeMap<>();
        services.forEach(service -> service.dependencies().forEach(dependency -> named(service, dependency, byName)
                .filter(found -> !found.equals(service.key()))
                .ifPresent(found -> dependencies
                        .computeIfAbsent(service.key(), _ -> new HashSet<>())
                        .add(found))));
        return dependencies;
    }

    private static Optional<ServiceKey> named(
            TelemetryService service, DependencyCheck dependency, Map<ServiceKey, ServiceKey> byName) {
        String namespace = service.resource().namespace();
        return Optional.ofNullable(byName.get(new ServiceKey(namespace, dependency.name())))
                .or(() -> Optional.ofNullable(byName.get(new ServiceKey(namespace, host(dependency.endpoint())))));
    }

    /** {@code orders-db} of {@code http://orders-db.shop.svc:5432/x}. */
    private static String host(String endpoint) {
        String address = endpoint.substring(endpoint.indexOf("://") < 0 ? 0 : endpoint.indexOf("://") + 3);
        return address.split("[.:/]", 2)[0];
    }

    private static boolean isReachable(
            ServiceKey target, ServiceKey start, Map<ServiceKey, Set<ServiceKey>> dependencies) {
        Set<ServiceKey> seen = new HashSet<>(Set.of(start));
        Deque<ServiceKey> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (ServiceKey dependency : dependencies.getOrDefault(next.pop(), Set.of())) {
                if (dependency.equals(target)) {
                    return true;
                }
                if (seen.add(dependency)) {
                    next.push(dependency);
                }
            }
        }
        return false;
    }
}
