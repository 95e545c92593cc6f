package dev.signalbox.status;

import dev.signalbox.guardrails.Compliance.OfObject;

/** What policies make of a resource. */
public sealed interface Guarded {

    /** Nobody has judged it since the operator started; what was said of it stays. */
    record NotYet() implements Guarded {}

    /** No policy selects its namespace, or it can't be read. */
    record ByNobody() implements Guarded {}

    /** @param found by all policies of its namespace */
    record Judged(OfObject found) implements Guarded {}
}
