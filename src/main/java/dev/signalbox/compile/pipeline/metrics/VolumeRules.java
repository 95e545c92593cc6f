package dev.signalbox.compile.pipeline.metrics;

import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.sumBy;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Promql;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rules that record, once an hour, how many records and spans of each service left for the backends within that hour. What
 * a month costs is then the mean of 720 numbers, where the counters themselves have millions.
 */
public final class VolumeRules {
    /** Records a second that agents sent on. */
    public static final String LOGS = "signalbox:service_log_records:rate1h";

    /** Spans a second that gateways kept. */
    public static final String SPANS = "signalbox:service_spans:rate1h";

    /** On both: {@code namespace/service}. */
    public static final String SERVICE = RecordedFigures.SERVICE;

    private static final String NAME = "signalbox-volume";
    private static final Duration EVERY = Duration.ofHours(1);

    private VolumeRules() {}

    /** The object; nothing where rules of that kind are not taken up, or nobody is counted for. */
    public static Optional<HasMetadata> of(TelemetryStack stack, ClusterFacts facts) {
        return stack.backends().metrics().isEmpty()
                ? Optional.empty()
                : RecordedFigures.object(
                        stack,
                        NAME,
                        EVERY,
                        List.of(
                                RecordedFigures.rule(LOGS, records()),
                                RecordedFigures.rule(SPANS, counted("signalbox_spans_kept_total"))),
                        facts);
    }

    /** What was dropped or left out on the node is nobody's to pay. */
    private static Expr records() {
        Expr received = counted("signalbox_logs_received_total");
        return Promql.minus(
                Promql.minus(received, orNone(counted("signalbox_logs_dropped_total"), received)),
                orNone(counted("signalbox_logs_sampled_out_total"), received));
    }

    private static Expr orNone(Expr counted, Expr of) {
        return Promql.or(counted, Promql.times(of, Promql.number(0)));
    }

    private static Expr counted(String counter) {
        return sumBy(List.of(SERVICE), rate(metric(counter), EVERY));
    }
}
