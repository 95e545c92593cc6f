package dev.signalbox.operator.streams;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.loki.StreamServer;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.operator.evidence.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Searches for whose streams carry a forbidden label: which labels there are at all, in which namespaces, of which services. Where
 * nobody carries any, that is two questions. What was asked the longest time ago is asked first, so that each has its turn however
 * many there are.
 */
final class LabelSearch {
    private static final double PER_MINUTE = 10;
    private static final double MOST = 30;

    /** As long as a label is held against a service that no longer sends it. */
    private static final Duration LATELY = Duration.ofHours(1);

    /** Ours, and the one of those who send to Loki by themselves. */
    private static final List<String> NAMESPACE_LABELS = List.of("k8s_namespace_name", "namespace");

    private final Allowance allowance = new Allowance(PER_MINUTE, MOST);
    private final Map<Question, Answered> known = new HashMap<>();

    private record Answered(List<String> names, Instant at) {}

    /** What is known so far, and what is to be asked for more of it. */
    private record Progress(Set<Question> questions, SortedMap<ServiceKey, SortedSet<String>> carried) {}

    /**
     * Labels that streams of services carry, as far as they are forbidden. What there was no question left for is as it was.
     *
     * @param forbidden labels, by the namespaces in which they are
     */
    Answer<SortedMap<ServiceKey, SortedSet<String>>> search(
            StreamServer server, Map<String, Set<String>> forbidden, Instant now) {
        allowance.earn(now);
        Progress progress = progress(forbidden);
        for (Optional<Question> next = next(progress, now); next.isPresent(); next = next(progress, now)) {
            allowance.spend();
            switch (next.get().ask(server, now.minus(LATELY), now)) {
                case Answer.Given<List<String>>(List<String> names) ->
                    known.put(next.get(), new Answered(List.copyOf(names), now));
                case Answer.Unavailable<List<String>>(String why) -> {
                    return new Answer.Unavailable<>(why);
                }
            }
            progress = progress(forbidden);
        }
        known.keySet().retainAll(progress.questions());
        return new Answer.Given<>(progress.carried());
    }

    /** The one that was asked the longest time ago, and not in this look. */
    private Optional<Question> next(Progress progress, Instant now) {
        return allowance.isLeft()
                ? progress.questions().stream()
                        .filter(question -> askedAt(question).isBefore(now))
                        .min(Comparator.comparing(this::askedAt))
                : Optional.empty();
    }

    private Instant askedAt(Question question) {
        return Optional.ofNullable(known.get(question)).map(Answered::at).orElse(Instant.MIN);
    }

    private Progress progress(Map<String, Set<String>> forbidden) {
        Progress progress = new Progress(new LinkedHashSet<>(), new TreeMap<>());
        SortedSet<String> all = new TreeSet<>();
        forbidden.values().forEach(all::addAll);
        for (String namespaceLabel : NAMESPACE_LABELS) {
            for (String label : among(all, progress, Question.labels(namespaceLabel))) {
                Set<String> asked = new TreeSet<>();
                forbidden.forEach((namespace, labels) -> {
                    if (labels.contains(label)) {
                        asked.add(namespace);
                    }
                });
                for (String namespace : among(asked, progress, Question.namespaces(namespaceLabel, label))) {
                    names(progress, Question.services(namespaceLabel, namespace, label))
                            .forEach(service -> progress.carried()
                                    .computeIfAbsent(new ServiceKey(namespace, service), _ -> new TreeSet<>())
                                    .add(label));
                }
            }
        }
        return progress;
    }

    private List<String> among(Set<String> wanted, Progress progress, Question question) {
        return names(progress, question).stream().filter(wanted::contains).toList();
    }

    private List<String> names(Progress progress, Question question) {
        progress.questions().add(question);
        return Optional.ofNullable(known.get(question)).map(Answered::names).orElse(List.of());
    }
}
