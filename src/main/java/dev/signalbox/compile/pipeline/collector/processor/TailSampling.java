package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.time.Duration;
import java.util.List;

/**
 * Holds spans until their trace is whole and then decides: any policy that drops wins, else any that samples.
 *
 * @param decisionWait from the first span of a trace to the decision
 * @param numTraces traces held at once; of more, the oldest are decided early
 * @param expectedNewTracesPerSec so that room is made at the start
 * @param decisionCache what is remembered for spans that come late
 * @param maximumTraceSizeBytes above which a trace is dropped; 0 means never
 * @param sampleOnFirstMatch whether policies are asked in order, and the first that samples or drops is the last; then a
 *     rate limit further down isn't charged for what is kept anyway
 * @param dropPendingTracesOnShutdown whether what is undecided at the end is lost, and not decided early
 * @param policies each under a name of its own
 */
public record TailSampling(
        Duration decisionWait,
        long numTraces,
        long expectedNewTracesPerSec,
        DecisionCache decisionCache,
        long maximumTraceSizeBytes,
        boolean sampleOnFirstMatch,
        boolean dropPendingTracesOnShutdown,
        List<SamplingPolicy> policies)
        implements Component.Processor {

    /** Refuses what stops a collector at its start: no policy, and two of one name. */
    public TailSampling {
        policies = List.copyOf(policies);
        if (policies.isEmpty()
                || policies.stream().map(SamplingPolicy::name).distinct().count() != policies.size()) {
            throw new IllegalArgumentException("must have policies of different names, was "
                    + policies.stream().map(SamplingPolicy::name).toList());
        }
    }

    @Override
    public ComponentType type() {
        return ComponentType.TAIL_SAMPLING;
    }

    /**
     * What is remembered for spans that come late.
     *
     * @param sampledCacheSize traces that were kept; a multiple of those held at once
     * @param nonSampledCacheSize traces that were not
     */
    public record DecisionCache(int sampledCacheSize, int nonSampledCacheSize) {}
}
