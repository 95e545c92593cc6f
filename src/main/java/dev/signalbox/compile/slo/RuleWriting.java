package dev.signalbox.compile.slo;

import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules and groups as objects. */
final class RuleWriting {
    private RuleWriting() {}

    static Rule recording(String series, Expr expr, Map<String, String> labels) {
        return new RuleBuilder()
                .withRecord(series)
                .withExpr(new IntOrString(PromqlPrinter.print(expr)))
                .withLabels(labels)
                .build();
    }

    static RuleGroup group(Identity identity, String purpose, Duration interval, List<Rule> rules) {
        return new RuleGroupBuilder()
                .withName("signalbox-%s-%s-%s"
                        .formatted(identity.slo().namespace(), identity.slo().name(), purpose))
                .withInterval(PrometheusDuration.print(interval))
                .withRules(rules)
                .build();
    }
}
