package dev.signalbox.operator.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.agent.AgentDuties;
import dev.signalbox.compile.pipeline.agent.AgentUnderTest;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.ScrapedServices;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whose series a real server has: what honest and lying pods send through a real agent, beside what Prometheus scrapes by
 * itself. Replaced: what {@link AgentUnderTest} says, and gateways by their own way to the server.
 */
@ExtendWith(LocalCluster.class)
class SeriesOwnerIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private final Instant start = Instant.now().minusSeconds(60);
    private static final Origin NAMELESS = new Origin(Map.of(), "", Map.of());
    private static final String ALL = "count({__name__!=\"\"})";

    @TempDir
    Path directory;

    private ServiceKey checkout;
    private ServiceKey ledger;
    private ScrapedServices server;
    private PrometheusHttp prometheus;

    /** From a gateway to the server. */
    private enum Way {
        /** The fallback, which Prometheus 2.42 takes. */
        REMOTE_WRITE {
            @Override
            ScrapedServices server(String rules, String... jobs) {
                return ScrapedServices.start(rules, jobs);
            }

            @Override
            void from(AgentUnderTest agent, String url) {
                agent.configuration()
                        .replace(
                                "exporters",
                                "otlp_grpc/gateway",
                                "prometheus_remote_write",
                                "{endpoint: \"%s/api/v1/write\"}".formatted(url));
            }
        },
        /** As a stack says it; only Prometheus 3 takes it. */
        OTLP {
            @Override
            ScrapedServices server(String rules, String... jobs) {
                return ScrapedServices.newest(rules, jobs);
            }

            @Override
            void from(AgentUnderTest agent, String url) {
                agent.configuration()
                        .replace(
                                "exporters",
                                "otlp_grpc/gateway",
                                "otlp_http/metrics",
                                "{endpoint: \"%s/api/v1/otlp\"}".formatted(url));
            }
        };

        abstract ScrapedServices server(String rules, String... jobs);

        abstract void from(AgentUnderTest agent, String url);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentIsTheSendersAndAllAddsUp(Way way, LocalCluster.Namespace shop, LocalCluster.Namespace bank) {
        checkout = new ServiceKey(shop.name(), "checkout");
        ledger = new ServiceKey(bank.name(), "ledger");
        AgentUnderTest agent = new AgentUnderTest(
                Stacks.metricsOnly(),
                AgentDuties.of(List.of(
                        ServiceBuilder.service(bank.name(), "ledger").build(),
                        ServiceBuilder.service(shop.name(), "checkout").build())),
                "node-1",
                directory);
        try (ScrapedServices started = way.server(rules(), checkout.toString(), "elsewhere");
                PrometheusHttp asked = new PrometheusHttp(endpoint(started));
                KubernetesClient client = shop.controlPlane().client()) {
            server = started;
            prometheus = asked;
            scrape();
            way.from(agent, started.url().toString());
            try (LocalPod honest = LocalPod.create(shop, "checkout-1", "node-1", Map.of("app", "checkout"));
                    LocalPod liar = LocalPod.create(bank, "ledger-1", "node-1", Map.of("app", "ledger"));
                    LocalPod nobodys = LocalPod.create(bank, "other-1", "node-1", Map.of("app", "other"));
                    RunningCollector running = agent.start(CollectorBinary.required(), shop.kubeconfig())) {
                Runnable sending = () -> {
                    send(running, honest.address(), "honest", Map.of());
                    send(running, liar.address(), "lying", claims());
                    send(running, nobodys.address(), "homeless", claims());
                    send(running, "127.9.9.9", "outside", claims());
                };
                assertThat(Deadline.in(SOON).until(() -> {
                            sending.run();
                            return List.of(
                                            "honest_total",
                                            "lying_total",
                                            "homeless_total{namespace!=\"\"}",
                                            "cart_items")
                                    .stream()
                                    .allMatch(metric -> number("count(%s)".formatted(metric)) >= 2);
                        }))
                        .as("series of pods that the agent knows by now, and of a scrape")
                        .isTrue();

                owners();
                assertThat(Deadline.in(SOON).until(() -> {
                            sending.run();
                            return disagreement(client).isEmpty();
                        }))
                        .as(() -> disagreement(client).orElse("at last"))
                        .isTrue();
            }
        }
    }

    /** One that a monitor of ours has scraped, and one that nobody relabels, which says what it likes. */
    private void scrape() {
        server.say(
                checkout.toString(),
                List.of("cart_items{shard=\"1\",namespace=\"elsewhere\"} 4", "cart_items{shard=\"1\"} 5"));
        server.say(
                "elsewhere",
                List.of(
                        "claiming{namespace=\"%s\",signalbox_service=\"%s\",job=\"%s\"} 1"
                                .formatted(checkout.namespace(), checkout, checkout),
                        "inventing{signalbox_service=\"no/body\"} 1",
                        "signalbox:service_series:count{signalbox_service=\"no/body\"} 1"));
    }

    /** What each series says in the labels that tell whose it is. */
    private void owners() {
        assertThat(whose("honest_total")).containsOnly("%s %s".formatted(checkout.namespace(), checkout));
        assertThat(whose("lying_total")).containsOnly("%s %s".formatted(ledger.namespace(), ledger));
        assertThat(whose("homeless_total")).containsOnlyOnce(ledger.namespace() + " nobody's");
        assertThat(whose("outside_total")).containsOnly("nowhere nobody's");
        assertThat(whose("cart_items")).containsOnly("%s %s".formatted(checkout.namespace(), checkout));
        assertThat(number("count(cart_items{exported_namespace=\"elsewhere\"})"))
                .as("what is scraped says it under another name")
                .isEqualTo(1);
        String pushed = "count({__name__=~\"(lying|homeless|outside)_total\",%s})";
        assertThat(number(pushed.formatted("job=\"" + checkout + "\""))).isZero();
        assertThat(number(pushed.formatted("exported_job!=\"\""))).isZero();
        assertThat(number(pushed.formatted("instance=\"node-1\""))).isZero();
    }

    private Set<String> whose(String metric) {
        return Set.copyOf(ask("count by (namespace, signalbox_service) (%s)".formatted(metric)).stream()
                .map(sample -> "%s %s"
                        .formatted(
                                sample.labels().getOrDefault("namespace", "nowhere"),
                                sample.labels().getOrDefault("signalbox_service", "nobody's")))
                .toList());
    }

    /** What is not as a direct count has it; nothing where all is. */
    private Optional<String> disagreement(KubernetesClient client) {
        CardinalityStatus told = told(client);
        Map<String, Long> expected = new HashMap<>();
        for (ServiceKey key : List.of(checkout, ledger)) {
            expected.put(
                    key.toString(),
                    number("count({job=\"%1$s\",signalbox_service=\"%1$s\",__name__!~\"signalbox:.*\"})"
                            .formatted(key)));
        }
        Map<String, Long> counted = new HashMap<>();
        told.top().forEach(one -> counted.put(one.namespace() + "/" + one.service(), one.series()));
        long all = number(ALL);
        return counted.equals(expected) && told.activeSeries() + told.unattributedSeries() == all
                ? Optional.empty()
                : Optional.of("services %s, a direct count %s; %d and nobody's %d, of all %d"
                        .formatted(counted, expected, told.activeSeries(), told.unattributedSeries(), all));
    }

    /** By one who was told nothing before: what moves by a few series only is no news. */
    private CardinalityStatus told(KubernetesClient client) {
        try (CardinalityInquiry inquiry = new CardinalityInquiry(
                Duration.ofMinutes(1), client, Set.of(checkout.namespace()), new BackendAccess(client))) {
            return inquiry.look(
                            new Scene(
                                    new ObservabilityStack(),
                                    List.of(service(checkout), service(ledger)),
                                    new Channel.Servers(endpoint(server), endpoint(server))),
                            Instant.now())
                    .stack()
                    .cardinality()
                    .orElseThrow();
        }
    }

    private Map<String, Object> claims() {
        return Map.of(
                "job", checkout.toString(),
                "instance", "node-1",
                "exported_job", checkout.toString(),
                "namespace", checkout.namespace(),
                "signalbox_service", checkout.toString(),
                "signalbox/service", checkout.toString());
    }

    /** Two series, and what a sender without a name can claim of itself. */
    private void send(RunningCollector agent, String from, String metric, Map<String, Object> claims) {
        List<MetricPoint> points = new ArrayList<>();
        Instant now = Instant.now();
        for (String path : List.of("/", "/pay")) {
            Map<String, Object> attributes = new HashMap<>(claims);
            attributes.put("path", path);
            points.add(MetricPoint.counter(NAMELESS, metric, attributes, start, now, 3));
        }
        try (OtlpClient client = OtlpClient.to(agent.address(), from)) {
            assertThat(client.sendMetrics(points).accepted()).isTrue();
        }
    }

    private static ServiceObservability service(ServiceKey key) {
        return Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s, namespace: %s}
                spec: {selector: {matchLabels: {app: a}}}
                """.formatted(key.service(), key.namespace()), ServiceObservability.class);
    }

    /** As they are compiled, and evaluated each second. */
    private String rules() {
        var rule = SeriesRules.of(
                        Stacks.metricsOnly(),
                        List.of(checkout, ledger),
                        new ClusterFacts(
                                Set.of(ServedKind.PROMETHEUS_RULE), Optional.empty(), RuleSettings.DEFAULT, Map.of()))
                .orElseThrow();
        return Serialization.asYaml(Map.of("groups", RuleObject.groups(rule))).replace("\"5m\"", "\"1s\"");
    }

    private static Endpoint endpoint(ScrapedServices server) {
        return new Endpoint(server.url().toString(), Access.OPEN);
    }

    private List<Sample> ask(String query) {
        return prometheus.query(query) instanceof Answer.Given<List<Sample>>(List<Sample> samples)
                ? samples
                : List.of();
    }

    private long number(String query) {
        return ask(query).stream()
                .mapToLong(sample -> Math.round(sample.value()))
                .sum();
    }
}
