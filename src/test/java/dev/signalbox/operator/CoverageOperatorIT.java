package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.CoverageStatus.MissingWorkload;
import dev.signalbox.api.v1alpha1.CoverageStatus.ServiceName;
import dev.signalbox.api.v1alpha1.CoverageStatus.TeamCoverage;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.CountedSpans;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.LocalMonitoring;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.ServerRequests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who is observed, by the packaged operator with the rights that it ships with, on a real API server and a real Prometheus.
 * Replaced: controllers and kubelets, so that pods are made here; and agents, by the very series that they write
 * ({@code AgentIT} shows that they do), as Prometheus would have them of the last hour.
 */
@ExtendWith(LocalCluster.class)
class CoverageOperatorIT {
    private static final String WORKLOAD = """
            apiVersion: apps/v1
            kind: %2$s
            metadata: {name: %1$s, namespace: %%s}
            spec:
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec: {containers: [{name: app, image: app}]}
            """;
    private static final String CRON_JOB = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: nightly, namespace: %s}
            spec:
              schedule: "0 3 * * *"
              jobTemplate: {spec: {template: {metadata: {labels: {app: nightly}}, spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}}}
            """;
    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: %1$s, namespace: %%s}
            spec: {selector: {matchLabels: {app: %1$s}}, team: %2$s, tier: %3$s}
            """;
    private static final Set<String> TOLD = Set.of(
            "Warning NotInstrumented",
            "Warning CoverageFell",
            "Warning NotSeen",
            "Normal Seen",
            "Warning TierOneWithoutSlo",
            "Normal SloNotMissing",
            "Warning CostBudgetExceeded",
            "Normal WithinCostBudget");
    private static final String HASH = "6d4cf56db6";

    private final Instant now = Instant.now();
    private final List<String> seen = new ArrayList<>();
    private OperatedStack stack;
    private OperatorRights rights;
    private RunningOperator operator;
    private LocalMonitoring monitoring;
    private CountedSpans nothing;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withCoverage(namespace);
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        if (monitoring != null) {
            monitoring.close();
            nothing.close();
        }
        stack.close();
        rights.close();
    }

    @Test
    void ofFifteenWorkloadsTwelveAreInstrumentedAndTheOtherThreeAreNamed() throws InterruptedException {
        IntStream.range(0, 8).forEach(i -> deployed("web-" + i, true));
        deployed("silent", false);
        deployed("dark", false);
        deployed("off", false, WORKLOAD.replace("spec:\n  selector", "spec:\n  replicas: 0\n  selector"));
        declared("half", WORKLOAD.formatted("half", "StatefulSet"));
        pod(
                "half-0",
                Map.of("app", "half"),
                owner(stack.client().apps().statefulSets().withName("half").require()));
        up("half-0", 1);
        counted("logs", "StatefulSet", "half", Duration.ofMinutes(20));
        declared("node", WORKLOAD.formatted("node", "DaemonSet"));
        counted(Duration.ofMinutes(20), "DaemonSet", "node");
        stack.declare(CRON_JOB);
        counted(Duration.ofHours(30), "CronJob", "nightly");
        pod("alone", Map.of("app", "alone"));
        counted(Duration.ofMinutes(50), "Pod", "alone");
        deployed("excluded", false);
        ours();
        stack.declare(
                SERVICE.formatted("silent", "payments", "1"),
                SERVICE.formatted("web-0", "payments", "2"),
                SERVICE.formatted("nobody", "shop", "4"));
        operate("""
                  coverage:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
                    exclude: [{kind: Deployment, name: excluded}]
                """.formatted(stack.namespace().name()));

        ObservabilityStack told = stack.awaitCondition("Covered=False/NotInstrumented");
        CoverageStatus coverage = told.getStatus().coverage();
        assertThat(coverage.workloads()).isEqualTo(15);
        assertThat(coverage.instrumented()).as("of %s", coverage).isEqualTo(12);
        assertThat(coverage.percent()).isEqualTo(BigDecimal.valueOf(80));
        assertThat(coverage.declared()).as("one of them is silent").isEqualTo(2);
        List<Signal> all = List.of(Signal.METRICS, Signal.LOGS, Signal.TRACES);
        String shop = stack.namespace().name();
        assertThat(coverage.missing())
                .containsExactly(
                        new MissingWorkload("Deployment", shop, "dark", all),
                        new MissingWorkload("Deployment", shop, "silent", all),
                        new MissingWorkload("StatefulSet", shop, "half", List.of(Signal.TRACES)));
        assertThat(coverage.missingOmitted()).isZero();
        assertThat(coverage.namespaces()).singleElement().satisfies(one -> {
            assertThat(one.namespace()).isEqualTo(shop);
            assertThat(one.instrumented()).isEqualTo(12);
        });
        assertThat(coverage.teams()).containsExactly(new TeamCoverage("payments", 2, 2, 1));
        assertThat(coverage.tierOneWithoutSlo()).containsExactly(new ServiceName(shop, "silent"));
        assertThat(OperatedStack.message(told, "Covered"))
                .startsWith("12 of 15 workloads are instrumented (80 %); not seen: " + shop
                        + "/Deployment/dark (metrics, logs, traces); ");

        ServiceObservability silent = stack.await(
                ServiceObservability.class,
                "silent",
                "TelemetrySeen=False/NotSeen",
                "SloMissing=True/TierOneWithoutSlo");
        assertThat(silent.getStatus().coverage().logs())
                .as("no traffic is known of it")
                .isEqualTo(Observed.UNKNOWN);
        assertThat(silent.getStatus().coverage().slo()).isEqualTo(Observed.MISSING);
        ServiceObservability web = stack.await(ServiceObservability.class, "web-0", "TelemetrySeen=True/Seen");
        assertThat(web.getStatus().coverage().metrics()).isEqualTo(Observed.COVERED);
        assertThat(web.getStatus().workloads()).singleElement().satisfies(workload -> {
            assertThat(workload.kind()).isEqualTo("Deployment");
            assertThat(workload.coverage().traces()).isEqualTo(Observed.COVERED);
        });
        stack.await(ServiceObservability.class, "nobody", "TelemetrySeen=Unknown/NoWorkloads");

        assertThat(told("default", "ObservabilityStack")).contains("Warning NotInstrumented");
        assertThat(told("silent", "ServiceObservability"))
                .containsExactlyInAnyOrder("Warning NotSeen", "Warning TierOneWithoutSlo");
        assertThat(told("web-0", "ServiceObservability")).as("it is well").isEmpty();
        assertThat(told("nobody", "ServiceObservability")).as("it is not known").isEmpty();

        long before = writes();
        Thread.sleep(Duration.ofSeconds(15));
        assertThat(writes()).as("five looks that found the same").isEqualTo(before);
        assertThat(told("silent", "ServiceObservability")).hasSize(2);

        stack.declare("""
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: silent, namespace: %s}
                spec:
                  serviceRef: {name: silent}
                  objective: 99
                  window: 7d
                  sli: {ratio: {errors: 'http_requests_total{code="500"}', total: 'http_requests_total{code=~".+"}'}}
                """);
        stack.declare(WORKLOAD.formatted("dark-too", "Deployment"), WORKLOAD.formatted("dark-again", "Deployment"));
        awaitEvent("silent", "ServiceObservability", "Normal SloNotMissing");
        awaitEvent("default", "ObservabilityStack", "Warning CoverageFell");
        coverage = stack.stack().getStatus().coverage();
        assertThat(coverage.workloads()).isEqualTo(17);

        monitoring.close();
        stack.awaitCondition("Covered=Unknown/BackendUnreachable");
        stack.await(ServiceObservability.class, "silent", "TelemetrySeen=Unknown/BackendUnreachable");
        assertThat(stack.stack().getStatus().coverage())
                .as("what was known stays")
                .isEqualTo(coverage);
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void aBudgetOfCostThatIsExceededIsAnEventOnTheServiceAndOneWhenItIsKeptAgain() {
        stack.declare(SERVICE.formatted("dear", "payments", "4, costBudget: {perMonth: \"5.00\"}"));
        IntStream.range(0, 48)
                .forEach(hour -> seen.add("signalbox:service_series:count{signalbox_service=\"%s/dear\"} 1000 %d%n"
                        .formatted(
                                stack.namespace().name(),
                                now.truncatedTo(ChronoUnit.HOURS)
                                        .minus(Duration.ofHours(47 - hour))
                                        .getEpochSecond())));
        operate("""
                  pricing: {currency: USD, activeSeriesPerMonth: "0.01"}
                """);

        stack.await(ServiceObservability.class, "dear", "OverCostBudget=True/CostBudgetExceeded");
        awaitEvent("dear", "ServiceObservability", "Warning CostBudgetExceeded");

        stack.declare(SERVICE.formatted("dear", "payments", "4, costBudget: {perMonth: \"50.00\"}"));
        awaitEvent("dear", "ServiceObservability", "Normal WithinCostBudget");
        assertThat(told("dear", "ServiceObservability"))
                .containsExactlyInAnyOrder("Warning CostBudgetExceeded", "Normal WithinCostBudget");
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void withoutAServerOnlyWhatIsDeclaredIsTold() {
        deployed("dark", true);
        operator = RunningOperator.start(rights.kubeconfig(), Map.of());
        stack.declare("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {coverage: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}}
                """);

        CoverageStatus coverage =
                stack.awaitCondition("Covered=Unknown/NoServer").getStatus().coverage();

        assertThat(coverage.workloads()).isOne();
        assertThat(coverage.declared()).isZero();
        assertThat(coverage.percent()).isNull();
        assertThat(coverage.instrumented()).isNull();
    }

    /** Of what this is about; that there are no collectors is told too. */
    private List<String> told(String name, String kind) {
        return stack.events(name, kind).stream().filter(TOLD::contains).toList();
    }

    private void awaitEvent(String name, String kind, String event) {
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> told(name, kind).contains(event)))
                .as("%s of %s", event, stack.events(name, kind))
                .isTrue();
    }

    private long writes() throws InterruptedException {
        return ServerRequests.writesAtRest(stack.client(), "observabilitystacks", "serviceobservabilities");
    }

    /** Every look, each three seconds, finds what the last one found. */
    private void operate(String coverage) {
        nothing = CountedSpans.start(now);
        monitoring = new LocalMonitoring(
                nothing.address(),
                CountedSpans.JOB,
                Stream.of(
                                        "signalbox:service_series:count",
                                        "up",
                                        "signalbox_workload_logs",
                                        "signalbox_workload_points",
                                        "signalbox_workload_spans")
                                .map(name -> "# TYPE %s %s%n"
                                                .formatted(name, name.startsWith("signalbox_") ? "counter" : "gauge")
                                        + seen.stream()
                                                .filter(line -> line.startsWith(name))
                                                .reduce("", String::concat))
                                .reduce("", String::concat)
                        + "# EOF\n");
        stack.declare("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  metrics: {queryUrl: "%s"}
                """.formatted(monitoring.url()) + coverage);
        operator = RunningOperator.start(
                rights.kubeconfig(), Map.of("SIGNALBOX_COVERAGE_EVERY", "3s", "SIGNALBOX_COST_EVERY", "3s"));
    }

    private void deployed(String name, boolean observed) {
        deployed(name, observed, WORKLOAD);
    }

    private void deployed(String name, boolean observed, String yaml) {
        declared(name, yaml.formatted(name, "Deployment"));
        if (yaml.equals(WORKLOAD)) {
            stack.declare(WORKLOAD.formatted(name + "-" + HASH, "ReplicaSet"));
            pod(
                    name + "-" + HASH + "-x7k2p",
                    Map.of("app", name, "pod-template-hash", HASH),
                    owner(stack.client()
                            .apps()
                            .replicaSets()
                            .withName(name + "-" + HASH)
                            .require()));
        }
        if (observed) {
            up(name + "-" + HASH + "-x7k2p", 1);
            counted("logs", "Deployment", name, Duration.ofMinutes(20));
            counted("spans", "Deployment", name, Duration.ofMinutes(40));
        }
    }

    private void declared(String name, String yaml) {
        assertThat(yaml).contains(name);
        stack.declare(yaml);
    }

    /** What collectors of ours run as. */
    private void ours() {
        stack.declare(WORKLOAD.formatted("collector", "Deployment")
                .replace("name: collector,", "name: collector, labels: {app.kubernetes.io/managed-by: signalbox},"));
    }

    private void pod(String name, Map<String, String> labels, OwnerReference... owners) {
        assertThat(Deadline.in(Duration.ofSeconds(20))
                        .until(() -> stack.client()
                                        .serviceAccounts()
                                        .withName("default")
                                        .get()
                                != null))
                .isTrue();
        stack.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(stack.namespace().name())
                        .withName(name)
                        .withLabels(new TreeMap<>(labels))
                        .withOwnerReferences(owners)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("app")
                        .withImage("app")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    /** Of what is really there: pods of owners that aren't are taken away. */
    private static OwnerReference owner(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private void up(String pod, int value) {
        seen.add("up{namespace=\"%s\",pod=\"%s\",job=\"x\"} %d %d%n"
                .formatted(
                        stack.namespace().name(),
                        pod,
                        value,
                        now.minus(Duration.ofMinutes(30)).getEpochSecond()));
    }

    private void counted(Duration ago, String kind, String name) {
        Stream.of("logs", "points", "spans").forEach(what -> counted(what, kind, name, ago));
    }

    private void counted(String what, String kind, String name, Duration ago) {
        seen.add(
                "signalbox_workload_%s_total{k8s_namespace_name=\"%s\",signalbox_workload_kind=\"%s\",signalbox_workload_name=\"%s\",instance=\"node-1\"} 1 %d%n"
                        .formatted(
                                what,
                                stack.namespace().name(),
                                kind,
                                name,
                                now.minus(ago).getEpochSecond()));
    }
}
