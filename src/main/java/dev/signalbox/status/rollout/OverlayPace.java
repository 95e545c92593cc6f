package dev.signalbox.status.rollout;

import java.time.Duration;

/**
 * How long a sampling file stays at least; each reload is a moment in which a gateway receives nothing.
 *
 * @param structure before what users wrote of it changes
 * @param boosts before what services in trouble are given changes
 * @param numbers before anything else changes
 */
public record OverlayPace(Duration structure, Duration boosts, Duration numbers) {
    public static final OverlayPace USUAL =
            new OverlayPace(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5));

    Duration before(Overlay.Change change) {
        return switch (change) {
            case NONE -> Duration.ZERO;
            case STRUCTURE -> structure;
            case BOOSTS -> boosts;
            case NUMBERS -> numbers;
        };
    }
}
