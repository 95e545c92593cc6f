package dev.signalbox.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.PrometheusEndpoint;
import dev.signalbox.facts.PrometheusVersion;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerVersionTest {
    private static final PrometheusEndpoint ONE = new PrometheusEndpoint("http://one", Optional.empty());
    private static final Answer<String> AWAY = new Answer.Unavailable<>("is away");

    private final List<PrometheusEndpoint> asked = new ArrayList<>();
    private Optional<ObservabilityStack> stack = stack("http://one");
    private Answer<String> answer = new Answer.Given<>("2.42.0");
    private final ServerVersion version = new ServerVersion(() -> stack, server -> {
        asked.add(server);
        return answer;
    });

    @Test
    void asksOnceBeforeTheFirstRules() {
        assertThat(version.current()).contains(new PrometheusVersion(2, 42));
        assertThat(version.current()).contains(new PrometheusVersion(2, 42));

        assertThat(asked).containsExactly(ONE);
    }

    @Test
    void isUnknownWhereNobodyCanBeAsked() {
        stack = Optional.empty();

        assertThat(version.current()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void learnsLaterFromAServerThatWasAway() {
        answer = AWAY;
        assertThat(version.current()).isEmpty();

        assertThat(version.heard(ONE, AWAY)).isFalse();
        assertThat(version.heard(ONE, new Answer.Given<>("3.1.0"))).isTrue();
        assertThat(version.heard(ONE, new Answer.Given<>("3.1.0"))).isFalse();

        assertThat(version.current()).contains(new PrometheusVersion(3, 1));
        assertThat(asked).containsExactly(ONE);
    }

    @Test
    void keepsWhatItKnowsWhileTheServerIsAway() {
        version.current();

        assertThat(version.heard(ONE, AWAY)).isFalse();

        assertThat(version.current()).contains(new PrometheusVersion(2, 42));
    }

    @Test
    void knowsNothingOfAnotherServerUntilThatWasAsked() {
        version.current();
        stack = stack("http://two");
        answer = AWAY;

        assertThat(version.current()).isEmpty();
        assertThat(version.heard(ONE, new Answer.Given<>("3.1.0"))).isFalse();
        assertThat(version.current()).isEmpty();
    }

    private static Optional<ObservabilityStack> stack(String url) {
        return Optional.of(new KubernetesSerialization().unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {queryUrl: "%s"}}
                """.formatted(url), ObservabilityStack.class));
    }
}
