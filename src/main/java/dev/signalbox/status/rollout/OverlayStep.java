package dev.signalbox.status.rollout;

import dev.signalbox.status.rollout.Overlay.Change;
import dev.signalbox.status.rollout.OverlayMemory.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One look at the sampling file of gateways, which changes in place.
 *
 * @param phase where it is
 * @param moves whether gateways are to have what is wanted; else they keep what they have
 * @param tries whether what is wanted is to be tried
 * @param due when it is to be looked at again without anything having happened
 * @param memory for the next look
 * @param message for people
 */
public record OverlayStep(
        Phase phase, boolean moves, boolean tries, Optional<Instant> due, OverlayMemory memory, String message) {

    /** Where a sampling file is. */
    public enum Phase {
        /** Gateways were given what is wanted. */
        GIVEN,
        /** What was learned waits, because the file changed a short while ago; nobody has to be told. */
        NUMBERS_WAIT,
        /** What users wrote waits, because the file changed a short while ago. */
        STRUCTURE_WAITS,
        /** It is being tried. */
        TRYING,
        /** Gateways do not start with what is wanted, and keep what they have. */
        REJECTED
    }

    /**
     * What is to be done next.
     *
     * @param attempt hash of the wanted structure and of the base configurations in use
     * @param trial of what is wanted with each of those; asked for only where it is needed
     */
    public static OverlayStep next(
            Overlay wanted,
            String attempt,
            OverlayMemory memory,
            Supplier<Trial> trial,
            OverlayPace pace,
            Instant now) {
        OverlayMemory known = memory.refused()
                        .filter(refused -> !refused.attempt().equals(attempt))
                        .isPresent()
                ? memory.forgiving()
                : memory;
        if (known.live().isEmpty()) {
            return given(known.begun(wanted));
        }
        Change change = known.live().get().to(wanted);
        if (change == Change.NONE) {
            return given(known);
        }
        if (change == Change.STRUCTURE && known.refused().isPresent()) {
            return rejected(known);
        }
        Instant due = known.changed().map(at -> at.plus(pace.before(change))).orElse(Instant.MIN);
        if (now.isBefore(due)) {
            return waiting(change, due, known);
        }
        return change == Change.STRUCTURE
                ? tried(wanted, attempt, known, trial.get(), now)
                : given(known.moved(wanted, now));
    }

    private static OverlayStep tried(Overlay wanted, String attempt, OverlayMemory memory, Trial trial, Instant now) {
        return switch (trial) {
            case Trial.Succeeded _, Trial.Impossible _ -> given(memory.moved(wanted, now));
            case Trial.Running _ ->
                new OverlayStep(
                        Phase.TRYING, false, true, Optional.empty(), memory, "the sampling file is being tried");
            case Trial.Failed(String message) ->
                rejected(memory.refusing(
                        new Refused(attempt, "gateways do not start with the sampling file: " + message)));
        };
    }

    private static OverlayStep given(OverlayMemory memory) {
        return new OverlayStep(
                Phase.GIVEN,
                true,
                false,
                Optional.empty(),
                memory,
                "gateways were given sampling " + memory.live().orElseThrow().hash());
    }

    private static OverlayStep waiting(Change change, Instant due, OverlayMemory memory) {
        return change == Change.STRUCTURE
                ? new OverlayStep(
                        Phase.STRUCTURE_WAITS,
                        false,
                        false,
                        Optional.of(due),
                        memory,
                        "what was written waits, as the sampling file changed a short while ago")
                : new OverlayStep(
                        Phase.NUMBERS_WAIT,
                        false,
                        false,
                        Optional.of(due),
                        memory,
                        "new percentages wait, as the sampling file changed a short while ago");
    }

    private static OverlayStep rejected(OverlayMemory memory) {
        return new OverlayStep(
                Phase.REJECTED,
                false,
                false,
                Optional.empty(),
                memory,
                memory.refused().orElseThrow().message() + "; they keep the one that they have");
    }
}
