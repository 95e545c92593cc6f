package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadDocumentTest {
    private static final ServiceObservability CHECKOUT = service("shop", "checkout");
    private static final ServiceObservability CART = service("shop", "cart");
    private static final String POLICY = """
            metadata: {name: standard, namespace: shop}
            spec:
              head: {percent: 10, remote: true}
              tail: {keep: [{name: errors, status: ERROR}]}
              adaptive: {spikeMultiplier: 5, when: {errorRatePercentAbove: 5}}
            """;

    @Test
    void anyOrderGivesTheSameBytes() {
        SamplingPolicy policy = policy("");

        assertThat(document(List.of(CHECKOUT, CART), policy))
                .isEqualTo(document(List.of(CART, CHECKOUT), policy))
                .contains("{\"service\":\"cart\",\"type\":\"probabilistic\",\"param\":0.1}");
    }

    @Test
    void whatTheLoopDecidedIsToldAsStatusesHaveIt() {
        SamplingPolicy boosted = policy("""
                status:
                  services:
                  - {service: checkout, percent: 50, state: Boosted, reason: ErrorRate, since: "2026-11-21T20:00:00Z"}
                  - {service: cart, percent: 10, state: Held, reason: StaleInputs, since: "2026-11-21T20:00:00Z"}
                """);

        assertThat(document(List.of(CHECKOUT, CART), boosted))
                .contains("{\"service\":\"checkout\",\"type\":\"probabilistic\",\"param\":0.5}")
                .contains("{\"service\":\"cart\",\"type\":\"probabilistic\",\"param\":0.1}");
    }

    @Test
    void whatIsBrokenIsLeftOutAndTheOthersStay() {
        SamplingPolicy broken = Serialization.unmarshal("""
                metadata: {name: broken, namespace: bank}
                spec: {tail: {keep: [{name: slow, slowerThan: "never"}]}}
                """, SamplingPolicy.class);

        assertThat(new String(
                        HeadDocument.of(
                                List.of(), List.of(CHECKOUT, service("bank", "ledger")), List.of(broken, policy(""))),
                        StandardCharsets.UTF_8))
                .contains("\"checkout\"")
                .doesNotContain("ledger");
    }

    private static String document(List<ServiceObservability> services, SamplingPolicy policy) {
        ObservabilityStack stack = Serialization.unmarshal("""
                metadata: {name: default}
                spec: {sampling: {baselinePercent: 10}}
                """, ObservabilityStack.class);
        return new String(HeadDocument.of(List.of(stack), services, List.of(policy)), StandardCharsets.UTF_8);
    }

    private static ServiceObservability service(String namespace, String name) {
        return Serialization.unmarshal("""
                metadata: {name: %s, namespace: %s}
                spec: {selector: {matchLabels: {app: %s}}}
                """.formatted(name, namespace, name), ServiceObservability.class);
    }

    private static SamplingPolicy policy(String status) {
        return Serialization.unmarshal(POLICY + status, SamplingPolicy.class);
    }
}
