package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Gateways;
import dev.signalbox.status.rollout.Overlay;
import dev.signalbox.status.rollout.OverlayMemory;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.OverlayStep.Phase;
import dev.signalbox.status.rollout.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OverlayReportTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Overlay LIVE = new Overlay("new", "s1", Optional.of("b1"));
    private static final Pods THREE = new Pods(true, 3, 3, 3);

    /** What three gateways run, seconds since the file changed, and what is told of it. */
    @ParameterizedTest
    @CsvSource({
        "new new new,  10, True,    Reloaded,    3 of 3 gateways run sampling new",
        "new new new, 900, True,    Reloaded,    3 of 3",
        "old new new,  10, Unknown, Reloading,   2 of 3 gateways run sampling new",
        "old new new, 299, Unknown, Reloading,   2 of 3",
        "old new new, 300, False,   NotReloaded, 2 of 3 gateways run sampling new; signalbox-gateway-0 runs old",
        "- new new,   300, False,   NotReloaded, 2 of 3 gateways run sampling new; kubectl logs"
    })
    void whatGatewaysSayCounts(String running, int since, String truth, String reason, String message) {
        Verdict verdict = verdict(Phase.GIVEN, heard(running), NOW.minusSeconds(since));

        assertThat(verdict.truth().text()).isEqualTo(truth);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.message()).startsWith(message);
    }

    @Test
    void figuresThatWaitDoNotHideWhatRuns() {
        assertThat(verdict(Phase.NUMBERS_WAIT, heard("new new new"), NOW).reason())
                .isEqualTo("Reloaded");
    }

    @Test
    void whereNobodyCanBeAskedItIsNotKnownAndSaysWhy() {
        Verdict verdict = verdict(Phase.GIVEN, new OverlayEvidence.Unknown("nobody to ask"), NOW);

        assertThat(verdict.truth()).isEqualTo(Verdict.Truth.UNKNOWN);
        assertThat(verdict.message()).endsWith("nobody to ask");
    }

    @Test
    void lookedAtAgainWhenThoseWhoAreBehindAreLate() {
        OverlayStep step = step(Phase.GIVEN, NOW);

        assertThat(OverlayReport.lateAt(step, Optional.of(THREE), heard("old new new"), NOW))
                .contains(NOW.plus(Duration.ofMinutes(5)));
        assertThat(OverlayReport.lateAt(step, Optional.of(THREE), heard("new new new"), NOW))
                .isEmpty();
    }

    static Stream<OverlayMemory> memories() {
        return Stream.of(
                OverlayMemory.NONE,
                new OverlayMemory(Optional.of(LIVE), Optional.empty(), Optional.empty()),
                new OverlayMemory(
                        Optional.of(new Overlay("h", "s", Optional.empty())),
                        Optional.of(NOW),
                        Optional.of(new OverlayMemory.Refused("attempt", "it does not start"))));
    }

    @ParameterizedTest
    @MethodSource("memories")
    void aStatusRemembers(OverlayMemory memory) {
        Gateways gateways = new Gateways(
                3,
                3,
                "base",
                "base",
                null,
                memory.live().map(Overlay::hash).orElse(null),
                OverlayReport.fields(memory),
                null,
                null,
                null,
                null);

        assertThat(OverlayReport.memory(Optional.of(
                        new ObservabilityStackStatus(null, null, null, null, null, null, null, null, gateways, null))))
                .isEqualTo(memory);
    }

    private static Verdict verdict(Phase phase, OverlayEvidence evidence, Instant changed) {
        return OverlayReport.verdict(step(phase, changed), Optional.of(THREE), evidence, NOW);
    }

    private static OverlayStep step(Phase phase, Instant changed) {
        return new OverlayStep(
                phase,
                phase == Phase.GIVEN,
                false,
                Optional.empty(),
                new OverlayMemory(Optional.of(LIVE), Optional.of(changed), Optional.empty()),
                "");
    }

    /** {@code -} for one of which nothing is heard. */
    private static OverlayEvidence heard(String running) {
        Map<String, String> pods = new TreeMap<>();
        String[] hashes = running.split(" ");
        for (int ordinal = 0; ordinal < hashes.length; ordinal++) {
            if (!hashes[ordinal].equals("-")) {
                pods.put("signalbox-gateway-" + ordinal, hashes[ordinal]);
            }
        }
        return new OverlayEvidence.Heard(new TreeMap<>(pods));
    }
}
