package dev.signalbox.compile.pipeline.sampling;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a gateway's tail sampler remembers; counts are of traces.
 *
 * <p>The decision caches are what late spans are decided by after their trace is forgotten; the collector's own advice is
 * ten times the undecided traces. An entry takes some 150 bytes, and there are two caches.
 *
 * @param numTraces undecided traces held: {@code new traces a second × decisionWait × 1.5}
 * @param expectedNewTracesPerSecond for which memory is set aside
 * @param decisionCache size of each of the two caches, for traces kept and for traces not kept
 * @see <a href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.155.0/processor/tailsamplingprocessor/README.md">
 *     Tail sampling processor</a>
 */
public record DecisionSizing(long numTraces, long expectedNewTracesPerSecond, long decisionCache) {
    /** The collector's default: below it nothing is won. */
    static final long FEWEST_TRACES = 50_000;

    /** At ten spans a trace and 1 KiB a span this is 20 GiB: a gateway has to be one of more by then. */
    static final long MOST_TRACES = 2_000_000;

    static final long LARGEST_CACHE = 1_000_000;
    private static final double SPARE = 1.5;
    private static final int CACHE_FACTOR = 10;

    /** Out of proportion by this much before a number is another: each is a reload, which cuts traces in two. */
    private static final int ROOMY = 4;

    /** Where nothing was measured yet. */
    public static final DecisionSizing UNMEASURED = of(0, Duration.ofSeconds(1), Optional.empty());

    /**
     * @param newTracesPerSecond of the busiest replica
     * @param decisionWait of the gateway: the longest that any policy asks for
     * @param before what is at work; kept while it is enough and not much too much
     */
    public static DecisionSizing of(double newTracesPerSecond, Duration decisionWait, Optional<DecisionSizing> before) {
        double needed = newTracesPerSecond * decisionWait.toMillis() / 1000.0 * SPARE;
        long numTraces = Math.clamp((long) Math.ceil(needed), FEWEST_TRACES, MOST_TRACES);
        return before.filter(held -> held.numTraces >= numTraces && held.numTraces <= ROOMY * numTraces)
                .orElseGet(() -> new DecisionSizing(
                        numTraces,
                        Math.max(1, (long) Math.ceil(newTracesPerSecond)),
                        Math.max(numTraces, Math.min(LARGEST_CACHE, CACHE_FACTOR * numTraces))));
    }

    /**
     * A replica's part of a rate that is meant over all of them. A percentage needs no such thing: each replica sees its
     * own traces.
     *
     * @param spansPerSecond over all gateways, more than 0
     * @param replicas at work, at least 1
     * @return whole spans a second, at least 1
     */
    public static long perReplica(double spansPerSecond, int replicas) {
        return Math.max(1, (long) Math.floor(spansPerSecond / replicas));
    }
}
