package dev.signalbox.operator.sampling;

import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.PolicyTargets;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * What the writer of collectors and the loop tell each other, and everybody who serves or reports it. Listeners are called
 * in the publisher's thread, one change at a time, and must not publish themselves.
 */
@Singleton
public class PublishedSampling {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile SamplingState state = SamplingState.NONE;

    public SamplingState current() {
        return state;
    }

    /** @param listener called when there is something else */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** By the writer of collectors, with each plan. */
    public void publishTargets(List<PolicyTargets> targets) {
        change(before -> new SamplingState(targets, before.decisions()));
    }

    /** By the loop, after each step. */
    public void publishDecisions(Decisions decisions) {
        change(before -> new SamplingState(before.targets(), decisions));
    }

    private synchronized void change(UnaryOperator<SamplingState> change) {
        SamplingState next = change.apply(state);
        if (!next.equals(state)) {
            state = next;
            listeners.forEach(Runnable::run);
        }
    }
}
