package dev.signalbox.status;

import dev.signalbox.compile.Compilation;

/**
 * A resource that is made into one whole with others.
 *
 * @param generation of the resource
 * @param compilation what it becomes by itself, and what there is to say of it
 * @param delivery what became of that
 * @param inCollectors what became of its part of the whole
 * @param guarded what policies make of it
 */
public record Contribution(
        long generation, Compilation compilation, Delivery delivery, InCollectors inCollectors, Guarded guarded) {

    /** One that no policy is for. */
    public Contribution(long generation, Compilation compilation, Delivery delivery, InCollectors inCollectors) {
        this(generation, compilation, delivery, inCollectors, new Guarded.ByNobody());
    }
}
