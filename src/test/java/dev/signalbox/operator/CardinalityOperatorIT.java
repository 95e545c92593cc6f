package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.ScrapedServices;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that grows over its budget, as its owner sees it: condition, event, what is largest, what to drop. */
@ExtendWith(LocalCluster.class)
class CardinalityOperatorIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What Prometheus says of each scrape. */
    private static final int OF_THE_SCRAPE = 5;

    private static final Set<String> TOLD = Set.of("WithinLimits", "SeriesBudgetNear", "SeriesBudgetExceeded");

    private OperatedNamespace cluster;
    private OperatorRights rights;
    private ScrapedServices services;
    private String job;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.in(namespace);
        job = namespace.name() + "/checkout";
        services = ScrapedServices.start("""
                groups:
                - name: signalbox-series
                  rules:
                  - record: signalbox:service_series:count
                    expr: sum by (signalbox_service) (label_replace(count by (job) ({job=~"%s"}), "signalbox_service", "$1", "job", "(.*)"))
                """.formatted(job), job);
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {queryUrl: "%s"}}
                """.formatted(services.url()));
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout}
                spec:
                  selector: {matchLabels: {app: checkout}}
                  cardinality: {seriesLimit: 200, seriesPerMetricLimit: 10000, labelValuesLimit: 10000}
                """);
    }

    @AfterEach
    void clean() {
        cluster.client()
                .resources(ServiceObservability.class)
                .inNamespace(cluster.namespace().name())
                .delete();
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        rights.close();
        services.close();
    }

    @Test
    void aBudgetThatIsNearAndThenExceededIsTold() {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("SIGNALBOX_CARDINALITY_EVERY", "1s");
        say(20);
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), settings)) {
            await(service -> verdict(service).equals("True/WithinLimits"));

            say(170);
            await(service -> verdict(service).equals("True/SeriesBudgetNear"));
            say(400);
            ServiceObservability exceeded = await(service -> verdict(service).equals("False/SeriesBudgetExceeded")
                    && series(service) == 400 + OF_THE_SCRAPE
                    && service.getStatus().cardinality().advice() != null);

            CardinalityStatus status = exceeded.getStatus().cardinality();
            assertThat(status.topMetrics()).startsWith(new MetricSeries("orders_total", 400L));
            assertThat(status.advice())
                    .containsExactly(
                            new Advice(null, "user_id", "spec.metrics.dropLabels: [user_id]", 399L, Usage.UNVERIFIED));
            assertThat(Deadline.in(SOON).until(() -> events().size() == 2)).isTrue();
            assertThat(events())
                    .extracting(Event::getType, Event::getReason)
                    .containsExactlyInAnyOrder(
                            tuple("Warning", "SeriesBudgetNear"), tuple("Warning", "SeriesBudgetExceeded"));
            assertThat(Deadline.in(SOON)
                            .until(() -> stack().getStatus().cardinality().servicesOverLimit() == 1))
                    .as("%s", stack().getStatus().cardinality())
                    .isTrue();

            String settled = await(service -> condition(service).getMessage().contains("saves 399"))
                    .getMetadata()
                    .getResourceVersion();
            say(403);
            assertThat(Deadline.in(Duration.ofSeconds(10)).until(() -> !service()
                            .getMetadata()
                            .getResourceVersion()
                            .equals(settled)))
                    .as("three series more, or none, write nothing: %s", service())
                    .isFalse();

            say(20);
            await(service -> verdict(service).equals("True/WithinLimits"));
            assertThat(Deadline.in(SOON).until(() -> events().size() == 3)).isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private void say(int users) {
        services.say(
                job,
                IntStream.range(0, users)
                        .mapToObj(user -> "orders_total{user_id=\"u%d\"} 1".formatted(user))
                        .toList());
    }

    /** Of what this is about; that there are no collectors is told too. */
    private List<Event> events() {
        return cluster
                .client()
                .events()
                .v1()
                .events()
                .inNamespace(cluster.namespace().name())
                .list()
                .getItems()
                .stream()
                .filter(event -> TOLD.contains(event.getReason()))
                .toList();
    }

    private ServiceObservability service() {
        return cluster.client()
                .resources(ServiceObservability.class)
                .inNamespace(cluster.namespace().name())
                .withName("checkout")
                .get();
    }

    private ObservabilityStack stack() {
        return cluster.client()
                .resources(ObservabilityStack.class)
                .withName("default")
                .get();
    }

    private ServiceObservability await(Predicate<ServiceObservability> expected) {
        boolean came = Deadline.in(SOON)
                .until(() -> service().getStatus() != null
                        && service().getStatus().cardinality() != null
                        && expected.test(service()));
        assertThat(came).as("%s", service().getStatus()).isTrue();
        return service();
    }

    private static long series(ServiceObservability service) {
        return service.getStatus().cardinality().activeSeries();
    }

    private static String verdict(ServiceObservability service) {
        return condition(service).getStatus() + "/" + condition(service).getReason();
    }

    private static Condition condition(ServiceObservability service) {
        return Optional.ofNullable(service.getStatus().conditions()).orElse(List.of()).stream()
                .filter(condition -> condition.getType().equals("WithinSeriesBudget"))
                .findFirst()
                .orElseThrow();
    }
}
