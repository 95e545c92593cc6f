package dev.signalbox.compile.pipeline.workload;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a tenant's collector may go beside its own namespace.
 *
 * @param outsidePorts of dependencies and probes that are outside of the cluster; empty where there are none, which closes it
 * @param refused networks that are closed to it all the same, as CIDR: where the API server and the nodes are
 */
public record TenantEgress(Set<Integer> outsidePorts, Set<String> refused) {
    /** Its own namespace only. */
    public static final TenantEgress INSIDE = new TenantEgress(Set.of(), Set.of());

    public TenantEgress {
        outsidePorts = Collections.unmodifiableSet(new TreeSet<>(outsidePorts));
        refused = Collections.unmodifiableSet(new TreeSet<>(refused));
    }
}
