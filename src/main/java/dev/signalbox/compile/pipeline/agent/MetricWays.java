package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.MetricStartTime;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.metrics.DroppedMetrics;
import dev.signalbox.compile.pipeline.metrics.MergedLabels;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import dev.signalbox.model.pipeline.TelemetryService;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Metrics of known origin on their way out: some are dropped, some lose labels, all others go straight on. */
final class MetricWays {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** What agents and gateways count, however a server would spell it. */
    private static final Regex COUNTED =
            new Regex("^[^a-zA-Z0-9]*signalbox[^a-zA-Z0-9]+(?:spans|logs|workload)[^a-zA-Z0-9]");

    private final Instance<Routes.Forward> entrance = Instance.of(new Routes.Forward(), "metrics");
    private final List<Pipeline.Step> dropping;
    private final MergedLabels merged;
    private final Redactions masking;

    /** @param masking what every metric goes through last */
    MetricWays(List<TelemetryService> services, Redactions masking) {
        this.masking = masking;
        dropping = Stream.concat(Stream.of(pretended()), DroppedMetrics.of(services).stream())
                .toList();
        merged = MergedLabels.of(services);
    }

    /** Where they come in. */
    Instance<? extends Component.Sink> entrance() {
        return entrance;
    }

    /** Drops what services don't want, and what only collectors count. */
    List<Pipeline.Step> dropping() {
        return dropping;
    }

    /** As a label is written on every point, one that calls itself a count of ours would be taken for it. */
    private static Pipeline.Step pretended() {
        return new Pipeline.Step(
                ProcessorStage.FILTERING,
                Instance.of(
                        Filter.metrics(
                                ErrorMode.IGNORE,
                                ConditionList.of(
                                        OttlContext.METRIC,
                                        new Condition.Matches(Path.of(OttlContext.METRIC, PathField.NAME), COUNTED))),
                        "pretended"));
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
