package dev.signalbox.compile.pipeline.metrics;

import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.sumBy;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
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
    public static final String SERVICE = "signalbox_service";

    private static final String NAME = "signalbox-volume";
    private static final Duration EVERY = Duration.ofHours(1);

    private VolumeRules() {}

    /** The object; nothing where rules of that kind are not taken up, or nobody is counted for. */
    public static Optional<HasMetadata> of(TelemetryStack stack, ClusterFacts facts) {
        RuleSettings.Format format = facts.rules().format();
        return stack.backends().metrics().isEmpty() || !facts.serves(format.kind())
                ? Optional.empty()
                : Optional.of(RuleObject.of(
                        format,
                        new ObjectMetaBuilder()
                                .withName(NAME)
                                .withNamespace(stack.namespace())
                                .withLabels(OutputLabels.with(facts.rules().labels()))
                                .build(),
                        List.of(new RuleGroupBuilder()
                                .withName(NAME)
                                .withInterval(PrometheusDuration.print(EVERY))
                                .withRules(rule(LOGS, records()), rule(SPANS, counted("signalbox_spans_kept_total")))
                                .build())));
    }

    private static Rule rule(String name, Expr expr) {
        return new RuleBuilder()
                .withRecord(name)
                .withNewExpr(PromqlPrinter.print(expr))
                .build();
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
