package dev.signalbox.status.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether gateways become one fewer. An autoscaler makes them more only: it does not ask whether what the last of them has
 * yet to send is on its way.
 *
 * @param spareSince since when one could be spared at every look; nothing: it can't be
 * @param lowers whether there is to be one fewer now
 * @param message why, or why not, for people
 */
public record ScaleDown(Optional<Instant> spareSince, boolean lowers, String message) {
    /**
     * What those that stay may have to do, in percent of the autoscaler's target. It adds one from 110 percent on: between
     * the two is room, so that nobody goes to come back.
     *
     * @see <a href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/">Tolerance</a>
     */
    static final int MOST_PERCENT = 80;

    /**
     * How gateways are.
     *
     * @param replicas that there should be
     * @param least that there must be, at least 1
     * @param settled whether all of them work, with what they should run
     * @param load of all of them; nothing: it is not known
     * @param backlog whether the last of them has more to send than what is under way; nothing: it is not known
     * @param scaled when there were last made more or fewer
     */
    public record Gateways(
            int replicas,
            int least,
            boolean settled,
            Optional<Load> load,
            Optional<Boolean> backlog,
            Optional<Instant> scaled) {}

    /**
     * What they have to do.
     *
     * @param percent of what they request, on average
     * @param target that the autoscaler aims at
     */
    public record Load(int percent, int target) {
        boolean fits(int replicas, int fewer) {
            return 100L * percent * replicas <= (long) target * MOST_PERCENT * fewer;
        }
    }

    /**
     * One look.
     *
     * @param spareSince of the last look
     * @param rest how long one must have been to spare, and how long nothing must have changed
     */
    public static ScaleDown next(Gateways now, Optional<Instant> spareSince, Duration rest, Instant at) {
        Optional<String> needed = needed(now, rest, at);
        if (needed.isPresent()) {
            return new ScaleDown(Optional.empty(), false, needed.get());
        }
        Instant since = spareSince.orElse(at);
        if (at.isBefore(since.plus(rest))) {
            return new ScaleDown(Optional.of(since), false, "one could be spared since " + since);
        }
        return new ScaleDown(
                Optional.empty(),
                true,
                "from %d to %d: those that stay would have %d %% of %d %% to do, and the last one has sent what it had"
                        .formatted(
                                now.replicas(),
                                now.replicas() - 1,
                                now.load().orElseThrow().percent() * now.replicas() / (now.replicas() - 1),
                                now.load().orElseThrow().target()));
    }

    private static Optional<String> needed(Gateways now, Duration rest, Instant at) {
        if (now.replicas() <= now.least()) {
            return Optional.of("there are as few as there may be");
        }
        if (!now.settled()) {
            return Optional.of("not all of them work with what they should run");
        }
        if (now.scaled().filter(changed -> at.isBefore(changed.plus(rest))).isPresent()) {
            return Optional.of("their number changed a short while ago");
        }
        if (now.load().isEmpty()) {
            return Optional.of("the autoscaler does not know their load");
        }
        if (!now.load().get().fits(now.replicas(), now.replicas() - 1)) {
            return Optional.of("those that stay would have too much to do");
        }
        if (now.backlog().isEmpty()) {
            return Optional.of("what the last one has yet to send is not known");
        }
        return now.backlog().get() ? Optional.of("the last one has yet to send what it has") : Optional.empty();
    }
}
