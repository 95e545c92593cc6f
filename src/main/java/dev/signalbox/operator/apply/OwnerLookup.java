package dev.signalbox.operator.apply;

/** Tells which owners there are. */
@FunctionalInterface
public interface OwnerLookup {
    /** This very object is there, not merely one of its name. */
    boolean exists(Owner owner);
}
