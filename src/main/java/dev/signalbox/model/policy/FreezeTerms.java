package dev.signalbox.model.policy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens to deployments of a service whose error budget is exhausted.
 *
 * @param enforcement whether they are reported, warned about or refused
 * @param tiers of the services that it is for, 1 to 4; empty: all services
 * @param overrideAnnotation of a workload, which lets a deployment pass; its value is the reason
 * @param exemptUsers that always pass
 */
public record FreezeTerms(
        Enforcement enforcement, Set<Integer> tiers, String overrideAnnotation, List<String> exemptUsers) {
    /** The annotation where none is named. */
    public static final String OVERRIDE_ANNOTATION = "signalbox.dev/freeze-override";

    public FreezeTerms {
        tiers = Collections.unmodifiableSet(new TreeSet<>(tiers));
        exemptUsers = List.copyOf(exemptUsers);
    }
}
