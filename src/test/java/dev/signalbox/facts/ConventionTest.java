package dev.signalbox.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.facts.BoardWishes.Board;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConventionTest {

    @Test
    void resourcesKnowTheSameOnes() throws NoSuchFieldException {
        assertThat(Convention.values())
                .extracting(Enum::name)
                .containsExactlyElementsOf(Arrays.stream(ServiceObservabilitySpec.Convention.values())
                        .map(Enum::name)
                        .toList());
        for (ServiceObservabilitySpec.Convention said : ServiceObservabilitySpec.Convention.values()) {
            assertThat(Convention.valueOf(said.name()).word())
                    .isEqualTo(ServiceObservabilitySpec.Convention.class
                            .getField(said.name())
                            .getAnnotation(JsonProperty.class)
                            .value());
        }
    }

    @Test
    void noTwoAreKnownByTheSameMetric() {
        assertThat(Convention.values()).extracting(Convention::sign).doesNotHaveDuplicates();
    }

    @Test
    void aServiceHasTheDashboardsThatItHasDataFor() {
        assertThat(made(Set.of(), false)).containsExactly(Board.SLO);
        assertThat(made(Set.of(Convention.MICROMETER_JVM), false)).containsExactly(Board.SLO, Board.RUNTIME);
        assertThat(made(Set.of(Convention.PODS, Convention.LOGS), true))
                .containsExactly(Board.GOLDEN_SIGNALS, Board.SLO, Board.LOGS, Board.DEPENDENCIES);
    }

    @Test
    void whatIsNotAskedForIsNotMade() {
        BoardWishes wishes = new BoardWishes(
                Optional.empty(),
                EnumSet.of(Board.LOGS, Board.RUNTIME),
                Set.of(Convention.LOGS, Convention.OPEN_TELEMETRY_HTTP),
                true);

        assertThat(Board.values()).filteredOn(wishes::wants).containsExactly(Board.LOGS);
    }

    private static List<Board> made(Set<Convention> conventions, boolean watched) {
        BoardWishes wishes = new BoardWishes(Optional.empty(), EnumSet.allOf(Board.class), conventions, watched);
        return Arrays.stream(Board.values()).filter(wishes::wants).toList();
    }
}
