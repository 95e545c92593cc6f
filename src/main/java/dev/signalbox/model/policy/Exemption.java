package dev.signalbox.model.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One namespace is let off some rules for some time.
 *
 * @param namespace which
 * @param rules which; not empty
 * @param until the last day on which it holds, in UTC
 * @param reason for people
 */
public record Exemption(String namespace, Set<Rule> rules, LocalDate until, String reason) {
    public Exemption {
        rules = Collections.unmodifiableSet(new TreeSet<>(rules));
    }

    /** Whether it is for that rule in that namespace, on any day. */
    public boolean covers(String other, Rule rule) {
        return namespace.equals(other) && rules.contains(rule);
    }

    /** Whether it holds on a day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isAfter(until);
    }
}
