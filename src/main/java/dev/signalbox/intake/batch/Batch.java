package dev.signalbox.intake.batch;

import dev.signalbox.intake.document.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that was handed in.
 *
 * @param declared resources of ours that are as they should be
 * @param broken those that are not
 * @param foreign manifests of others
 * @param faults everything that is wrong, in the order of files and lines
 */
public record Batch(List<Declared> declared, Set<ObjectIdentity> broken, List<Foreign> foreign, List<Fault> faults) {
    public Batch {
        declared = List.copyOf(declared);
        broken = Set.copyOf(broken);
        foreign = List.copyOf(foreign);
        faults = List.copyOf(faults);
    }

    /** Whether there was nothing in it, not even anything wrong. */
    public boolean isEmpty() {
        return declared.isEmpty() && foreign.isEmpty() && faults.isEmpty();
    }

    /** With faults of what could not even be handed in. */
    public Batch withMore(List<Fault> others) {
        return new Batch(
                declared,
                broken,
                foreign,
                Stream.concat(faults.stream(), others.stream()).sorted().toList());
    }
}
