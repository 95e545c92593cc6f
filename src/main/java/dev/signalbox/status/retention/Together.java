package dev.signalbox.status.retention;

import dev.signalbox.status.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Several verdicts of one condition as one: as bad as the worst, with the words of all. */
public final class Together {
    private Together() {}

    /** @param verdicts of one condition, at least one */
    public static Verdict of(List<Verdict> verdicts) {
        Verdict worst = verdicts.stream()
                .min(Comparator.comparing(verdict -> switch (verdict.truth()) {
                    case FALSE -> 0;
                    case UNKNOWN -> 1;
                    case TRUE -> 2;
                }))
                .orElseThrow();
        return new Verdict(
                worst.type(),
                worst.truth(),
                worst.reason(),
                verdicts.stream().map(Verdict::message).distinct().collect(Collectors.joining("\n")));
    }
}
