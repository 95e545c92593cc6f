package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules of a namespace while policies come and go, written by the packaged operator with the rights that it ships with. */
@ExtendWith(LocalCluster.class)
class ConfinementOperatorIT {
    private static final String MAKES_UP =
            "sli: {condition: {query: 'label_replace(up, \"namespace\", \"bank\", \"\", \"\") == 1'}}";

    private static OperatedNamespace cluster;
    private static KubernetesClient administrator;
    private static OperatorRights rights;
    private static RunningOperator operator;

    @BeforeAll
    static void start(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        administrator = namespace.controlPlane().client();
        rights = OperatorRights.in(namespace);
        operator = RunningOperator.start(rights.kubeconfig(), cluster.settings());
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
            rights.close();
            administrator.close();
        }
    }

    @AfterEach
    void liftPolicies() {
        administrator.resources(ObservabilityPolicy.class).delete();
        label("");
    }

    @Test
    void rulesAreRewrittenWhenAPolicyComesAndWhenItGoes() {
        cluster.apply("rewritten");
        cluster.awaitReady("rewritten");
        PrometheusRule before = cluster.rule("rewritten");
        assertThat(isConfined(before)).isFalse();

        policy("matchLabels: {kubernetes.io/metadata.name: %s}".formatted(namespace()), "");

        PrometheusRule confined = cluster.awaitRule("rewritten", ConfinementOperatorIT::isConfined);
        assertThat(reads(confined)).contains("requests_total{code=\"500\",namespace=\"%s\"}".formatted(namespace()));
        assertThat(confined.getMetadata().getAnnotations()).containsEntry(OutputAnnotations.CONFINED, namespace());

        administrator.resources(ObservabilityPolicy.class).withName("confining").delete();

        PrometheusRule back = cluster.awaitRule("rewritten", rule -> !isConfined(rule));
        assertThat(Serialization.asYaml(back.getSpec())).isEqualTo(Serialization.asYaml(before.getSpec()));
        assertThat(back.getMetadata().getAnnotations()).doesNotContainKey(OutputAnnotations.CONFINED);
    }

    @Test
    void theNamespacesLabelsSayWhetherAPolicyIsForIt() {
        cluster.apply("labelled");
        cluster.awaitReady("labelled");
        policy("matchLabels: {env: production}", "");
        cluster.apply("labelled", "objective: 99.5");
        cluster.awaitReady("labelled");
        assertThat(isConfined(cluster.rule("labelled"))).isFalse();

        label("production");
        cluster.awaitRule("labelled", ConfinementOperatorIT::isConfined);

        label("");
        cluster.awaitRule("labelled", rule -> !isConfined(rule));
    }

    @Test
    void anExceptionLetsANamespaceOff() {
        cluster.apply("excepted");
        cluster.awaitReady("excepted");
        policy("{}", "");
        cluster.awaitRule("excepted", ConfinementOperatorIT::isConfined);

        policy("{}", """
                  exceptions:
                  - {namespace: %s, rules: [queries.confineToNamespace], until: "%s", reason: moving}
                """.formatted(namespace(), LocalDate.now(ZoneOffset.UTC).plusDays(3)));

        cluster.awaitRule("excepted", rule -> !isConfined(rule));
    }

    @Test
    void rulesThatCannotBeConfinedAreTakenAway() {
        cluster.apply("unconfinable", MAKES_UP);
        cluster.awaitReady("unconfinable");

        policy("{}", "");

        SLO refused = cluster.await(
                "unconfinable", slo -> condition(slo, "Accepted").getStatus().equals("False"));
        assertThat(condition(refused, "Accepted").getMessage())
                .startsWith("spec.sli.condition.query: must not make up the label namespace")
                .endsWith("(policy confining, rule queries.confineToNamespace)");
        cluster.awaitNoRule("unconfinable");
    }

    /** Broken on purpose, an SLO would otherwise keep reading what it read before the policy came. */
    @Test
    void aBrokenSloKeepsItsLastGoodRulesOnlyIfTheyAreConfined() {
        cluster.apply("broken-before");
        cluster.awaitReady("broken-before");
        cluster.apply("broken-before", "sli: {ratio: {errors: 'requests_total{', total: requests_total}}");
        cluster.await(
                "broken-before", slo -> condition(slo, "Accepted").getStatus().equals("False"));
        cluster.apply("broken-after");
        cluster.awaitReady("broken-after");
        policy("{}", "");
        cluster.awaitRule("broken-after", ConfinementOperatorIT::isConfined);

        cluster.awaitNoRule("broken-before");
        cluster.apply("broken-after", "sli: {ratio: {errors: 'requests_total{', total: requests_total}}");
        cluster.await(
                "broken-after", slo -> condition(slo, "Accepted").getStatus().equals("False"));

        assertThat(isConfined(cluster.rule("broken-after"))).isTrue();
    }

    private static String namespace() {
        return cluster.namespace().name();
    }

    private static void policy(String selector, String more) {
        HasMetadata policy = Serialization.unmarshal(
                """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: confining}
                spec:
                  namespaceSelector: %s
                  queries: {confineToNamespace: true}
                %s""".formatted(selector.startsWith("{") ? selector : "{" + selector + "}", more), HasMetadata.class);
        administrator.resource(policy).fieldManager("kubectl").forceConflicts().serverSideApply();
    }

    private static void label(String environment) {
        administrator.namespaces().withName(namespace()).edit(found -> {
            found.getMetadata().getLabels().remove("env");
            if (!environment.isEmpty()) {
                found.getMetadata().getLabels().put("env", environment);
            }
            return found;
        });
    }

    private static boolean isConfined(PrometheusRule rule) {
        return reads(rule).stream().allMatch(selector -> selector.contains("namespace=\"%s\"".formatted(namespace())));
    }

    /** What the rules read of the raw series. */
    private static List<String> reads(PrometheusRule rule) {
        return RuleObject.groups(rule).stream()
                .flatMap(group -> group.getRules().stream())
                .flatMap(one -> Pattern.compile("requests_total(\\{[^}]*})?")
                        .matcher(one.getExpr().getStrVal())
                        .results()
                        .map(MatchResult::group))
                .toList();
    }
}
