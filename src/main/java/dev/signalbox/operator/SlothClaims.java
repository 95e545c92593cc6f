package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.model.ResourceName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which SLO claims which id in compatibility with Sloth. Whoever comes to share an id, or no longer does, is woken; a
 * claim that stays as it was wakes nobody, so that two of them don't wake each other for ever.
 */
final class SlothClaims {
    private final Supplier<Stream<SLO>> all;
    private final Function<SLO, Optional<String>> service;
    private final Consumer<ResourceName> wake;
    private final Map<ResourceName, String> ids = new HashMap<>();
    private final Map<String, Set<ResourceName>> claimants = new HashMap<>();
    private boolean known;

    /**
     * @param all SLOs
     * @param service the name of an SLO's service, where it is known
     * @param wake called for an SLO that has to be looked at again
     */
    SlothClaims(Supplier<Stream<SLO>> all, Function<SLO, Optional<String>> service, Consumer<ResourceName> wake) {
        this.all = all;
        this.service = service;
        this.wake = wake;
    }

    /** Who claims the id of this SLO, itself included. */
    synchronized SlothIds of(SLO slo) {
        if (!known) {
            all.get().forEach(other -> claim(ObjectNames.of(other), id(other)));
            known = true;
        }
        Optional<String> id = id(slo);
        claim(ObjectNames.of(slo), id).forEach(wake);
        return id.map(own -> new SlothIds(Map.of(own, claimants.get(own)))).orElse(SlothIds.NONE);
    }

    synchronized void forget(ResourceName slo) {
        claim(slo, Optional.empty()).forEach(wake);
    }

    /** Nobody asks for the ids any more. */
    synchronized void forgetAll() {
        ids.clear();
        claimants.clear();
        known = false;
    }

    /** Returns whom the change concerns besides. */
    private Set<ResourceName> claim(ResourceName slo, Optional<String> id) {
        Optional<String> before = Optional.ofNullable(id.isPresent() ? ids.put(slo, id.get()) : ids.remove(slo));
        if (before.equals(id)) {
            return Set.of();
        }
        Set<ResourceName> concerned = new HashSet<>();
        before.map(claimants::get).ifPresent(others -> {
            others.remove(slo);
            concerned.addAll(others);
        });
        id.ifPresent(own -> {
            Set<ResourceName> others = claimants.computeIfAbsent(own, _ -> new HashSet<>());
            concerned.addAll(others);
            others.add(slo);
        });
        before.ifPresent(old -> claimants.computeIfPresent(old, (_, others) -> others.isEmpty() ? null : others));
        return concerned;
    }

    private Optional<String> id(SLO slo) {
        return service.apply(slo).map(name -> SlothIds.id(name, ObjectNames.of(slo)));
    }
}
