package dev.signalbox.compile.routing;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.facts.ClusterFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An alert that always fires: who gets it every minute knows that rules are evaluated and alerts are sent. */
final class DeadMansSwitch {
    static final String ALERT = "SignalboxWatchdog";
    static final String NAME = "signalbox-watchdog";

    private DeadMansSwitch() {}

    /** Nothing where rules of that kind are not taken up. */
    static Optional<HasMetadata> rule(String namespace, ClusterFacts facts) {
        return facts.serves(facts.rules().format().kind())
                ? Optional.of(RuleObject.of(
                        facts.rules().format(),
                        new ObjectMetaBuilder()
                                .withName(NAME)
                                .withNamespace(namespace)
                                .withLabels(OutputLabels.with(facts.rules().labels()))
                                .build(),
                        List.of(new RuleGroupBuilder()
                                .withName(NAME)
                                .withInterval("30s")
                                .withRules(new RuleBuilder()
                                        .withAlert(ALERT)
                                        .withNewExpr("vector(1)")
                                        .withLabels(Map.of(
                                                "namespace", namespace, "severity", "none", Priority.SEVERITY, "none"))
                                        .withAnnotations(Map.of(
                                                "summary",
                                                "Alerts get through",
                                                "description",
                                                "This alert always fires. Whoever spec.alerting.deadMansSwitch of the"
                                                        + " ObservabilityStack names is told every minute, and has to"
                                                        + " call somebody when that stops."))
                                        .build())
                                .build())))
                : Optional.empty();
    }
}
