package dev.signalbox.operator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Credentials;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Trust;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.Verdict;
import dev.signalbox.testing.CountedSpans;
import dev.signalbox.testing.GuardedServer;
import dev.signalbox.testing.LocalMonitoring;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long samples are kept, as a real Prometheus tells it that was started with 60 days. */
class MetricRetentionIT {
    private final Instant now = Instant.now();
    private final PublishedRetention published = new PublishedRetention();
    private final BackendAccess accesses = new BackendAccess(new KubernetesClientBuilder().build());
    private final RetentionInquiry inquiry = new RetentionInquiry(
            new LokiLook(accesses, published), new TempoLook(accesses, published), new MetricLook());
    private CountedSpans nothing;
    private LocalMonitoring monitoring;

    @BeforeEach
    void start() {
        nothing = CountedSpans.start(now);
        monitoring = new LocalMonitoring(nothing.address(), CountedSpans.JOB, "# EOF\n");
    }

    @AfterEach
    void stop() {
        inquiry.close();
        monitoring.close();
        nothing.close();
    }

    @Test
    void whatTheServerWasStartedWithIsComparedWithWhatWasAskedFor() {
        assertThat(told("60d", open())).isEqualTo("True RetentionApplied: the server keeps samples for 60d");
        assertThat(told("45d", open()))
                .startsWith(
                        "False RetentionNotApplied: the server keeps samples for 60d; set --storage.tsdb.retention.time=45d");
        assertThat(told("60d, downsampled5m: 90d", open())).startsWith("False NotSupported: Prometheus does not thin");

        monitoring.close();
        assertThat(told("60d", open()))
                .startsWith("Unknown NotObserved: ")
                .endsWith(
                        "; set --storage.tsdb.retention.time=60d (retention: 60d in the spec of a Prometheus object)");
    }

    @Test
    void aServerThatDemandsCredentialsIsShownThem() {
        try (GuardedServer guarded = GuardedServer.before(monitoring.url(), "Bearer s3cret")) {
            assertThat(told("60d", at(guarded.url(), new Credentials.Bearer("wr0ng"))))
                    .startsWith("Unknown NotObserved: ")
                    .contains("401")
                    .doesNotContain("wr0ng");
            assertThat(told("60d", at(guarded.url(), new Credentials.Bearer("s3cret"))))
                    .startsWith("True RetentionApplied");
        }
    }

    private Channel open() {
        Endpoint prometheus = new Endpoint(monitoring.url().toString(), Access.OPEN);
        return new Channel.Servers(prometheus, prometheus);
    }

    private static Channel at(String url, Credentials credentials) {
        Endpoint prometheus = new Endpoint(url, new Access(Optional.empty(), credentials, Trust.DEFAULT));
        return new Channel.Servers(prometheus, prometheus);
    }

    private String told(String retention, Channel metrics) {
        ObservabilityStack stack =
                Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  metrics: {queryUrl: "%s", retention: {raw: %s}}
                """.formatted(monitoring.url(), retention), ObservabilityStack.class);
        Found found = inquiry.look(new Scene(stack, List.of(), metrics), now);
        return found.stack().verdicts().stream()
                .filter(verdict -> verdict.type() == Verdict.Type.METRICS_RETENTION_APPLIED)
                .map(verdict -> verdict.truth().text() + " " + verdict.reason() + ": " + verdict.message())
                .findFirst()
                .orElseThrow();
    }
}
