package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Refusal;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Memory.Cause;
import dev.signalbox.status.rollout.Memory.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The memory of a rollout as fields of a status, and back. */
final class RolloutFields {
    private static final int LONGEST_MESSAGE = 1024;

    private RolloutFields() {}

    /** Null where there is nothing to remember. */
    static ObservabilityStackStatus.Rollout of(Memory memory) {
        if (memory.since().isEmpty() && memory.refused().isEmpty()) {
            return null;
        }
        Optional<Refused> refused = memory.refused();
        return new ObservabilityStackStatus.Rollout(
                memory.since()
                        .map(since -> since.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(null),
                memory.since().isPresent() ? (Integer) memory.progress() : null,
                refused.map(Refused::hash).orElse(null),
                refused.map(what -> refusal(what.cause())).orElse(null),
                refused.map(what -> shortened(what.message())).orElse(null));
    }

    static Memory memory(String running, String lastGood, ObservabilityStackStatus.Rollout rollout) {
        Optional<ObservabilityStackStatus.Rollout> fields = Optional.ofNullable(rollout);
        return new Memory(
                Optional.ofNullable(running),
                Optional.ofNullable(lastGood),
                fields.map(ObservabilityStackStatus.Rollout::since).map(Instant::parse),
                fields.map(ObservabilityStackStatus.Rollout::progress).orElse(0),
                fields.filter(known -> known.refusedHash() != null)
                        .map(known -> new Refused(
                                known.refusedHash(),
                                known.refusal() == Refusal.FAILED ? Cause.FAILED : Cause.REJECTED,
                                Optional.ofNullable(known.message()).orElse(""))));
    }

    private static Refusal refusal(Cause cause) {
        return switch (cause) {
            case REJECTED -> Refusal.REJECTED;
            case FAILED -> Refusal.FAILED;
        };
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
