package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.WorkloadSeries;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.connector.Count;
import dev.signalbox.compile.pipeline.collector.connector.Count.Attribute;
import dev.signalbox.compile.pipeline.collector.connector.Count.Counter;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many records came and what became of them, by service and by workload; sums since the last point, from both ends of redaction. */
public final class LogCounts {
    /** Records that an agent took in. */
    public static final String RECEIVED = "signalbox.logs.received";

    /** Those that it dropped, because the service asked for it or as the rest of a line that was too long; {@code signalbox.route} says why. */
    public static final String DROPPED = "signalbox.logs.dropped";

    /** Those that {@code keepPercent} left out. */
    public static final String SAMPLED_OUT = "signalbox.logs.sampled_out";

    /** Those in which something was masked. */
    public static final String REDACTED = "signalbox.logs.redacted";

    private static final Attribute ROUTE = new Attribute(TelemetryAttributes.ROUTE, Optional.empty());

    /** At the end of pipelines in which every record is. */
    static final Instance<Count> OF_ALL = Instance.of(
            Count.logs(Map.of(
                    RECEIVED,
                    counter("Records taken in", List.of()),
                    DROPPED,
                    counter(
                            "Records dropped",
                            List.of(ROUTE),
                            LogFate.DROP.decided(),
                            LogFate.HEALTH_CHECK.decided(),
                            LogFate.OVERLONG.decided()),
                    SAMPLED_OUT,
                    counter("Records left out as their service asked", List.of(), LogFate.SAMPLED_OUT.decided()),
                    WorkloadSeries.LOGS,
                    WorkloadSeries.counter("Records taken in, by workload", ConditionList.of(OttlContext.LOG)))),
            "logs");

    /** At the end of those in which only what stays is, masked. */
    static final Instance<Count> OF_MASKED = Instance.of(
            Count.logs(Map.of(
                    REDACTED,
                    counter(
                            "Records in which something was masked",
                            List.of(),
                            Condition.present(Path.attribute(OttlContext.LOG, Redactions.MASKED))))),
            "masked-logs");

    private LogCounts() {}

    /** Where their points come from; each pipeline for metrics that begins with them must begin with all. */
    public static List<Instance<? extends Component.Source>> sources() {
        return List.of(OF_ALL, OF_MASKED);
    }

    private static Counter counter(String description, List<Attribute> by, Condition... any) {
        return new Counter(description, ConditionList.of(OttlContext.LOG, any), by);
    }
}
