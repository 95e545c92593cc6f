package dev.signalbox.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Memory.Cause;
import dev.signalbox.status.rollout.Memory.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The memory of a rollout as an annotation, where there are too many rollouts for the status of a stack. Nulls are left out.
 *
 * @param since RFC 3339, to the second
 * @param progress nothing where there is no {@code since}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutNote(
        String running, String lastGood, String since, Integer progress, String refused, Cause cause, String message) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static String of(Memory memory) {
        try {
            return JSON.writeValueAsString(new RolloutNote(
                    memory.running().orElse(null),
                    memory.lastGood().orElse(null),
                    memory.since()
                            .map(since -> since.truncatedTo(ChronoUnit.SECONDS).toString())
                            .orElse(null),
                    memory.since().isPresent() ? (Integer) memory.progress() : null,
                    memory.refused().map(Refused::hash).orElse(null),
                    memory.refused().map(Refused::cause).orElse(null),
                    memory.refused().map(Refused::message).orElse(null)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are JSON", e);
        }
    }

    /** What somebody else wrote there is as nothing. */
    static Memory memory(Optional<String> text) {
        try {
            RolloutNote note = text.isEmpty() ? null : JSON.readValue(text.get(), RolloutNote.class);
            return note == null ? Memory.NONE : note.memory();
        } catch (JsonProcessingException | DateTimeException e) {
            return Memory.NONE;
        }
    }

    private Memory memory() {
        return new Memory(
                Optional.ofNullable(running),
                Optional.ofNullable(lastGood),
                Optional.ofNullable(since).map(Instant::parse),
                Optional.ofNullable(progress).orElse(0),
                Optional.ofNullable(refused)
                        .map(hash -> new Refused(
                                hash,
                                Optional.ofNullable(cause).orElse(Cause.REJECTED),
                                Optional.ofNullable(message).orElse(""))));
    }
}
