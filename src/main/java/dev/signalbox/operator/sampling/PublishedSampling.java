package dev.signalbox.operator.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.sampling.SamplingState.Seen;
import dev.signalbox.sampling.AdaptiveSampling;
import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.PolicyDecision;
import dev.signalbox.sampling.PolicyTargets;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the writer of collectors and the loop tell each other, and everybody who serves or reports it. Listeners are called
 * in the publisher's thread.
 */
@Singleton
public class PublishedSampling {
    private final List<Runnable> changed = new CopyOnWriteArrayList<>();
    private final List<Consumer<SamplingState>> stepped = new CopyOnWriteArrayList<>();
    private volatile SamplingState state = SamplingState.NONE;

    public SamplingState current() {
        return state;
    }

    /** @param listener called when there is something else */
    public void onChange(Runnable listener) {
        changed.add(listener);
    }

    /** @param listener told of each step of the loop, and of its end */
    public void onStep(Consumer<SamplingState> listener) {
        stepped.add(listener);
    }

    /**
     * By the writer of collectors, with each plan and before it is compiled.
     *
     * @param notAsked why there is no loop; nothing: there is one
     * @param remembered what a status says was decided; asked for policies of which nothing is known
     */
    public void publishTargets(
            List<PolicyTargets> targets,
            Optional<String> notAsked,
            Function<PolicyTargets, Optional<PolicyDecision>> remembered) {
        SamplingState next;
        boolean ended;
        synchronized (this) {
            ended = notAsked.isPresent() && state.notAsked().isEmpty();
            Decisions decisions = notAsked.isPresent() ? Decisions.NONE : resumed(targets, remembered);
            next = new SamplingState(
                    targets, notAsked, decisions, notAsked.isPresent() ? Optional.empty() : state.seen());
            if (next.equals(state)) {
                return;
            }
            state = next;
        }
        if (ended) {
            stepped.forEach(listener -> listener.accept(next));
        }
        changed.forEach(Runnable::run);
    }

    /** By the loop: one step, for whoever is a target now. */
    void step(Seen seen, Instant now) {
        SamplingState next;
        synchronized (this) {
            if (state.notAsked().isPresent()) {
                return;
            }
            next = new SamplingState(
                    state.targets(),
                    Optional.empty(),
                    AdaptiveSampling.decide(state.decisions(), state.targets(), seen.measured(), now),
                    Optional.of(seen));
            state = next;
        }
        stepped.forEach(listener -> listener.accept(next));
        changed.forEach(Runnable::run);
    }

    private Decisions resumed(
            List<PolicyTargets> targets, Function<PolicyTargets, Optional<PolicyDecision>> remembered) {
        SortedMap<ResourceName, PolicyDecision> policies =
                new TreeMap<>(state.decisions().policies());
        for (PolicyTargets policy : targets) {
            ResourceName name = policy.policy().resource();
            if (!policies.containsKey(name)) {
                remembered.apply(policy).ifPresent(decision -> policies.put(name, decision));
            }
        }
        return new Decisions(policies, state.decisions().changes());
    }
}
