package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadDocumentTest {
    private static final ServiceObservability CHECKOUT = Serialization.unmarshal("""
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: shop}
            spec: {selector: {matchLabels: {app: checkout}}}
            """, ServiceObservability.class);

    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: standard, namespace: shop}
            spec:
              head: {percent: 5, remote: %s}
              tail: {baselinePercent: 10}
              adaptive: {spikeMultiplier: 10, when: {errorRatePercentAbove: 5}}
            status:
              services: [{service: checkout, percent: 100, state: %s, reason: ErrorRate, since: "2026-01-02T03:04:05Z"}]
            """;

    @Test
    void whoIsBoostedStartsMore() {
        assertThat(of(POLICY.formatted("true", "Steady"))).contains("0.05").doesNotContain("0.5");
        assertThat(of(POLICY.formatted("true", "Boosted"))).contains("0.5").doesNotContain("0.05");
        assertThat(of(POLICY.formatted("false", "Boosted")))
                .as("who does not ask is told as ever")
                .contains("0.05");
    }

    private static String of(String policy) {
        return new String(
                HeadDocument.of(List.of(CHECKOUT), List.of(Serialization.unmarshal(policy, SamplingPolicy.class))),
                StandardCharsets.UTF_8);
    }
}
