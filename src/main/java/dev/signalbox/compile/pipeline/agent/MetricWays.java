package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.processor.MetricStartTime;
import dev.signalbox.compile.pipeline.metrics.DroppedMetrics;
import dev.signalbox.compile.pipeline.metrics.MergedLabels;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import dev.signalbox.model.pipeline.TelemetryService;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Metrics of known origin on their way out: some are dropped, some lose labels, all others go straight on. */
final class MetricWays {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Instance<Routes.Forward> entrance = Instance.of(new Routes.Forward(), "metrics");
    private final List<Pipeline.Step> dropping;
    private final MergedLabels merged;
    private final Redactions masking;

    /** @param masking what every metric goes through last */
    MetricWays(List<TelemetryService> services, Redactions masking) {
        this.masking = masking;
        dropping = DroppedMetrics.of(services);
        merged = MergedLabels.of(services);
    }

    /** Where they come in. */
    Instance<? extends Component.Sink> entrance() {
        return entrance;
    }

    /** Drops what services don't want. */
    List<Pipeline.Step> dropping() {
        return dropping;
    }

    /** Says when scraped counters began, for those that merge. */
    List<Pipeline.Step> beginnings() {
        return merged.none()
                ? List.of()
                : List.of(new Pipeline.Step(
                        ProcessorStage.SHAPING,
                        Instance.of(new MetricStartTime(MetricStartTime.Strategy.TRUE_RESET_POINT, FORGOTTEN_AFTER))));
    }

    /** From the entrance to the exit. */
    List<Pipeline> pipelines(Instance<? extends Component.Sink> exit) {
        Pipeline plain = Pipeline.of(Signal.METRICS, "plain").from(entrance);
        if (merged.none()) {
            return masking.masked(plain, List.of(exit));
        }
        Pipeline merging = Pipeline.of(Signal.METRICS, "merged")
                .from(entrance)
                .through(List.of(merged.selecting()))
                .through(merged.merging());
        return Stream.of(plain.through(List.of(merged.passing())), merging)
                .flatMap(way -> masking.masked(way, List.of(exit)).stream())
                .toList();
    }
}
