package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static dev.signalbox.operator.OperatedNamespace.conditions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.ServerRequests;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator lives through: crashes, kinds that come late, a stack that changes. */
@ExtendWith(LocalCluster.class)
class OperatorLifeIT {
    private static final String[] WRITTEN = {"slos", "prometheusrules", "events"};

    /** However many read them. */
    private static final Set<String> WATCHED_ONCE = Set.of(
            "slos", "serviceobservabilities", "samplingpolicies", "observabilitystacks", "observabilitypolicies");

    /** To which this operator has no rights: whoever watches them is of the cluster itself, and watches all kinds. */
    private static final String WATCHED_BY_OTHERS = "freezegates";

    private OperatedNamespace cluster;
    private OperatorRights rights;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.everywhere(namespace);
    }

    @AfterEach
    void clean() {
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        rights.close();
    }

    @Test
    void afterACrashNothingIsWrittenThatIsThereAlready() throws InterruptedException {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "slo-" + i).toList();
        try (RunningOperator operator = start()) {
            names.forEach(name -> cluster.apply(name));
            cluster.apply("broken", "sli: {ratio: {errors: 'requests_total{code=', total: requests_total}}");
            names.forEach(cluster::awaitReady);
            cluster.await(
                    "broken", slo -> condition(slo, "Accepted").getStatus().equals("False"));
            operator.kill();
        }
        Map<String, String> before = cluster.versions();
        long writes = ServerRequests.writesAtRest(cluster.client(), WRITTEN);

        try (RunningOperator again = start()) {
            assertThat(Deadline.in(Duration.ofSeconds(20))
                            .until(() -> again.metric("signalbox_reconcile_seconds_count", "kind=\"SLO\"") >= 21))
                    .isTrue();
            Thread.sleep(2000);

            assertThat(again.metric("signalbox_outputs_total", "unchanged")).isEqualTo(20);
            assertThat(Deadline.in(Duration.ofSeconds(30)).until(() -> areWatchedOnce(watches())))
                    .withFailMessage(() -> watches().toString())
                    .isTrue();
        }
        assertThat(cluster.versions()).isEqualTo(before);
        assertThat(writes() - writes).isZero();
    }

    @Test
    void whatChangedWhileItWasAwayIsPutRight() {
        try (RunningOperator operator = start()) {
            cluster.apply("edited");
            cluster.apply("drifted");
            cluster.awaitReady("edited");
            cluster.awaitReady("drifted");
            operator.kill();
        }
        var wanted = cluster.rule("drifted").getSpec();
        cluster.apply("edited", "objective: 99");
        cluster.client().resource(cluster.rule("drifted")).edit(rule -> {
            rule.getSpec().getGroups().removeFirst();
            return rule;
        });

        try (RunningOperator _ = start()) {
            assertThat(cluster.awaitReady("edited").getStatus().observedGeneration())
                    .isEqualTo(2);
            cluster.awaitRule("drifted", rule -> rule.getSpec().equals(wanted));
        }
    }

    @Test
    void aKindThatComesLateIsTakenUp() throws IOException {
        List<CustomResourceDefinition> rules = CustomResourceDefinitions.ofPrometheusOperator("prometheusrules");
        cluster.client().resourceList(rules).delete();
        assertThat(Deadline.in(Duration.ofSeconds(20))
                        .until(() -> cluster.client().resource(rules.getFirst()).get() == null))
                .isTrue();
        try (RunningOperator operator = start()) {
            cluster.apply("early");
            SLO blocked =
                    cluster.await("early", slo -> !slo.getStatus().conditions().isEmpty());
            assertThat(conditions(blocked))
                    .containsExactly(
                            "Accepted=True/Accepted",
                            "ResolvedRefs=True/Resolved",
                            "Applied=False/KindNotServed",
                            "Ready=False/KindNotServed");
            assertThat(condition(blocked, "Applied").getMessage()).contains("monitoring.coreos.com/v1/PrometheusRule");

            CustomResourceDefinitions.install(cluster.client(), rules, "test");
            cluster.awaitReady("early");

            cluster.client().resourceList(rules).delete();
            cluster.await("early", slo -> condition(slo, "Applied").getReason().equals("KindNotServed"));
            assertThat(operator.liveness().statusCode()).isEqualTo(200);

            CustomResourceDefinitions.install(cluster.client(), rules, "test");
            cluster.awaitReady("early");
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        } finally {
            CustomResourceDefinitions.install(cluster.client(), rules, "test");
        }
    }

    @Test
    void aChangedStackRollsToAllRules() {
        try (RunningOperator operator = start()) {
            List.of("one", "two", "three").forEach(name -> cluster.apply(name));
            List.of("one", "two", "three").forEach(cluster::awaitReady);

            stack("rules: {labels: {release: monitoring}}");
            for (String name : List.of("one", "two", "three")) {
                cluster.awaitRule(name, rule -> "monitoring"
                        .equals(rule.getMetadata().getLabels().get("release")));
            }

            stack("type: VictoriaMetrics, rules: {labels: {release: monitoring}}");
            SLO blocked = cluster.await(
                    "one", slo -> condition(slo, "Applied").getStatus().equals("False"));
            assertThat(condition(blocked, "Applied").getReason()).isEqualTo("UnsupportedEvaluator");
            assertThat(cluster.rule("one")).isNotNull();

            cluster.client()
                    .resources(ObservabilityStack.class)
                    .withName("default")
                    .delete();
            cluster.awaitReady("one");
            cluster.awaitRule("two", rule -> !rule.getMetadata().getLabels().containsKey("release"));
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void ofTwoReplicasOneWritesAndTheOtherTakesOver() throws InterruptedException {
        // Only here: what another test's namespace still holds while it goes would be counted.
        Map<String, String> elected = new HashMap<>(cluster.settings());
        elected.put("SIGNALBOX_LEADER_ELECTION_ENABLED", "true");
        elected.put("SIGNALBOX_LEADER_ELECTION_NAMESPACE", "signalbox");
        cluster.client()
                .leases()
                .inNamespace("signalbox")
                .withName("signalbox-operator")
                .delete();
        try (RunningOperator first = RunningOperator.start(rights.kubeconfig(), elected);
                RunningOperator second = RunningOperator.start(rights.kubeconfig(), elected)) {
            List.of("one", "two", "three").forEach(name -> cluster.apply(name));
            List.of("one", "two", "three").forEach(cluster::awaitReady);
            assertThat(List.of(applied(first), applied(second))).containsExactlyInAnyOrder(3.0, 0.0);
            RunningOperator leader = applied(first) > 0 ? first : second;
            RunningOperator other = leader == first ? second : first;

            leader.kill();
            long writes = ServerRequests.writesAtRest(cluster.client(), WRITTEN);
            cluster.apply("four");
            assertThat(Deadline.in(Duration.ofSeconds(60)).until(() -> applied(other) == 1))
                    .withFailMessage(other::log)
                    .isTrue();

            cluster.awaitReady("four");
            assertThat(writes() - writes).isEqualTo(1 + 2);
        }
    }

    private RunningOperator start() {
        return RunningOperator.start(rights.kubeconfig(), cluster.settings());
    }

    private static double applied(RunningOperator operator) {
        return operator.metric("signalbox_outputs_total", "applied");
    }

    private static boolean areWatchedOnce(Map<String, Integer> open) {
        int others = open.getOrDefault(WATCHED_BY_OTHERS, 0);
        return WATCHED_ONCE.stream().allMatch(kind -> open.getOrDefault(kind, 0) == others + 1);
    }

    private Map<String, Integer> watches() {
        return ServerRequests.watches(cluster.client(), "signalbox.dev");
    }

    private long writes() {
        return ServerRequests.writes(cluster.client(), WRITTEN);
    }

    private void stack(String metrics) {
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {%s}}
                """.formatted(metrics));
    }
}
