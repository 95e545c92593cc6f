package dev.signalbox.status.rollout;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is to be known of a rollout at the next look.
 *
 * @param running hash of the configuration that the workload was given last
 * @param lastGood hash of the last one with which all pods became ready
 * @param since when the rollout of {@code running} began, or last got on; nothing once it is done
 * @param progress how far it was then
 * @param refused the configuration that is not tried again
 */
public record Memory(
        Optional<String> running,
        Optional<String> lastGood,
        Optional<Instant> since,
        int progress,
        Optional<Refused> refused) {
    public static final Memory NONE =
            new Memory(Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());

    /** Why a configuration is not tried again. */
    public enum Cause {
        /** It does not start. */
        REJECTED,
        /** It started, and its pods did not become ready. */
        FAILED
    }

    /** @param hash of the configuration */
    public record Refused(String hash, Cause cause, String message) {}

    /** Without configurations that are no more. */
    public Memory without(Predicate<String> gone) {
        return new Memory(running.filter(gone.negate()), lastGood.filter(gone.negate()), since, progress, refused);
    }

    Memory moved(String to, Instant now) {
        return new Memory(Optional.of(to), lastGood, Optional.of(now), 0, Optional.empty());
    }

    Memory settled() {
        return new Memory(running, running, Optional.empty(), 0, refused);
    }

    Memory gotOn(int further, Instant now) {
        return new Memory(running, lastGood, Optional.of(now), further, refused);
    }

    Memory refusing(Refused what) {
        return new Memory(lastGood.or(() -> running), lastGood, Optional.empty(), 0, Optional.of(what));
    }

    Memory forgiving() {
        return new Memory(running, lastGood, since, progress, Optional.empty());
    }
}
