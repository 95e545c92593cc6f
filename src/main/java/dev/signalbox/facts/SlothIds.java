package dev.signalbox.facts;

import dev.signalbox.model.ResourceName;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which SLOs would be one to dashboards made for Sloth, which know no namespaces; empty where nothing is published for
 * them.
 *
 * @param claimants SLOs by their id
 */
public record SlothIds(Map<String, Set<ResourceName>> claimants) {
    public static final SlothIds NONE = new SlothIds(Map.of());

    public SlothIds {
        claimants = claimants.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, claim -> Set.copyOf(claim.getValue())));
    }

    /** @param services the service of each SLO */
    public static SlothIds of(Map<ResourceName, String> services) {
        Map<String, Set<ResourceName>> claimants = new TreeMap<>();
        services.forEach((slo, service) -> claimants
                .computeIfAbsent(id(service, slo), _ -> new TreeSet<>())
                .add(slo));
        return new SlothIds(claimants);
    }

    /** {@code service-slo}, as Sloth makes it. */
    public static String id(String service, ResourceName slo) {
        return service + "-" + slo.name();
    }

    /** Other SLOs with the id of this one, by name. */
    public Collection<ResourceName> others(String service, ResourceName slo) {
        Set<ResourceName> others = new TreeSet<>(claimants.getOrDefault(id(service, slo), Set.of()));
        others.remove(slo);
        return others;
    }
}
