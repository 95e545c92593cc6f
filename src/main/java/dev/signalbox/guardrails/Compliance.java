package dev.signalbox.guardrails;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Policy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all policies make of all objects.
 *
 * @param policies by name
 * @param objects those in a namespace that a policy selects
 */
public record Compliance(SortedMap<String, OfPolicy> policies, Map<ObjectId, OfObject> objects) {
    /** As people look for it in a list. */
    private static final Comparator<Finding> BY_OBJECT = Comparator.comparing(
                    (Finding finding) -> finding.object().namespace())
            .thenComparing(finding -> finding.kind().kind())
            .thenComparing(finding -> finding.object().name())
            .thenComparing(Comparator.naturalOrder());

    public Compliance {
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        objects = Map.copyOf(objects);
    }

    /** An object that is judged. */
    public record ObjectId(SubjectKind kind, ResourceName name) {}

    /**
     * What one policy found.
     *
     * @param policy as it was when it judged
     * @param checked how many objects of the kinds that its rules are about there are in its namespaces
     * @param findings by namespace, kind and name
     */
    public record OfPolicy(Policy policy, int checked, List<Finding> findings) {
        public OfPolicy {
            findings = List.copyOf(findings);
        }

        /** Findings that no exception covers. */
        public List<Finding> violations() {
            return findings.stream().filter(finding -> !finding.isExcepted()).toList();
        }

        /** How many objects have at least one violation. */
        public int violating() {
            return (int) violations().stream()
                    .map(finding -> new ObjectId(finding.kind(), finding.object()))
                    .distinct()
                    .count();
        }

        /** How many findings an exception covers. */
        public int excepted() {
            return findings.size() - violations().size();
        }
    }

    /**
     * What was found of one object.
     *
     * @param policies that judged it, by name
     * @param findings what weighs most first
     */
    public record OfObject(List<String> policies, List<Finding> findings) {
        public OfObject {
            policies = List.copyOf(policies);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Judges everything.
     *
     * @param namespaces by name, with labels
     * @param today in UTC
     */
    public static Compliance of(
            Collection<Policy> policies,
            Function<String, Namespace> namespaces,
            Collection<? extends Subject> subjects,
            LocalDate today) {
        SortedMap<String, List<Finding>> findings = new TreeMap<>();
        SortedMap<String, Integer> checked = new TreeMap<>();
        Map<ObjectId, OfObject> objects = new HashMap<>();
        Map<String, List<Policy>> inForce = new HashMap<>();
        for (Subject subject : subjects) {
            Namespace namespace = namespaces.apply(subject.name().namespace());
            List<Policy> judges = inForce.computeIfAbsent(namespace.name(), _ -> selecting(policies, namespace));
            if (judges.isEmpty()) {
                continue;
            }
            List<Finding> found = Judge.judge(judges, namespace, subject, Door.RECONCILE, today);
            List<String> names = judges.stream().map(Policy::name).toList();
            objects.put(new ObjectId(subject.kind(), subject.name()), new OfObject(names, found));
            judges.stream()
                    .filter(policy -> RuleTable.isAbout(policy, subject.kind()))
                    .forEach(policy -> checked.merge(policy.name(), 1, Integer::sum));
            found.forEach(finding -> findings.computeIfAbsent(finding.policy(), _ -> new ArrayList<>())
                    .add(finding));
        }
        return new Compliance(
                policies.stream()
                        .collect(Collectors.toMap(
                                Policy::name,
                                policy -> new OfPolicy(
                                        policy,
                                        checked.getOrDefault(policy.name(), 0),
                                        findings.getOrDefault(policy.name(), List.of()).stream()
                                                .sorted(BY_OBJECT)
                                                .toList()),
                                (first, _) -> first,
                                TreeMap::new)),
                objects);
    }

    /** Objects of which something else is found than before. */
    public Set<ObjectId> differingFrom(Compliance before) {
        return Stream.concat(objects.keySet().stream(), before.objects.keySet().stream())
                .filter(id -> !Objects.equals(objects.get(id), before.objects.get(id)))
                .collect(Collectors.toSet());
    }

    private static List<Policy> selecting(Collection<Policy> policies, Namespace namespace) {
        return policies.stream()
                .filter(policy -> policy.selects(namespace.labels()))
                .sorted(Comparator.comparing(Policy::name))
                .toList();
    }
}
