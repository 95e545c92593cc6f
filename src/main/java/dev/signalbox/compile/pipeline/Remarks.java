package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.Notice;
import dev.signalbox.model.ResourceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What owners of single resources should know of a whole that was made of many; what is left out of it, and why.
 *
 * @param bySubject by the resource that each is told on, sorted
 */
public record Remarks(Map<Subject, List<Notice>> bySubject) {
    public static final Remarks NONE = new Remarks(Map.of());

    /** Resources that are made into one whole. */
    public enum Kind {
        SERVICE_OBSERVABILITY,
        SAMPLING_POLICY
    }

    /**
     * A resource.
     *
     * @param kind two of different kinds may have one name
     */
    public record Subject(Kind kind, ResourceName name) implements Comparable<Subject> {
        private static final Comparator<Subject> ORDER =
                Comparator.comparing(Subject::kind).thenComparing(Subject::name);

        public static Subject service(ResourceName name) {
            return new Subject(Kind.SERVICE_OBSERVABILITY, name);
        }

        public static Subject policy(ResourceName name) {
            return new Subject(Kind.SAMPLING_POLICY, name);
        }

        @Override
        public int compareTo(Subject other) {
            return ORDER.compare(this, other);
        }
    }

    public Remarks {
        Map<Subject, List<Notice>> copy = new TreeMap<>();
        bySubject.forEach((subject, notices) -> copy.put(subject, List.copyOf(notices)));
        bySubject = Collections.unmodifiableMap(copy);
    }

    /** These and others. */
    public Remarks and(Remarks others) {
        Map<Subject, List<Notice>> both = new TreeMap<>();
        Stream.of(this, others)
                .forEach(remarks -> remarks.bySubject.forEach((subject, notices) ->
                        both.computeIfAbsent(subject, _ -> new ArrayList<>()).addAll(notices)));
        return new Remarks(both);
    }

    /** What is to be told on one resource. */
    public List<Notice> of(Subject subject) {
        return bySubject.getOrDefault(subject, List.of());
    }
}
