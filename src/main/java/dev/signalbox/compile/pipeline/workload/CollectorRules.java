package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.Severity;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Alerts on lost, refused and queued telemetry, as the kind of rules that the stack asks for. */
final class CollectorRules {
    private static final Map<Severity, String> SEVERITIES =
            Map.of(Severity.PAGE, "critical", Severity.TICKET, "warning");

    private CollectorRules() {}

    /** Nothing where rules of that kind are not taken up. */
    static Optional<HasMetadata> of(TelemetryStack stack, ClusterFacts facts) {
        RuleSettings.Format format = facts.rules().format();
        return facts.serves(format.kind())
                ? Optional.of(RuleObject.of(
                        format,
                        new ObjectMetaBuilder()
                                .withName(CollectorMonitors.NAME)
                                .withNamespace(stack.namespace())
                                .withLabels(OutputLabels.with(facts.rules().labels()))
                                .build(),
                        List.of(group(stack, facts))))
                : Optional.empty();
    }

    private static RuleGroup group(TelemetryStack stack, ClusterFacts facts) {
        return new RuleGroupBuilder()
                .withName(CollectorMonitors.NAME)
                .withInterval("30s")
                .withRules(Stream.of(CollectorAlert.values())
                        .filter(alert ->
                                alert != CollectorAlert.COLLECTORS_UNSEEN || facts.serves(ServedKind.POD_MONITOR))
                        .map(alert -> rule(alert, stack.namespace()))
                        .toList())
                .build();
    }

    /** @param namespace of the stack, for what has none of its own: alerts are routed by it */
    private static Rule rule(CollectorAlert alert, String namespace) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "severity",
                SEVERITIES.get(alert.severity()),
                "signalbox_severity",
                alert.severity().label()));
        if (alert == CollectorAlert.COLLECTORS_UNSEEN) {
            labels.put("namespace", namespace);
        }
        return new RuleBuilder()
                .withAlert(alert.alert())
                .withNewExpr(alert.expression())
                .withFor(alert.pending())
                .withLabels(labels)
                .withAnnotations(Map.of(
                        "summary", alert.summary(), "description", alert.description(), "runbook_url", alert.runbook()))
                .build();
    }
}
