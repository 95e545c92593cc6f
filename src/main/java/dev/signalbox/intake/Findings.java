package dev.signalbox.intake;

import dev.signalbox.model.Violation;
import java.util.ArrayList;
import java.util.List;

/** The violations found while one resource is read; a reader goes on after each, so that all are told at once. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    void add(String path, String message, String fix) {
        violations.add(new Violation(path, message, fix));
    }

    /** Adds unless it holds; returns whether it holds. */
    boolean require(boolean holds, String path, String message, String fix) {
        if (!holds) {
            add(path, message, fix);
        }
        return holds;
    }

    boolean none() {
        return violations.isEmpty();
    }

    List<Violation> all() {
        return violations;
    }
}
