package dev.signalbox.report;

import dev.signalbox.model.ResourceName;
import java.util.List;

/**
 * How resources stand with policies.
 *
 * @param judged how many resources there are that a policy is for
 * @param policies by name; none where they are out of scope
 * @param violating resources that break rules, by namespace, kind and name
 */
public record PolicyHealth(int judged, List<Policy> policies, List<Violating> violating) {
    public PolicyHealth {
        policies = List.copyOf(policies);
        violating = List.copyOf(violating);
    }

    /**
     * What one policy found.
     *
     * @param enforcement Audit, Warn or Deny
     * @param checked resources in its namespaces
     * @param violating those of them that break a rule
     * @param excepted violations that an exception covers
     * @param problems conditions that are not as they should be
     */
    public record Policy(
            String name, String enforcement, int checked, int violating, int excepted, List<Problem> problems) {
        public Policy {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A resource that breaks rules.
     *
     * @param kind of the resource
     * @param name of it
     * @param violations in the words of every door
     */
    public record Violating(String kind, ResourceName name, List<String> violations) {
        public Violating {
            violations = List.copyOf(violations);
        }
    }
}
