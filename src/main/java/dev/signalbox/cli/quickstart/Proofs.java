package dev.signalbox.cli.quickstart;

import dev.signalbox.api.v1alpha1.SLO;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a declarative tool promises, shown on an SLO made for that, which is a copy of one of the examples and is gone
 * in the end.
 */
final class Proofs {
    private static final String NAME = "made-for-the-proof";

    private final Report report;
    private final Slos slos;
    private final OperatorProcess operator;
    private final List<SLO> examples;

    Proofs(Report report, Slos slos, OperatorProcess operator) {
        this.report = report;
        this.slos = slos;
        this.operator = operator;
        this.examples = slos.list();
    }

    void run() {
        Map<String, String> before = versions();
        SLO slo = report.step(
                "create",
                () -> slos.create(copy(examples.getFirst())),
                created -> "the SLO " + NAME + ", a copy of an example");
        report.check("edit", () -> {
            PrometheusRule rule = slos.awaitRule(slo);
            slos.setObjective(NAME, new BigDecimal("99.5"));
            slos.awaitChange(slo, rule);
            return "another objective, and the rule followed";
        });
        report.check("reconcile again", () -> {
            examples.forEach(example ->
                    slos.awaitObserved(slos.touch(example.getMetadata().getName())));
            return unchanged(before);
        });
        report.check("crash", () -> {
            operator.crashAndRestart();
            operator.awaitReady();
            // The restarted operator works again once it follows another edit.
            PrometheusRule rule = slos.awaitRule(slo);
            slos.setObjective(NAME, new BigDecimal("99"));
            slos.awaitChange(slo, rule);
            return "killed and started again, it follows edits; " + unchanged(before);
        });
        report.check("delete", () -> {
            PrometheusRule rule = slos.awaitRule(slo);
            slos.delete(NAME);
            slos.awaitGone(rule);
            return "the SLO is deleted, and so is its rule";
        });
    }

    private String unchanged(Map<String, String> before) {
        Map<String, String> now = versions();
        if (!now.equals(before)) {
            throw new QuickstartFailure("rules were written again: resourceVersion " + before + " is now " + now);
        }
        return before.size() + " rules are as they were, down to the resourceVersion";
    }

    private Map<String, String> versions() {
        return examples.stream()
                .map(slos::awaitRule)
                .map(HasMetadata::getMetadata)
                .collect(Collectors.toMap(m -> m.getName(), m -> m.getResourceVersion()));
    }

    private static SLO copy(SLO example) {
        SLO copy = new SLO();
        copy.setMetadata(new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace(example.getMetadata().getNamespace())
                .build());
        copy.setSpec(example.getSpec());
        return copy;
    }
}
