package dev.signalbox.cli;

import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Finding.Weight;
import dev.signalbox.intake.document.Fault;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is told of a file.
 *
 * @param fault what is wrong, and where
 * @param finding the rule of a policy that is broken; nothing: it is wrong in itself
 */
record Told(Fault fault, Optional<Finding> finding) implements Comparable<Told> {

    static Told wrong(Fault fault) {
        return new Told(fault, Optional.empty());
    }

    boolean isError() {
        return weight() == Weight.ERROR;
    }

    /** {@code error}, {@code warning} or {@code note}. */
    String severity() {
        return weight().name().toLowerCase(Locale.ROOT);
    }

    private Weight weight() {
        return finding.map(Finding::weight).orElse(Weight.ERROR);
    }

    /** {@code file:line:column: path: …}; what is no error says so before its path. */
    @Override
    public String toString() {
        return isError() ? fault.toString() : fault.labelled(severity() + ": ");
    }

    @Override
    public int compareTo(Told other) {
        return fault.compareTo(other.fault);
    }
}
