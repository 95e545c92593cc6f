package dev.signalbox.sampling.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.stack.StackParts;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the loop asks for is what collectors are told to count, under the names that Prometheus makes of theirs. */
class SpanMetricsTest {
    @Test
    void collectorsCountWhatIsAskedFor() {
        TelemetryStack stack = Stacks.allSignals();
        CollectorPlan plan = StackCompiler.plan(
                StackParts.of(
                        stack,
                        List.of(Telemetry.service("shop", "checkout", "1", Optional.empty())),
                        List.of(Telemetry.policy("shop", "standard", "1", 5))),
                Tuning.none(stack),
                ClusterFacts.WITHOUT_CLUSTER);

        assertCounts(plan.agent().base().getFirst(), SpanMetrics.RECEIVED, SpanMetrics.ERRORS, SpanMetrics.ROOTS);
        assertCounts(plan.gateway().base().getFirst(), SpanMetrics.KEPT, SpanMetrics.KEPT_BY_KEEP);
    }

    private static void assertCounts(String configuration, String... asked) {
        assertThat(Stream.of(asked).map(SpanMetricsTest::counted))
                .allSatisfy(name -> assertThat(configuration).containsPattern("(?m)^ +\"?" + name + "\"?:"));
    }

    /** Underscores inside of a name's parts stay. */
    private static String counted(String asked) {
        return asked.replaceFirst("^signalbox_spans_(.*)_total$", "signalbox\\\\.spans\\\\.$1");
    }
}
