package dev.signalbox.operator.cardinality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.Verdict;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.ScrapedServices;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of series is what a real Prometheus answers when it is asked directly. */
@ExtendWith(LocalCluster.class)
class CardinalityInquiryIT {
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");
    private static final ServiceKey CART = new ServiceKey("shop", "cart");
    private static final ServiceKey OTHER = new ServiceKey("bank", "checkout");
    private static final Duration SOON = Duration.ofSeconds(60);

    private ScrapedServices services;
    private PrometheusHttp prometheus;
    private KubernetesClient cluster;
    private String namespace;
    private CardinalityInquiry inquiry;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        cluster = namespace.controlPlane().client();
        this.namespace = namespace.name();
        services = ScrapedServices.start(rules(), CHECKOUT.toString(), CART.toString(), OTHER.toString(), "elsewhere");
        prometheus = new PrometheusHttp(endpoint());
        inquiry = new CardinalityInquiry(
                Duration.ofMinutes(1), cluster, Set.of(namespace.name()), new BackendAccess(cluster));
        services.say(CHECKOUT.toString(), checkout(300));
        services.say(CART.toString(), List.of("cart_items{shard=\"1\"} 4", "cart_items{shard=\"2\"} 5"));
        services.say("elsewhere", List.of("foreign 1", "foreigner 1"));
        awaitCounted(CHECKOUT, 1_505);
        awaitCounted(CART, 7);
        awaitCounted(OTHER, 5);
        assertThat(Deadline.in(SOON).until(() -> number("foreigner") == 1)).isTrue();
    }

    @AfterEach
    void stop() {
        inquiry.close();
        prometheus.close();
        services.close();
        cluster.close();
    }

    @Test
    void aServiceOverItsBudgetIsToldWithItsLargestMetricsAsADirectCountHasThem() {
        Found found = inquiry.look(scene(1_000), Instant.now());

        ServiceFindings checkout = found.services().get(new ResourceName("shop", "checkout"));
        CardinalityStatus status = checkout.cardinality().orElseThrow();
        assertThat(status.activeSeries()).isEqualTo(number("count({job=\"shop/checkout\"})"));
        assertThat(status.percentOfLimit()).isEqualByComparingTo("150.5");
        assertThat(status.topMetrics())
                .hasSize(7)
                .containsExactlyInAnyOrderElementsOf(ask("count by (__name__) ({job=\"shop/checkout\"})").stream()
                        .map(sample -> new MetricSeries(sample.labels().get("__name__"), Math.round(sample.value())))
                        .toList())
                .startsWith(
                        new MetricSeries("http_requests_total", 900L), new MetricSeries("http_seconds_bucket", 600L));
        assertThat(status.topLabels())
                .startsWith(new LabelValues("user_id", number("count(count by (user_id) ({user_id!=\"\"}))")))
                .endsWith(new LabelValues("path", 3L), new LabelValues("le", 2L))
                .hasSize(3);
        assertThat(checkout.verdicts())
                .containsExactly(
                        new Verdict(
                                Verdict.Type.WITHIN_SERIES_BUDGET,
                                Verdict.Truth.FALSE,
                                "SeriesBudgetExceeded",
                                "1,505 active series, and spec.cardinality.seriesLimit is 1,000; most have http_requests_total (900), "
                                        + "http_seconds_bucket (600), scrape_duration_seconds (1); drop labels or metrics (spec.metrics), or raise the limit"));
    }

    @Test
    void aLabelThatNobodyReadsIsAdvisedToBeDroppedWithWhatThatSaves() {
        dashboard("by-path", "sum by (path) (rate(http_requests_total[$__rate_interval]))");
        CardinalityStatus status = advised();

        assertThat(status.advice())
                .containsExactly(new Advice(
                        null,
                        "user_id",
                        "spec.metrics.dropLabels: [user_id]",
                        number("count({job=\"shop/checkout\",__name__=~\"http_.+\"})")
                                - number("count(count by (path) (http_requests_total{job=\"shop/checkout\"}))")
                                - number("count(count by (le) (http_seconds_bucket{job=\"shop/checkout\"}))"),
                        ServiceObservabilityStatus.Usage.UNVERIFIED));
    }

    @Test
    void whatADashboardShowsIsNot() {
        dashboard("by-user", "sum by (user_id) (rate(http_seconds_bucket{job=\"shop/checkout\"}[5m]))");

        assertThat(advised().advice()).isEmpty();
    }

    @Test
    void theOthersAndWhatIsNobodysAreToldOnTheStack() {
        String services = "count({signalbox_service!=\"\",__name__!~\"signalbox:.*\"})";
        String others = "count({__name__!=\"\"}) - " + services;
        assertThat(Deadline.in(SOON).until(() -> number("sum(signalbox:unattributed_series:count)") == number(others)))
                .isTrue();
        var status =
                inquiry.look(scene(1_000), Instant.now()).stack().cardinality().orElseThrow();

        assertThat(status.activeSeries())
                .isEqualTo(number("count({job=~\"shop/.+|bank/.+\"})"))
                .isEqualTo(number(services));
        assertThat(status.unattributedSeries())
                .as("what is scraped of nobody, and what rules recorded")
                .isEqualTo(number(others))
                .isGreaterThan(number("count({job=\"elsewhere\"})"));
        assertThat(status.servicesOverLimit()).isEqualTo(1);
        assertThat(status.top())
                .extracting("namespace", "service", "series", "limit")
                .containsExactly(
                        tuple("shop", "checkout", 1_505L, 1_000L),
                        tuple("shop", "cart", 7L, 10_000L),
                        tuple("bank", "checkout", 5L, 10_000L));
    }

    @Test
    void aFewSeriesMoreAreNoNewsAndManyAre() {
        Scene scene = scene(1_000);
        advised();
        Found before = inquiry.look(scene, Instant.now());

        services.say(CHECKOUT.toString(), checkout(302));
        awaitCounted(CHECKOUT, 1_515);
        assertThat(inquiry.look(scene, Instant.now().plusSeconds(1_000))).isEqualTo(before);

        services.say(CHECKOUT.toString(), checkout(330));
        awaitCounted(CHECKOUT, 1_655);
        Found after = inquiry.look(scene, Instant.now().plusSeconds(2_000));
        assertThat(after).isNotEqualTo(before);
        assertThat(cardinality(after).activeSeries()).isEqualTo(1_655);
    }

    @Test
    void aLimitThatIsNearIsAWarning() {
        assertThat(verdict(inquiry.look(scene(1_800), Instant.now())))
                .isEqualTo("WithinSeriesBudget=True/SeriesBudgetNear");
    }

    @Test
    void oneMetricOrOneLabelMayBeTooMuchOfAWholeThatIsNot() {
        assertThat(inquiry.look(scene("{seriesLimit: 10000, seriesPerMetricLimit: 800}"), Instant.now())
                        .services()
                        .get(new ResourceName("shop", "checkout"))
                        .verdicts())
                .extracting(Verdict::reason, Verdict::message)
                .containsExactly(
                        tuple(
                                "MetricSeriesExceeded",
                                "http_requests_total has 900 active series, and spec.cardinality.seriesPerMetricLimit is 800; drop labels or metrics (spec.metrics), or raise the limit"));
        assertThat(inquiry.look(scene("{seriesLimit: 3000, labelValuesLimit: 299}"), Instant.now())
                        .services()
                        .get(new ResourceName("shop", "checkout"))
                        .verdicts())
                .extracting(Verdict::reason, Verdict::message)
                .containsExactly(
                        tuple(
                                "LabelValuesExceeded",
                                "the label user_id of http_requests_total has more values than spec.cardinality.labelValuesLimit, 299"));
    }

    @Test
    void aServerThatCannotBeAskedSaysNothingNew() {
        Scene scene = scene(1_000);
        Found before = inquiry.look(scene, Instant.now());
        services.close();

        assertThat(inquiry.look(scene, Instant.now())).isEqualTo(before);
        assertThat(inquiry.look(scene, Instant.now())).isEqualTo(before);
        Found found = inquiry.look(scene, Instant.now());

        assertThat(verdict(found)).isEqualTo("WithinSeriesBudget=Unknown/BackendUnreachable");
        assertThat(found.services().get(new ResourceName("shop", "checkout")).cardinality())
                .isEmpty();
        assertThat(found.stack().cardinality()).isEmpty();
        assertThat(inquiry.look(scene, Instant.now())).isEqualTo(found);
    }

    /** Once it was read who uses what. */
    private CardinalityStatus advised() {
        Scene scene = scene(1_000);
        assertThat(Deadline.in(SOON)
                        .until(() ->
                                cardinality(inquiry.look(scene, Instant.now())).advice() != null))
                .isTrue();
        return cardinality(inquiry.look(scene, Instant.now()));
    }

    private void dashboard(String name, String expression) {
        cluster.configMaps()
                .inNamespace(namespace)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("grafana_dashboard", "1")
                        .endMetadata()
                        .addToData(
                                "dashboard.json",
                                Serialization.asJson(Map.of(
                                        "panels", List.of(Map.of("targets", List.of(Map.of("expr", expression)))))))
                        .build())
                .create();
    }

    private static List<String> checkout(int users) {
        List<String> lines = new ArrayList<>(List.of("# TYPE http_requests_total counter"));
        IntStream.range(0, users).forEach(user -> Stream.of("/", "/cart", "/pay")
                .forEach(
                        path -> lines.add("http_requests_total{user_id=\"u%d\",path=\"%s\"} 1".formatted(user, path))));
        lines.add("# TYPE http_seconds histogram");
        IntStream.range(0, users).forEach(user -> {
            lines.add("http_seconds_bucket{user_id=\"u%d\",le=\"0.5\"} 1".formatted(user));
            lines.add("http_seconds_bucket{user_id=\"u%d\",le=\"+Inf\"} 1".formatted(user));
        });
        return lines;
    }

    private Scene scene(int limit) {
        return scene("{seriesLimit: " + limit + ", seriesPerMetricLimit: 100000, labelValuesLimit: 1000}");
    }

    /** @param cardinality of checkout */
    private Scene scene(String cardinality) {
        return new Scene(
                new ObservabilityStack(),
                List.of(service(CHECKOUT, cardinality), service(CART, "{}"), service(OTHER, "{}")),
                new Channel.Servers(endpoint(), endpoint()));
    }

    private static ServiceObservability service(ServiceKey key, String cardinality) {
        return Serialization.unmarshal(
                """
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s, namespace: %s}
                spec: {selector: {matchLabels: {app: a}}, cardinality: %s}
                """.formatted(key.service(), key.namespace(), cardinality), ServiceObservability.class);
    }

    /** As they are compiled, and evaluated each second. */
    private static String rules() {
        var rule = SeriesRules.of(
                        Stacks.allSignals(),
                        List.of(CHECKOUT, CART, OTHER),
                        new ClusterFacts(
                                Set.of(ServedKind.PROMETHEUS_RULE), Optional.empty(), RuleSettings.DEFAULT, Map.of()))
                .orElseThrow();
        return Serialization.asYaml(Map.of("groups", RuleObject.groups(rule))).replace("\"5m\"", "\"1s\"");
    }

    private void awaitCounted(ServiceKey service, long series) {
        String query = "signalbox:service_series:count{signalbox_service=\"%s\"}".formatted(service);
        assertThat(Deadline.in(SOON).until(() -> number(query) == series))
                .as("%s has %d of %d", service, number(query), series)
                .isTrue();
    }

    private static CardinalityStatus cardinality(Found found) {
        return found.services()
                .get(new ResourceName("shop", "checkout"))
                .cardinality()
                .orElseThrow();
    }

    private static String verdict(Found found) {
        Verdict verdict = found.services()
                .get(new ResourceName("shop", "checkout"))
                .verdicts()
                .getFirst();
        return verdict.type().text() + "=" + verdict.truth().text() + "/" + verdict.reason();
    }

    private Endpoint endpoint() {
        return new Endpoint(services.url().toString(), Access.OPEN);
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
