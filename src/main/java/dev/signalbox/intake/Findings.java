package dev.signalbox.intake;

import dev.signalbox.model.Violation;
import java.util.ArrayList;
import java.util.List;

/** The violations found while one resource is read; a reader goes on after each, so that all are told at once. */
public final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    /** Adds a violation. */
    public void add(String path, String message, String fix) {
        violations.add(new Violation(path, message, fix));
    }

    /** Adds unless it holds; returns whether it holds. */
    public boolean require(boolean holds, String path, String message, String fix) {
        if (!holds) {
            add(path, message, fix);
        }
        return holds;
    }

    /** Whether there is nothing wrong so far. */
    public boolean none() {
        return violations.isEmpty();
    }

    /** All so far, in the order in which they were found. */
    public List<Violation> all() {
        return List.copyOf(violations);
    }
}
