package dev.signalbox.compile.pipeline.metrics;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.pipeline.PointLabels;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Rules that record figures of services, beside the collectors of a stack. */
final class RecordedFigures {
    /** On what is recorded: {@code namespace/service}. */
    static final String SERVICE = PointLabels.SERVICE;

    /** How all that is recorded is called. By it, figures of a service are not taken for its series. */
    static final String PREFIX = "signalbox:";

    private RecordedFigures() {}

    /** The object with one group; nothing where rules of that kind are not taken up. */
    static Optional<HasMetadata> object(
            TelemetryStack stack, String name, Duration every, List<Rule> rules, ClusterFacts facts) {
        RuleSettings.Format format = facts.rules().format();
        return facts.serves(format.kind())
                ? Optional.of(RuleObject.of(
                        format,
                        new ObjectMetaBuilder()
                                .withName(name)
                                .withNamespace(stack.namespace())
                                .withLabels(OutputLabels.with(facts.rules().labels()))
                                .build(),
                        List.of(new RuleGroupBuilder()
                                .withName(name)
                                .withInterval(PrometheusDuration.print(every))
                                .withRules(rules)
                                .build())))
                : Optional.empty();
    }

    static Rule rule(String record, Expr expr) {
        return new RuleBuilder()
                .withRecord(record)
                .withNewExpr(PromqlPrinter.print(expr))
                .build();
    }

    /** With a label that tells it apart from others of the same name. */
    static Rule rule(String record, String label, String value, Expr expr) {
        return new RuleBuilder(rule(record, expr)).addToLabels(label, value).build();
    }
}
