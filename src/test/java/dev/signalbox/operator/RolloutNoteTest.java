package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Memory.Cause;
import dev.signalbox.status.rollout.Memory.Refused;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutNoteTest {

    @Test
    void whatIsWrittenIsRead() {
        Memory memory = new Memory(
                Optional.of("b"),
                Optional.of("a"),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                3,
                Optional.of(new Refused("c", Cause.FAILED, "said \"no\"")));

        assertThat(RolloutNote.memory(Optional.of(RolloutNote.of(memory)))).isEqualTo(memory);
        assertThat(RolloutNote.memory(Optional.of(RolloutNote.of(Memory.NONE)))).isEqualTo(Memory.NONE);
        assertThat(RolloutNote.of(Memory.NONE)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "{\"since\":\"yesterday\"}",
                "{\"cause\":\"Else\"}",
                "{\"other\":1}"
            })
    void whatSomebodyElseWroteIsNothing(String text) {
        assertThat(RolloutNote.memory(Optional.of(text))).isEqualTo(Memory.NONE);
    }
}
