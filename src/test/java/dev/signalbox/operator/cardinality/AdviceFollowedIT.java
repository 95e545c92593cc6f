package dev.signalbox.operator.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.agent.AgentDuties;
import dev.signalbox.compile.pipeline.agent.AgentUnderTest;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.ScrapedServices;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.MetricPoint.Histogram;
import dev.signalbox.testing.collector.MetricPoint.Temporality;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What advice says is saved is what disappears: an application's metrics through a real agent to a real Prometheus, as they
 * are, and again with the change that was advised. Replaced: what {@link AgentUnderTest} says, and gateways by remote write,
 * as Prometheus 2.42 takes no OTLP.
 */
@ExtendWith(LocalCluster.class)
class AdviceFollowedIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Origin APP = Origin.service("app");
    private static final int USERS = 60;

    /** Orders of each user in two sessions on two paths, a histogram with two buckets and +Inf, a gauge. */
    private static final int APPLICATIONS_SERIES = USERS * 2 * 2 + USERS * (3 + 2) + USERS;

    @TempDir
    Path directory;

    @Test
    void followingItTakesAwayTheSeriesThatItNames(LocalCluster.Namespace shop) {
        try (KubernetesClient client = shop.controlPlane().client();
                LocalPod pod = LocalPod.create(shop, "checkout-1", "node-1", Map.of("app", "checkout"));
                Run before = new Run(shop, pod, "{}", "before");
                CardinalityInquiry inquiry = new CardinalityInquiry(
                        Duration.ofMinutes(1), client, Set.of(shop.name()), new BackendAccess(client))) {
            long all = before.count(APPLICATIONS_SERIES);

            List<Advice> advice = before.advice(inquiry);
            assertThat(advice)
                    .extracting(Advice::change)
                    .containsExactly(
                            "spec.metrics.dropLabels: [session_id, user_id]",
                            "spec.metrics.dropLabels: [user_id]",
                            "spec.metrics.dropLabels: [session_id]");
            for (Advice one : advice) {
                String labels = one.change().replace("spec.metrics.dropLabels: ", "");
                try (Run after = new Run(shop, pod, "{dropLabels: " + labels + "}", "after" + labels.length())) {
                    assertThat(all - after.count(all - one.seriesSaved()))
                            .as(one.change())
                            .isEqualTo(one.seriesSaved());
                }
            }
        }
    }

    /** The application's metrics on their way into a Prometheus of their own. */
    private final class Run implements AutoCloseable {
        private final ServiceKey key;
        private final ServiceObservability resource;
        private final LocalPod pod;
        private final ScrapedServices services;
        private final PrometheusHttp prometheus;
        private final RunningCollector agent;

        Run(LocalCluster.Namespace shop, LocalPod pod, String metrics, String name) {
            this.pod = pod;
            key = new ServiceKey(shop.name(), "checkout");
            resource = Serialization.unmarshal("""
                    apiVersion: signalbox.dev/v1alpha1
                    kind: ServiceObservability
                    metadata: {name: checkout, namespace: %s}
                    spec: {selector: {matchLabels: {app: checkout}}, metrics: %s, cardinality: {seriesLimit: 100}}
                    """.formatted(shop.name(), metrics), ServiceObservability.class);
            services = ScrapedServices.start(rules(key), "nobody");
            prometheus = new PrometheusHttp(endpoint());
            AgentUnderTest configured = new AgentUnderTest(
                    Stacks.metricsOnly(), AgentDuties.of(List.of(read(resource))), "node-1", made(name));
            configured
                    .configuration()
                    .replace(
                            "exporters",
                            "otlp_grpc/gateway",
                            "prometheus_remote_write",
                            "{endpoint: \"%s/api/v1/write\"}".formatted(services.url()));
            agent = configured.start(CollectorBinary.required(), shop.kubeconfig());
        }

        /** How many series there are once there are as many as expected and no more come, or when it is too late. */
        long count(long expected) {
            String all = "count({job=\"%s\"})".formatted(key);
            Instant start = Instant.now().minusSeconds(60);
            int[] steady = {0};
            Deadline.in(SOON).until(() -> {
                try (OtlpClient client = OtlpClient.to(agent.address(), pod.address())) {
                    client.sendMetrics(points(start));
                }
                steady[0] = number(all) >= expected ? steady[0] + 1 : 0;
                return steady[0] == 20;
            });
            return number(all);
        }

        private Path made(String name) {
            try {
                return Files.createDirectory(directory.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<Advice> advice(CardinalityInquiry inquiry) {
            Scene scene =
                    new Scene(new ObservabilityStack(), List.of(resource), new Channel.Servers(endpoint(), endpoint()));
            Deadline.in(SOON).until(() -> status(inquiry, scene)
                    .map(CardinalityStatus::advice)
                    .isPresent());
            return status(inquiry, scene).orElseThrow().advice();
        }

        private Optional<CardinalityStatus> status(CardinalityInquiry inquiry, Scene scene) {
            return inquiry.look(scene, Instant.now())
                    .services()
                    .get(new ResourceName(key.namespace(), "checkout"))
                    .cardinality();
        }

        private long number(String query) {
            return prometheus.query(query) instanceof Answer.Given<List<Sample>>(List<Sample> samples)
                    ? samples.stream()
                            .mapToLong(sample -> Math.round(sample.value()))
                            .sum()
                    : -1;
        }

        private Endpoint endpoint() {
            return new Endpoint(services.url().toString(), Access.OPEN);
        }

        @Override
        public void close() {
            agent.close();
            prometheus.close();
            services.close();
        }
    }

    private static List<MetricPoint> points(Instant start) {
        Instant now = Instant.now();
        List<MetricPoint> points = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            Map<String, Object> whom = Map.of("user.id", "u" + user);
            for (int visit = 0; visit < 4; visit++) {
                points.add(MetricPoint.counter(
                        APP,
                        "orders",
                        Map.of(
                                "user.id", "u" + user,
                                "session.id", "s" + user + visit / 2,
                                "path", visit % 2 == 0 ? "/" : "/pay"),
                        start,
                        now,
                        3));
            }
            points.add(new MetricPoint(
                    APP,
                    "took",
                    "s",
                    whom,
                    start,
                    now,
                    new Histogram(3, 1.5, List.of(0.25, 1.0), List.of(1L, 1L, 1L), Temporality.CUMULATIVE)));
            points.add(new MetricPoint(APP, "basket", "", whom, start, now, new MetricPoint.Gauge(2)));
        }
        return points;
    }

    private static TelemetryService read(ServiceObservability resource) {
        return ((Reading.Read<TelemetryService>) TelemetryServiceReader.read(resource)).value();
    }

    private static String rules(ServiceKey key) {
        var rule = SeriesRules.of(
                        Stacks.metricsOnly(),
                        List.of(key),
                        new ClusterFacts(
                                Set.of(ServedKind.PROMETHEUS_RULE), Optional.empty(), RuleSettings.DEFAULT, Map.of()))
                .orElseThrow();
        return Serialization.asYaml(Map.of("groups", RuleObject.groups(rule))).replace("\"5m\"", "\"1s\"");
    }
}
