package dev.signalbox.status.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be known of the sampling file at the next look.
 *
 * @param live what gateways were given last
 * @param changed when they were given it in place; nothing: they began with it
 * @param refused what is not tried again
 */
public record OverlayMemory(Optional<Overlay> live, Optional<Instant> changed, Optional<Refused> refused) {
    public static final OverlayMemory NONE = new OverlayMemory(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A structure with which gateways do not start.
     *
     * @param attempt hash of the structure and of the base configurations that it was tried with
     */
    public record Refused(String attempt, String message) {}

    OverlayMemory begun(Overlay with) {
        return new OverlayMemory(Optional.of(with), Optional.empty(), Optional.empty());
    }

    OverlayMemory moved(Overlay to, Instant now) {
        return new OverlayMemory(Optional.of(to), Optional.of(now), Optional.empty());
    }

    OverlayMemory refusing(Refused what) {
        return new OverlayMemory(live, changed, Optional.of(what));
    }

    OverlayMemory forgiving() {
        return new OverlayMemory(live, changed, Optional.empty());
    }
}
