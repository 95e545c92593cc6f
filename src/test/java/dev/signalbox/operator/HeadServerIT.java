package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the packaged operator tells head samplers. */
@ExtendWith(LocalCluster.class)
class HeadServerIT {
    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: %s, labels: {tier: "1"}}
            spec: {selector: {matchLabels: {app: checkout}}}
            """;
    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: %s}
            spec:
              services: {matchLabels: {tier: "1"}}
              head: {percent: PERCENT, remote: true}
              tail: {keep: [{name: errors, status: ERROR}]}
            """;
    private static final String ALL =
            "{\"default_strategy\":{\"type\":\"probabilistic\",\"param\":1.0},\"service_strategies\":[]}";

    private OperatedStack stack;
    private OperatorRights rights;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
    }

    @AfterEach
    void stop() {
        stack.close();
        rights.close();
    }

    @Test
    void theWholeDocumentIsThereFromTheFirstAnswerAndFollowsPolicies() {
        stack.declare(stack.yaml(), SERVICE, policy("25"));
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), here())) {
            HttpResponse<String> first = firstAnswer(operator);

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(first.body()).isEqualTo(limited("0.25"));

            stack.declare(policy("12.5"));
            awaitBody(operator, limited("0.125")::equals);
            stack.declare(policy("100"));
            awaitBody(operator, ALL::equals);
            stack.declare(policy("25"));
            assertThat(awaitBody(operator, limited("0.25")::equals)).isEqualTo(first.body());

            SamplingPolicy policy = stack.await(SamplingPolicy.class, "standard", "HeadLimitsKeep=True/HeadLimitsKeep");
            assertThat(policy.getStatus().selected()).isOne();
            stack.await(ServiceObservability.class, "checkout", "SpanMetricsSampled=True/SpanMetricsSampled");
            assertThat(stack.outputs().live().keySet())
                    .contains(
                            "Deployment " + stack.gateways() + "/signalbox-head-sampler",
                            "Service " + stack.gateways() + "/signalbox-head-sampler");
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aReplicaThatDoesNotLeadAnswersAlike() {
        stack.declare(SERVICE, policy("25"));
        Map<String, String> elected = here();
        elected.put("SIGNALBOX_LEADER_ELECTION_ENABLED", "true");
        elected.put("SIGNALBOX_LEADER_ELECTION_NAMESPACE", "signalbox");
        stack.client()
                .leases()
                .inNamespace("signalbox")
                .withName("signalbox-operator")
                .delete();
        try (RunningOperator one = RunningOperator.start(rights.kubeconfig(), elected);
                RunningOperator other = RunningOperator.start(rights.kubeconfig(), elected)) {
            assertThat(firstAnswer(one).body()).isEqualTo(limited("0.25"));
            assertThat(firstAnswer(other).body()).isEqualTo(limited("0.25"));

            stack.declare(policy("50"));

            awaitBody(one, limited("0.5")::equals);
            awaitBody(other, limited("0.5")::equals);
        }
    }

    private static String policy(String percent) {
        return POLICY.replace("PERCENT", percent);
    }

    private static String limited(String probability) {
        return ALL.replace(
                "[]", "[{\"service\":\"checkout\",\"type\":\"probabilistic\",\"param\":" + probability + "}]");
    }

    /** What other tests left in other namespaces is none of ours. */
    private Map<String, String> here() {
        return new HashMap<>(Map.of(
                "SIGNALBOX_NAMESPACES", String.join(",", stack.namespace().name(), stack.gateways(), stack.agents())));
    }

    /** Before it listens nobody is told anything. */
    private static HttpResponse<String> firstAnswer(RunningOperator operator) {
        return Deadline.in(OperatedStack.SOON)
                .poll(() -> {
                    try {
                        return Optional.of(operator.strategies());
                    } catch (IOException e) {
                        return Optional.empty(); // refused
                    }
                })
                .orElseThrow();
    }

    private static String awaitBody(RunningOperator operator, Predicate<String> expected) {
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> expected.test(body(operator))))
                .as(() -> body(operator))
                .isTrue();
        return body(operator);
    }

    private static String body(RunningOperator operator) {
        try {
            HttpResponse<String> answer = operator.strategies();
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
