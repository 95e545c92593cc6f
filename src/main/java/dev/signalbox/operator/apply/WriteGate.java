package dev.signalbox.operator.apply;

/** Asked before each write. */
@FunctionalInterface
public interface WriteGate {
    /** @throws IllegalStateException when nothing may be written any more */
    void check();
}
