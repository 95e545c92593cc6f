package dev.signalbox.compile.slo;

import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules and groups as objects; without their builders, of which each level copies all that is below it once more. */
final class RuleWriting {
    private RuleWriting() {}

    static Rule recording(String series, Expr expr, Map<String, String> labels) {
        Rule rule = new Rule();
        rule.setRecord(series);
        rule.setExpr(new IntOrString(PromqlPrinter.print(expr)));
        rule.setLabels(labels);
        return rule;
    }

    static Rule alert(String name, Expr expr, Map<String, String> labels, Map<String, String> annotations) {
        Rule rule = new Rule();
        rule.setAlert(name);
        rule.setExpr(new IntOrString(PromqlPrinter.print(expr)));
        rule.setLabels(labels);
        rule.setAnnotations(annotations);
        return rule;
    }

    static RuleGroup group(Identity identity, String purpose, Duration interval, List<Rule> rules) {
        RuleGroup group = new RuleGroup();
        group.setName(
                "signalbox-" + identity.slo().namespace() + "-" + identity.slo().name() + "-" + purpose);
        group.setInterval(PrometheusDuration.print(interval));
        group.setRules(rules);
        return group;
    }
}
