package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus.ServiceSampling;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus.State;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.CountedSpans;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.LocalMonitoring;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Percentages follow what a real Prometheus says, by the packaged operator on a real API server. Replaced: the collectors,
 * by an app that counts as they do; and the loop's minute, by three seconds.
 */
@ExtendWith(LocalCluster.class)
class AdaptiveSamplingIT {
    /** One scrape, two steps of the loop, and a machine that has more to do. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Duration FIVE_STEPS = Duration.ofSeconds(15);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SERVICE = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: %s, namespace: %%s, labels: {tier: "%s"}}
            spec: {selector: {matchLabels: {app: %s}}}
            """;

    /** Baseline 10, ten times it while the SLO burns. */
    private static final String PAID = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: paid, namespace: %s}
            spec:
              services: {matchLabels: {tier: "1"}}
              tail: {baselinePercent: 10}
              adaptive: {spikeMultiplier: 10, when: {slo: checkout, burnRateAbove: 14.4}, cooldown: 20s}
            """;

    /** Six services of 100 spans a second, of which 10 % would be 60. */
    private static final String CHEAP = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SamplingPolicy
            metadata: {name: cheap, namespace: %s}
            spec:
              services: {matchLabels: {tier: "3"}}
              tail: {keep: [{name: errors, status: ERROR}], baselinePercent: 10}
              adaptive: {budget: {spansPerSecond: 45}}
            """;

    private static final int SERVICES = 6;
    private static final double RECEIVED = 100;
    private static final double BY_KEEP = 2;
    private static final double BUDGET = 45;

    private OperatedStack stack;
    private OperatorRights rights;
    private RunningOperator operator;
    private CountedSpans spans;
    private LocalMonitoring monitoring;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
        spans = CountedSpans.start(Instant.now().minus(Duration.ofMinutes(10)));
        count("checkout", 0, 10);
        IntStream.range(0, SERVICES).forEach(i -> count("s" + i, BY_KEEP, BUDGET / SERVICES));
        burn(0.2);
        monitoring =
                new LocalMonitoring(spans.address(), CountedSpans.JOB, spans.past(LocalMonitoring.SCRAPE_INTERVAL));
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        monitoring.close();
        spans.close();
        stack.close();
        rights.close();
    }

    @Test
    void anIncidentIsFollowedAndABudgetKept() throws InterruptedException {
        declare("queryUrl: \"%s\", ".formatted(monitoring.url()));
        operate();
        await(
                "paid",
                status -> of(status, "checkout").percent().intValue() == 10
                        && of(status, "checkout").reason().equals("Baseline"));
        await("cheap", status -> status.services().stream()
                .allMatch(service ->
                        service.state() == State.REDUCED && service.reason().equals("Budget")));
        awaitThat(
                () -> percentAtWork("s0") == of(status("cheap"), "s0").percent().doubleValue());
        double kept = IntStream.range(0, SERVICES)
                .mapToDouble(i -> BY_KEEP + (RECEIVED - BY_KEEP) * percentAtWork("s" + i) / 100)
                .sum();
        assertThat(kept).as("spans a second that are kept").isCloseTo(BUDGET, within(0.1 * BUDGET));
        assertThat(status("cheap").keptSpansPerSecond().doubleValue()).isCloseTo(BUDGET, within(0.1 * BUDGET));

        assertNothingIsWrittenAtRest();

        burn(20);
        SamplingPolicyStatus incident =
                await("paid", status -> of(status, "checkout").state() == State.BOOSTED);
        assertThat(of(incident, "checkout").percent()).isEqualTo(BigDecimal.valueOf(100));
        assertThat(of(incident, "checkout").reason()).isEqualTo("BurnRate");
        assertThat(incident.boosted()).isOne();
        awaitThat(() -> percentAtWork("checkout") == 100);

        ConfigMap during = samplingFile();
        operator.close();
        operate();
        awaitThat(() ->
                operator.metric("signalbox_sampling_percent", stack.namespace().name() + "/checkout") == 100);
        assertThat(samplingFile().getMetadata().getResourceVersion())
                .as("an operator that starts again leaves percentages as they are")
                .isEqualTo(during.getMetadata().getResourceVersion());

        burn(0.2);
        await("paid", status -> of(status, "checkout").reason().equals("Cooldown"));
        assertThat(percentAtWork("checkout")).isEqualTo(100);
        await("paid", status -> of(status, "checkout").percent().intValue() == 10);
        awaitThat(() -> percentAtWork("checkout") == 10);
        assertThat(changes("paid"))
                .as("up and down, once")
                .containsExactlyInAnyOrder("Normal BurnRate", "Normal Baseline");
        assertThat(changes("cheap")).as("told in one").containsExactly("Normal PercentagesChanged");
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void withoutAServerOfMetricsPercentagesStayAndThePolicySaysWhatToWrite() {
        declare("");
        operate();

        SamplingPolicy policy =
                stack.await(SamplingPolicy.class, "paid", "Accepted=True/Accepted", "Adaptive=False/MetricsNotAsked");

        assertThat(OperatedStack.message(policy, "Adaptive"))
                .contains("write spec.metrics.queryUrl in ObservabilityStack default");
        assertThat(policy.getStatus().services()).isNullOrEmpty();
        awaitThat(() -> samplingFile() != null);
        assertThat(percentAtWork("checkout")).isEqualTo(10);
    }

    /** Where the stack comes to rest is not in our hands: what it asks others for is answered when they can. */
    private void assertNothingIsWrittenAtRest() throws InterruptedException {
        Deadline deadline = Deadline.in(SOON);
        List<String> before;
        List<String> after = versions();
        do {
            before = after;
            Thread.sleep(FIVE_STEPS);
            after = versions();
        } while (!after.equals(before) && !deadline.passed());
        assertThat(after).as("nothing is written at rest").isEqualTo(before);
    }

    private void declare(String query) {
        List<String> documents =
                new ArrayList<>(List.of(stack.yaml().replace("metrics: {", "metrics: {" + query), PAID, CHEAP));
        documents.add(SERVICE.formatted("checkout", "1", "checkout"));
        IntStream.range(0, SERVICES).forEach(i -> documents.add(SERVICE.formatted("s" + i, "3", "s" + i)));
        stack.declare(documents.toArray(String[]::new));
    }

    private void operate() {
        operator = RunningOperator.start(
                rights.kubeconfig(),
                Map.of(
                        "SIGNALBOX_SAMPLING_EVERY",
                        "3s",
                        "SIGNALBOX_OVERLAY_NUMBERS_EVERY",
                        "3s",
                        "SIGNALBOX_OVERLAY_BOOSTS_EVERY",
                        "1s",
                        "SIGNALBOX_OVERLAY_STRUCTURE_EVERY",
                        "1s"));
    }

    private void count(String name, double keptByKeep, double kept) {
        String service = stack.namespace().name() + "/" + name;
        spans.count("signalbox_spans_received_total", service, RECEIVED);
        spans.count("signalbox_spans_roots_total", service, RECEIVED / 5);
        spans.count("signalbox_spans_kept_total", service, kept);
        spans.count("signalbox_spans_kept_by_keep_total", service, keptByKeep);
    }

    /** As the rules of an SLO of 99.9 % record it. */
    private void burn(double rate) {
        String slo = "{namespace=\"%s\",slo=\"checkout\"}"
                .formatted(stack.namespace().name());
        spans.record("slo:sli_error:ratio_rate5m" + slo, rate * 0.001);
        spans.record("slo:sli_error:ratio_rate1h" + slo, rate * 0.001);
        spans.record("slo:error_budget:ratio" + slo, 0.001);
    }

    private SamplingPolicy policy(String name) {
        return stack.client().resources(SamplingPolicy.class).withName(name).get();
    }

    private SamplingPolicyStatus status(String name) {
        return policy(name).getStatus();
    }

    private static ServiceSampling of(SamplingPolicyStatus status, String service) {
        return status.services().stream()
                .filter(one -> one.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private SamplingPolicyStatus await(String policy, Predicate<SamplingPolicyStatus> expected) {
        boolean reached = Deadline.in(SOON)
                .until(() -> status(policy) != null
                        && status(policy).services() != null
                        && !status(policy).services().isEmpty()
                        && expected.test(status(policy)));
        assertThat(reached)
                .withFailMessage(
                        () -> "not in time; it is:\n" + Serialization.asYaml(policy(policy)) + "\n" + operator.log())
                .isTrue();
        return status(policy);
    }

    private void awaitThat(BooleanSupplier condition) {
        assertThat(Deadline.in(SOON).until(condition))
                .withFailMessage(() -> "not in time; the sampling file is:\n" + Serialization.asYaml(samplingFile()))
                .isTrue();
    }

    private ConfigMap samplingFile() {
        return stack.client()
                .configMaps()
                .inNamespace(stack.gateways())
                .withName("signalbox-gateway-sampling")
                .get();
    }

    /** The baseline that gateways are told for a service: the last statement that names it, else the one for all. */
    private double percentAtWork(String service) {
        String key = stack.namespace().name() + "/" + service;
        double percent = Double.NaN;
        for (JsonNode statement : sampling().at("/processors/transform~1sampling/trace_statements/0/statements")) {
            String text = statement.asText();
            if (text.contains("signalbox.baseline") && (!text.contains(" where ") || text.contains(key))) {
                percent = Double.parseDouble(text.replaceFirst(".*?, \"([0-9.]+)\"\\).*", "$1"));
            }
        }
        return percent;
    }

    private JsonNode sampling() {
        try {
            return YAML.readTree(samplingFile().getData().get("sampling.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> versions() {
        List<HasMetadata> all = new ArrayList<>(List.of(policy("paid"), policy("cheap"), samplingFile()));
        all.add(stack.stack());
        return all.stream()
                .map(resource -> resource.getMetadata().getName() + " "
                        + resource.getMetadata().getResourceVersion())
                .toList();
    }

    private List<String> changes(String policy) {
        return stack.events(policy, "SamplingPolicy").stream()
                .filter(event -> List.of("BurnRate", "Cooldown", "Baseline", "Budget", "PercentagesChanged").stream()
                        .anyMatch(event::endsWith))
                .toList();
    }
}
