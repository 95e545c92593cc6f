package dev.signalbox.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Conditions as they are written; a transition time moves only when the status of its condition does. */
final class Conditions {
    private Conditions() {}

    static List<Condition> of(List<Verdict> verdicts, List<Condition> previous, long generation, Instant now) {
        return verdicts.stream()
                .sorted(Comparator.comparing(Verdict::type))
                .map(verdict -> condition(verdict, find(previous, verdict.type()), generation, now))
                .toList();
    }

    /** @param kept conditions that nobody has anything new to say of */
    static List<Condition> of(
            List<Verdict> verdicts, List<Condition> previous, List<Condition> kept, long generation, Instant now) {
        return Stream.concat(of(verdicts, previous, generation, now).stream(), kept.stream())
                .sorted(Comparator.comparing(Conditions::place))
                .toList();
    }

    private static int place(Condition condition) {
        return Stream.of(Verdict.Type.values())
                .filter(type -> type.text().equals(condition.getType()))
                .findFirst()
                .map(Enum::ordinal)
                .orElse(Integer.MAX_VALUE);
    }

    static Optional<Condition> find(List<Condition> conditions, Verdict.Type type) {
        return conditions.stream()
                .filter(condition -> type.text().equals(condition.getType()))
                .findFirst();
    }

    private static Condition condition(Verdict verdict, Optional<Condition> previous, long generation, Instant now) {
        String since = previous.filter(condition -> verdict.truth().text().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(verdict.type().text())
                .withStatus(verdict.truth().text())
                .withReason(verdict.reason())
                .withMessage(verdict.message())
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }
}
