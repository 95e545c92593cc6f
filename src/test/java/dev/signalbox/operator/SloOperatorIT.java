package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static dev.signalbox.operator.OperatedNamespace.conditions;
import static dev.signalbox.operator.OperatedNamespace.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.Evidence;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.ServerRequests;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged operator on a real API server, with the rights that it ships with and none beyond one namespace. */
@ExtendWith(LocalCluster.class)
class SloOperatorIT {
    private static OperatedNamespace cluster;
    private static OperatorRights rights;
    private static RunningOperator operator;

    @BeforeAll
    static void start(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.in(namespace);
        operator = RunningOperator.start(rights.kubeconfig(), cluster.settings());
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
            rights.close();
        }
    }

    @Test
    void anSloBecomesRulesAndIsReady() {
        cluster.apply("new");

        SLO slo = cluster.awaitReady("new");

        assertThat(conditions(slo))
                .containsExactly(
                        "Accepted=True/Accepted",
                        "ResolvedRefs=True/Resolved",
                        "Applied=True/Applied",
                        "Ready=True/Applied");
        assertThat(slo.getStatus().evidence()).isEqualTo(Evidence.NONE);
        assertThat(slo.getStatus().service()).isEqualTo("checkout");
        PrometheusRule rule = cluster.rule("new");
        assertThat(rule.getSpec().getGroups()).hasSize(3);
        assertThat(rule.getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "signalbox");
        assertThat(rule.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner ->
                        assertThat(owner.getUid()).isEqualTo(slo.getMetadata().getUid()))
                .satisfies(owner -> assertThat(owner.getController()).isTrue());
        assertThat(slo.getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void anEditChangesTheRules() {
        cluster.apply("edited");
        cluster.awaitReady("edited");
        assertThat(objective("edited")).isEqualTo("0.999");

        cluster.apply("edited", "objective: 99.5");

        SLO slo = cluster.awaitReady("edited");
        assertThat(slo.getStatus().observedGeneration()).isEqualTo(2);
        assertThat(objective("edited")).isEqualTo("0.995");
    }

    @Test
    void aDeletedSloTakesItsRulesAlong() {
        SLO slo = cluster.apply("deleted");
        cluster.awaitReady("deleted");

        cluster.client().resource(slo).delete();

        cluster.awaitNoRule("deleted");
    }

    @Test
    void aBrokenEditIsToldAndTheLastGoodRulesStay() {
        cluster.apply("broken");
        cluster.awaitReady("broken");
        String good = version(cluster.rule("broken"));

        cluster.apply("broken", "sli: {ratio: {errors: 'requests_total{code=', total: requests_total}}");

        SLO slo = cluster.await(
                "broken", s -> condition(s, "Accepted").getStatus().equals("False"));
        assertThat(conditions(slo))
                .containsExactly(
                        "Accepted=False/Invalid",
                        "ResolvedRefs=Unknown/NotAccepted",
                        "Applied=False/NotAccepted",
                        "Ready=False/NotAccepted",
                        "Stalled=True/Invalid");
        assertThat(condition(slo, "Accepted").getMessage())
                .startsWith("spec.sli.ratio.errors: ")
                .isEqualTo(condition(slo, "Stalled").getMessage());
        assertThat(version(cluster.rule("broken"))).isEqualTo(good);

        awaitEvents("broken", "Warning Invalid");

        cluster.apply("broken", "objective: 99");
        assertThat(conditions(cluster.awaitReady("broken"))).noneMatch(condition -> condition.startsWith("Stalled"));
        assertThat(objective("broken")).isEqualTo("0.99");
        awaitEvents("broken", "Normal Accepted", "Warning Invalid");
    }

    @Test
    void aMissingServiceIsAwaited() {
        cluster.apply("refers", "serviceRef: {name: orders}");

        SLO waiting = cluster.await(
                "refers", s -> condition(s, "ResolvedRefs").getStatus().equals("False"));
        assertThat(conditions(waiting))
                .containsExactly(
                        "Accepted=False/ReferenceNotFound",
                        "ResolvedRefs=False/ReferenceNotFound",
                        "Applied=False/NotAccepted",
                        "Ready=False/ReferenceNotFound");
        assertThat(condition(waiting, "Accepted").getMessage())
                .startsWith("spec.serviceRef.name: must name a ServiceObservability");

        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: orders}
                spec: {selector: {matchLabels: {app: orders}}, service: order-service, team: logistics}
                """);

        assertThat(cluster.awaitReady("refers").getStatus().service()).isEqualTo("order-service");
    }

    @Test
    void driftIsRepairedAndWhatOthersAddedStays() {
        cluster.apply("drift");
        cluster.awaitReady("drift");
        PrometheusRule wanted = cluster.rule("drift");

        edit("drift", rule -> rule.getSpec()
                .getGroups()
                .getFirst()
                .getRules()
                .getFirst()
                .setExpr(new IntOrString("vector(0)")));
        cluster.awaitRule("drift", rule -> rule.getSpec().equals(wanted.getSpec()));

        edit("drift", rule -> rule.getSpec().getGroups().removeLast());
        cluster.awaitRule("drift", rule -> rule.getSpec().equals(wanted.getSpec()));

        edit("drift", rule -> rule.getMetadata().getLabels().put("team", "theirs"));
        cluster.client().resource(cluster.rule("drift")).edit(rule -> new PrometheusRuleBuilder(rule)
                .editMetadata()
                .removeFromLabels("app.kubernetes.io/managed-by")
                .endMetadata()
                .build());
        PrometheusRule repaired = cluster.awaitRule(
                "drift", rule -> rule.getMetadata().getLabels().containsKey("app.kubernetes.io/managed-by"));
        assertThat(repaired.getMetadata().getLabels()).containsEntry("team", "theirs");

        cluster.client().resource(repaired).delete();
        assertThat(cluster.awaitRule("drift", _ -> true).getSpec()).isEqualTo(wanted.getSpec());
    }

    @Test
    void anObjectOfSomebodyElseIsNotTouched() {
        PrometheusRule foreign = cluster.client()
                .resource(new PrometheusRuleBuilder()
                        .withNewMetadata()
                        .withName("slo-contended")
                        .addToLabels("mine", "yes")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .create();

        cluster.apply("contended");

        SLO slo = cluster.await(
                "contended", s -> condition(s, "Applied").getStatus().equals("False"));
        assertThat(conditions(slo))
                .contains("Accepted=True/Accepted", "Applied=False/Contended", "Ready=False/Contended");
        assertThat(condition(slo, "Applied").getMessage())
                .contains("PrometheusRule " + cluster.namespace().name() + "/slo-contended")
                .contains("managed by fabric8");
        assertThat(version(cluster.rule("contended"))).isEqualTo(version(foreign));
    }

    @Test
    void whatAnotherToolRenderedIsAdoptedWhereItAgrees() {
        cluster.apply("rendered");
        cluster.awaitReady("rendered");
        PrometheusRule ours = cluster.rule("rendered");
        PrometheusRule rendered = new PrometheusRuleBuilder()
                .withNewMetadata()
                .withName("slo-adopted")
                .withLabels(ours.getMetadata().getLabels())
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
        rendered.getMetadata().getLabels().put("signalbox.dev/slo", "adopted");
        cluster.client().resource(rendered).fieldManager("argocd").serverSideApply();

        cluster.apply("adopted");

        cluster.awaitReady("adopted");
        assertThat(cluster.rule("adopted").getMetadata().getOwnerReferences()).hasSize(1);
    }

    @Test
    void atRestNothingIsWritten() throws InterruptedException {
        cluster.apply("rest");
        SLO before = cluster.awaitReady("rest");
        String rule = version(cluster.rule("rest"));
        long writes = ServerRequests.writesAtRest(cluster.client(), "slos", "prometheusrules", "events");

        cluster.client()
                .resource(before)
                .edit(
                        slo -> { // wakes informers, and is not for us
                            slo.getMetadata().setAnnotations(Map.of("note", "hello"));
                            return slo;
                        });
        Thread.sleep(3000);

        assertThat(ServerRequests.writes(cluster.client(), "slos", "prometheusrules", "events") - writes)
                .isEqualTo(1);
        assertThat(version(cluster.rule("rest"))).isEqualTo(rule);
    }

    @Test
    void oneReconcileAndTwoRequestsForAnSlo() throws InterruptedException {
        long writes = ServerRequests.writesAtRest(cluster.client(), "slos", "prometheusrules", "events");
        double reconciles = operator.metric("signalbox_reconcile_seconds_count", "kind=\"SLO\"");

        cluster.apply("counted");
        cluster.awaitReady("counted");
        Thread.sleep(1500);

        assertThat(operator.metric("signalbox_reconcile_seconds_count", "kind=\"SLO\"") - reconciles)
                .isEqualTo(1);
        assertThat(ServerRequests.writes(cluster.client(), "slos", "prometheusrules", "events") - writes)
                .describedAs("ours to create it, and two of the operator")
                .isEqualTo(1 + 2);
    }

    @Test
    void anOtherNamespaceIsNotReconciled(LocalCluster.Namespace elsewhere) throws InterruptedException {
        new OperatedNamespace(elsewhere).apply("elsewhere");
        Thread.sleep(2000);

        assertThat(new OperatedNamespace(elsewhere).slo("elsewhere").getStatus())
                .isNull();
        assertThat(operator.log()).doesNotContain("Forbidden", "code=403");
    }

    /** Written after the status, and no more of them. */
    private static void awaitEvents(String slo, String... expected) {
        Deadline.in(Duration.ofSeconds(10)).until(() -> cluster.events(slo).size() >= expected.length);
        assertThat(cluster.events(slo)).containsExactlyInAnyOrder(expected);
    }

    private static String objective(String slo) {
        return cluster.rule(slo).getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .filter(rule -> "slo:objective:ratio".equals(rule.getRecord()))
                .map(Rule::getExpr)
                .map(expr -> expr.getStrVal().replaceAll("[^0-9.]", ""))
                .findFirst()
                .orElseThrow();
    }

    /** Changes the rules of an SLO as somebody with an editor does. */
    private static void edit(String slo, Consumer<PrometheusRule> change) {
        cluster.client().resource(cluster.rule(slo)).edit(rule -> {
            change.accept(rule);
            return rule;
        });
    }
}
