package dev.signalbox.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.stack.StackParts;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizingAtWorkTest {
    @Test
    void whatWasCompiledIsReadBack() {
        TelemetryStack stack = Stacks.allSignals();
        DecisionSizing sizing = DecisionSizing.of(20_000, Duration.ofSeconds(10), Optional.empty());
        String file = StackCompiler.plan(
                        StackParts.of(
                                stack,
                                List.of(Telemetry.service("shop", "checkout", "1", Optional.empty())),
                                List.of(Telemetry.policy("shop", "standard", "1", 5))),
                        new Tuning(Map.of(), sizing, 2),
                        ClusterFacts.WITHOUT_CLUSTER)
                .gateway()
                .sampling()
                .orElseThrow();

        assertThat(sizing.numTraces()).isEqualTo(300_000);
        assertThat(SizingAtWork.in(file)).contains(sizing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "processors: {}", "processors: {tail_sampling: {num_traces: x}}", "{", "- 1"})
    void ofAnythingElseNothingIsRead(String file) {
        assertThat(SizingAtWork.in(file)).isEmpty();
    }
}
