package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTest {

    /** Conditions as {@code Type=Status/Reason}, separated by blanks. */
    @ParameterizedTest
    @CsvSource({
        "'',                               TelemetrySeen=False/NotSeen,              Warning NotSeen",
        "TelemetrySeen=False/NotSeen,      TelemetrySeen=True/Seen,                  Normal Seen",
        "'',                               TelemetrySeen=True/Seen,                  ''",
        "TelemetrySeen=Unknown/NoServer,   TelemetrySeen=True/Seen,                  ''",
        "TelemetrySeen=False/NotSeen,      TelemetrySeen=Unknown/NoServer,           ''",
        "'',                               OverCostBudget=True/CostBudgetExceeded,   Warning CostBudgetExceeded",
        "OverCostBudget=True/CostBudgetExceeded, OverCostBudget=True/CostBudgetExceeded, ''",
        "OverCostBudget=True/CostBudgetExceeded, '',                                 Normal WithinCostBudget",
        "'',                               SloMissing=True/TierOneWithoutSlo,        Warning TierOneWithoutSlo",
        "SloMissing=True/TierOneWithoutSlo, '',                                      Normal SloNotMissing",
        "'',                               Frozen=False/FreezeOpened,                ''",
        "'',                               Frozen=True/FreezeClosed,                 Warning FreezeClosed",
        "Frozen=True/FreezeClosed,         Frozen=True/FreezeClosed,                 ''",
        "Frozen=True/FreezeClosed,         Frozen=False/FreezeOpened,                Normal FreezeOpened",
        "Ready=True/RolledOut,             Ready=False/RolloutFailed TelemetrySeen=False/NotSeen, 'Warning RolloutFailed, Warning NotSeen'",
        "Accepted=True/Accepted Ready=True/Rolled, Accepted=False/Invalid Ready=False/NotAccepted, Warning Invalid",
    })
    void whatIsTold(String before, String after, String told) {
        assertThat(Transition.between(conditions(before), conditions(after)).stream()
                        .map(TransitionTest::word)
                        .toList())
                .isEqualTo(told.isEmpty() ? List.of() : List.of(told.split(", ")));
    }

    @ParameterizedTest
    @CsvSource({
        "True/AllInstrumented, 100,  False/NotInstrumented, 92.5, Warning NotInstrumented",
        "False/NotInstrumented, 92.5, False/NotInstrumented, 90,   ''",
        "False/NotInstrumented, 90,   False/NotInstrumented, 89.9, Warning CoverageFell",
        "False/NotInstrumented, 89.9, False/NotInstrumented, 30,   Warning CoverageFell",
        "False/NotInstrumented, 30,   False/NotInstrumented, 92,   ''",
        "False/NotInstrumented, 92,   True/AllInstrumented,  100,  Normal AllInstrumented",
        "False/NotInstrumented, 92,   Unknown/NoServer,      92,   ''",
    })
    void coverageThatFallsByStepsIsTold(
            String before, BigDecimal percentBefore, String after, BigDecimal percentAfter, String told) {
        assertThat(
                        StackTransitions.between(Optional.of(stack(before, percentBefore)), stack(after, percentAfter))
                                .stream()
                                .map(TransitionTest::word)
                                .toList())
                .isEqualTo(told.isEmpty() ? List.of() : List.of(told));
    }

    @Test
    void whatIsMeasuredIsMarkedAsThat() {
        assertThat(Transition.between(
                        List.of(), conditions("Ready=False/RolloutFailed SloMissing=True/TierOneWithoutSlo")))
                .extracting(Transition::measured)
                .containsExactly(false, true);
    }

    private static String word(Transition told) {
        return (told.good() ? "Normal " : "Warning ") + told.reason();
    }

    private static ObservabilityStackStatus stack(String covered, BigDecimal percent) {
        return new ObservabilityStackStatus(
                1L,
                conditions("Covered=" + covered),
                new CoverageStatus(40, 40, 0, percent, List.of(), 0, List.of(), List.of(), List.of()),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<Condition> conditions(String text) {
        return Stream.of(text.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("[=/]"))
                .map(word -> new ConditionBuilder()
                        .withType(word[0])
                        .withStatus(word[1])
                        .withReason(word[2])
                        .withMessage("because")
                        .build())
                .toList();
    }
}
