package dev.signalbox.compile;

import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;

/** Something that must exist before a resource can be compiled. */
public sealed interface Prerequisite {

    /** @param kind one that the cluster does not serve */
    record Kind(ServedKind kind) implements Prerequisite {}

    /**
     * @param kind of the resource that is referred to
     * @param resource its name
     * @param violation the same, told by the field that refers to it
     */
    record Reference(String kind, ResourceName resource, Violation violation) implements Prerequisite {}

    /**
     * Something that the cluster asks for and this version can't do.
     *
     * @param reason a word in CamelCase, as in a condition
     * @param message what is asked for and what to write instead
     */
    record Support(String reason, String message) implements Prerequisite {}
}
