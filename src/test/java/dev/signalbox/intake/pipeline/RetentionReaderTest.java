package dev.signalbox.intake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.LogRetention;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.model.retention.StreamRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{logs: 23h}| spec.retention.logs: must be at least 24h, because Loki keeps nothing for less; was \"23h\"; write e.g. 7d",
                "{errorLogs: 1h30m}| spec.retention.errorLogs: must be at least 24h, because Loki keeps nothing for less; was \"1h30m\"; write e.g. 7d",
                "{archive: 36h}| spec.retention.archive: must be whole days, as object storage counts them; was \"36h\"; write e.g. 365d",
                "{traces: 0s}| spec.retention.traces: must be a duration, was \"0s\"; write e.g. \"30s\""
            })
    void aServiceIsToldWhatServersWouldRefuse(String retention, String violation) {
        assertThat(TelemetryServiceReader.read(service(retention)).violations())
                .extracting(Violation::toString)
                .containsExactly(violation);
    }

    @Test
    void readsWhatTheStackSaysOfLoki() {
        TelemetryStack stack = ((Reading.Read<TelemetryStack>) TelemetryStackReader.read(stack("""
                        {lokiUrl: "http://loki:3100", runtimeConfig: {namespace: loki, configMap: overrides, owner: Other},
                         retention: {period: 30d, streams: [{selector: '{ app = `x` , b!~"y.*"}', period: 1y}]}}
                        """))).value();

        assertThat(stack.retention().logs())
                .isEqualTo(new LogRetention(
                        Optional.of(new RuntimeFile("loki", "overrides", "overrides.yaml", RuntimeFile.Owner.OTHER)),
                        Optional.of(Duration.ofDays(30)),
                        List.of(new StreamRule("{app=\"x\",b!~\"y.*\"}", 1, Duration.ofDays(365))),
                        LogRetention.LogLimits.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"up{a=\"b\"}", "{a=\"b\"} offset 5m", "{a=\"\"}", "{a=\"b\"", "{__name__=\"x\"}", "{\"a.b\"=\"c\"}"
            })
    void aSelectorThatLokiWouldRefuseIsAViolation(String selector) {
        assertThat(TelemetryStackReader.read(stack(
                                "{lokiUrl: \"http://loki:3100\", retention: {streams: [{selector: '%s', period: 7d}]}}"
                                        .formatted(selector)))
                        .violations())
                .extracting(Violation::path)
                .containsExactly("spec.logs.retention.streams[0].selector");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{warmAfter: 7d}| spec.archive.lifecycle.warmAfter",
                "{warmAfter: 60d, coldAfter: 60d}| spec.archive.lifecycle.coldAfter",
                "{expireAfter: 12h}| spec.archive.lifecycle.expireAfter"
            })
    void aLifecycleThatS3WouldRefuseIsAViolation(String lifecycle, String path) {
        ObservabilityStack stack = Serialization.unmarshal("""
                metadata: {name: default}
                spec: {archive: {s3: {bucket: archive, region: eu-west-1}, lifecycle: %s}}
                """.formatted(lifecycle), ObservabilityStack.class);
        assertThat(TelemetryStackReader.read(stack).violations())
                .extracting(Violation::path)
                .containsExactly(path);
    }

    private static ObservabilityStack stack(String logs) {
        return Serialization.unmarshal(
                "metadata: {name: default}\nspec: {logs: %s}\n".formatted(logs), ObservabilityStack.class);
    }

    private static ServiceObservability service(String retention) {
        return Serialization.unmarshal("""
                metadata: {name: cart, namespace: shop}
                spec: {selector: {matchLabels: {app: cart}}, retention: %s}
                """.formatted(retention), ServiceObservability.class);
    }
}
