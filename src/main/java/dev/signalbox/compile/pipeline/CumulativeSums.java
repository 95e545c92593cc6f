package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.processor.Temporality.DeltaToCumulative;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.time.Duration;
import java.util.List;

/**
 * From counts since the last point to counts since the start, without losing any: a point that is no younger than the last
 * one of its series would be refused, and points of several senders that have become one series always are. So each gets
 * the time at which it is added. The pipeline must come from one goroutine, that is behind a {@code batch}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/deltatocumulativeprocessor">Delta
 *     to cumulative processor</a>
 */
public final class CumulativeSums {
    /** A series that comes back after it was forgotten begins at nothing, so it is remembered for long. */
    public static final Duration STALE = Duration.ofHours(1);

    private static final long MOST_SERIES = 100_000;

    private CumulativeSums() {}

    /** @param name of the processors that hold state, one of each for a pipeline */
    public static List<Pipeline.Step> steps(String name) {
        return List.of(
                new Pipeline.Step(ProcessorStage.SHAPING, Instance.of(inOrder(), "in-order")),
                new Pipeline.Step(
                        ProcessorStage.SHAPING, Instance.of(new DeltaToCumulative(STALE, MOST_SERIES), name)));
    }

    private static Transform inOrder() {
        return Transform.metrics(
                ErrorMode.SILENT,
                Transform.Group.of(
                        OttlContext.DATAPOINT,
                        new Edit.Set(Path.of(OttlContext.DATAPOINT, PathField.START_TIME), new Value.Whole(0)).always(),
                        new Edit.Set(Path.of(OttlContext.DATAPOINT, PathField.TIME), new Converter.Now()).always()));
    }
}
