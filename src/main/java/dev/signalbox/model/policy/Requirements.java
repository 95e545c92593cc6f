package dev.signalbox.model.policy;

import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be there.
 *
 * @param fields that services and SLOs fill; sorted
 * @param sloForTiers tiers of which each service has an SLO, 1 to 4; sorted
 * @param signals that every service sends; sorted
 */
public record Requirements(Set<RequiredField> fields, Set<Integer> sloForTiers, Set<TelemetrySignal> signals) {
    public static final Requirements NONE = new Requirements(Set.of(), Set.of(), Set.of());

    public Requirements {
        fields = sorted(fields);
        sloForTiers = sorted(sloForTiers);
        signals = sorted(signals);
    }

    private static <T extends Comparable<T>> Set<T> sorted(Collection<T> items) {
        return Collections.unmodifiableSet(new TreeSet<>(items));
    }
}
