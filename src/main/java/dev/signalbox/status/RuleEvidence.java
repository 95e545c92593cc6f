package dev.signalbox.status;

import dev.signalbox.model.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What the server that evaluates the rules says of those of one SLO. */
public sealed interface RuleEvidence {

    /** There is nobody to ask: the stack names no server. */
    record NoChannel() implements RuleEvidence {}

    /** Nothing has been heard since the operator started; what was known before still counts. */
    record NotAsked() implements RuleEvidence {}

    /** @param why in the words of the connection */
    record Unreachable(String why) implements RuleEvidence {}

    /** The server has none of the rules, or not all of them as they are now. */
    record Absent() implements RuleEvidence {}

    /**
     * The server has none of the rules, and nobody takes them in.
     *
     * @param why for each {@code Prometheus} object, what it wants instead
     */
    record Unselected(List<String> why) implements RuleEvidence {
        public Unselected {
            why = List.copyOf(why);
        }
    }

    /** All are there, and some were never evaluated. */
    record Unevaluated() implements RuleEvidence {}

    /**
     * A rule that can't be evaluated.
     *
     * @param rule the name of the recording or alert
     * @param message the server's
     */
    record Failing(String rule, String message) implements RuleEvidence {}

    /**
     * All are there, and no bucket of the latency's histogram ends at the threshold.
     *
     * @param threshold in the unit of the buckets
     * @param nearest bounds that there are, at most one below and one above
     */
    record NoSuchBucket(BigDecimal threshold, List<BigDecimal> nearest) implements RuleEvidence {
        public NoSuchBucket {
            nearest = List.copyOf(nearest);
        }

        String message() {
            return "no bucket of the histogram ends at %s; the nearest %s; write that as spec.sli.latency.threshold, or add a bucket to the histogram"
                    .formatted(
                            threshold.toPlainString(),
                            (nearest.size() == 1 ? "ends at " : "end at ")
                                    + nearest.stream()
                                            .map(BigDecimal::toPlainString)
                                            .collect(Collectors.joining(" and ")));
        }
    }

    /**
     * All are there, and evaluate, but the series are scraped at another interval than the ledger takes it.
     *
     * @param assumed with which it counts
     * @param measured what samples say
     */
    record ScrapedOtherwise(Duration assumed, Duration measured) implements RuleEvidence {
        String message() {
            return "the server has the rules, and they evaluate, but samples come every %s and the ledger counts with %s, so that what happens between its cells counts %s; write the interval of scrapes into the ServiceObservability or spec.sli.scrapeInterval"
                    .formatted(
                            PrometheusDuration.print(measured),
                            PrometheusDuration.print(assumed),
                            measured.compareTo(assumed) < 0 ? "twice" : "never");
        }
    }

    /** All are there, and evaluate. */
    record Loaded() implements RuleEvidence {}
}
