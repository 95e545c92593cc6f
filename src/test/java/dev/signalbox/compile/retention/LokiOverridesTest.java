package dev.signalbox.compile.retention;

import static dev.signalbox.compile.pipeline.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.facts.LokiDefaults.LevelLabel;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.retention.ServiceRetention;
import dev.signalbox.model.retention.StreamRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LokiOverridesTest {

    @Test
    void servicesOfANamespaceThatAskForTheSameShareARule() {
        LokiOverrides overrides =
                overrides(keeping("shop", "cart", 7), keeping("shop", "checkout.v2", 7), keeping("depot", "cart", 7));

        assertThat(overrides.rules())
                .containsExactly(
                        new StreamRule("{k8s_namespace_name=\"depot\",service_name=\"cart\"}", 10, Duration.ofDays(7)),
                        new StreamRule(
                                "{k8s_namespace_name=\"shop\",service_name=~\"cart|checkout\\\\.v2\"}",
                                10,
                                Duration.ofDays(7)));
    }

    @Test
    void errorsAreKeptByTheirLevelWhichIsMadeALabel() {
        LokiOverrides overrides = overrides(service("shop", "cart")
                .withRetention(new ServiceRetention(
                        Optional.of(Duration.ofDays(7)),
                        Optional.of(Duration.ofDays(30)),
                        Optional.empty(),
                        Optional.empty()))
                .build());

        assertThat(overrides.rules().getFirst())
                .isEqualTo(new StreamRule(
                        "{k8s_namespace_name=\"shop\",service_name=\"cart\",level=~\"error|fatal\"}",
                        20,
                        Duration.ofDays(30)));
        assertThat(overrides.text()).contains("action: index_label", "- level");
        assertThat(overrides.byService().get(new ResourceName("shop", "cart"))).hasSize(2);
    }

    @Test
    void noLabelIsMadeWhereItIsThereOrSomebodyElseChoseLabels() {
        TelemetryService errors = service("shop", "cart")
                .withRetention(new ServiceRetention(
                        Optional.empty(), Optional.of(Duration.ofDays(30)), Optional.empty(), Optional.empty()))
                .build();
        assertThat(plan(new LokiDefaults(List.of(), LevelLabel.IS_THERE), errors)
                        .loki()
                        .orElseThrow()
                        .text())
                .contains("level=~")
                .doesNotContain("otlp_config");
        assertThat(plan(new LokiDefaults(List.of(), LevelLabel.IS_MISSING), errors)
                        .loki()
                        .orElseThrow()
                        .text())
                .isEqualTo("overrides: {}\n");
    }

    @Test
    void lokisOwnRulesAreRepeatedBesideOthersOnly() {
        LokiDefaults defaults = new LokiDefaults(
                List.of(new StreamRule("{namespace=\"audit\"}", 1, Duration.ofDays(365))), LevelLabel.CAN_BE_MADE);

        assertThat(plan(defaults, keeping("shop", "cart", 7))
                        .loki()
                        .orElseThrow()
                        .rules())
                .hasSize(2)
                .contains(defaults.rules().getFirst());
        assertThat(plan(defaults, service("shop", "cart").build()).loki())
                .as("nobody asks")
                .isEmpty();
    }

    @Test
    void nothingIsWrittenBeforeLokisOwnRulesAreKnown() {
        RetentionPlan plan = RetentionPlan.of(
                Stacks.allSignals(), ServiceClaims.of(List.of(keeping("shop", "cart", 7))), knowing(Optional.empty()));

        assertThat(plan.objects()).isEmpty();
        assertThat(plan.keeps(new ResourceName("observability", "signalbox-loki-overrides")))
                .isTrue();
    }

    @Test
    void whatNoConfigMapHoldsIsNotWritten() {
        TelemetryService[] many = IntStream.range(0, 18_000)
                .mapToObj(
                        n -> keeping("shop", "a-service-with-a-long-name-that-takes-a-lot-of-room-" + n, 1 + n % 2_000))
                .toArray(TelemetryService[]::new);

        RetentionPlan plan = plan(LokiDefaults.USUAL, many);
        assertThat(plan.loki().orElseThrow().isTooLarge()).isTrue();
        assertThat(plan.objects()).isEmpty();
        assertThat(plan.keeps(new ResourceName("observability", "signalbox-loki-overrides")))
                .isTrue();
    }

    @Test
    void aThousandServicesTakeAFractionOfAConfigMapInAnyOrder() {
        List<TelemetryService> services = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(n -> keeping("team-" + n % 50, "service-" + n, 1 + n % 4))
                .toList());
        String text = overrides(services.toArray(TelemetryService[]::new)).text();
        Collections.shuffle(services, new Random(6));

        assertThat(overrides(services.toArray(TelemetryService[]::new)).text()).isEqualTo(text);
        assertThat(text.length()).isLessThan(LokiOverrides.LARGEST_BYTES / 20);
    }

    private static LokiOverrides overrides(TelemetryService... services) {
        return plan(LokiDefaults.USUAL, services).loki().orElseThrow();
    }

    private static RetentionPlan plan(LokiDefaults defaults, TelemetryService... services) {
        return RetentionPlan.of(
                Stacks.allSignals(), ServiceClaims.of(List.of(services)), knowing(Optional.of(defaults)));
    }

    private static ClusterFacts knowing(Optional<LokiDefaults> loki) {
        return ClusterFacts.WITHOUT_CLUSTER.with(new KnownBackends(loki, Optional.empty(), Optional.empty()));
    }

    private static TelemetryService keeping(String namespace, String name, int days) {
        return service(namespace, name)
                .withRetention(new ServiceRetention(
                        Optional.of(Duration.ofDays(days)), Optional.empty(), Optional.empty(), Optional.empty()))
                .build();
    }
}
