package dev.signalbox.model.policy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must not be there.
 *
 * @param metricLabels labels that metrics must not carry; sorted
 * @param logLabels labels that streams of logs must not carry; sorted
 * @param pagingOnCauses whether no alert that pages may read resource metrics only
 */
public record Prohibitions(Set<String> metricLabels, Set<String> logLabels, boolean pagingOnCauses) {
    public static final Prohibitions NONE = new Prohibitions(Set.of(), Set.of(), false);

    public Prohibitions {
        metricLabels = Collections.unmodifiableSet(new TreeSet<>(metricLabels));
        logLabels = Collections.unmodifiableSet(new TreeSet<>(logLabels));
    }
}
