package dev.signalbox.compile.pipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OverlayTrialTest {
    private static final TelemetryStack STACK = Stacks.allSignals();
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");
    private static final ServiceKey CART = new ServiceKey("shop", "cart");

    @Test
    void whatWasWrittenDownIsTriedAsTypedPartsAre() throws IOException {
        CollectorPlan plan = plan(5, Tuning.none(STACK));
        ConfigurationFiles files = plan.gateway();

        String trial = OverlayTrial.of(files.base(), files.sampling().orElseThrow());

        YAMLMapper yaml = new YAMLMapper();
        assertThat(yaml.readTree(trial))
                .isEqualTo(yaml.readTree(
                        plan.trials().texts(plan.trials().gateway()).getFirst()));
    }

    @Test
    void anEarlierBaseIsTriedWithANewSamplingFile() {
        List<String> earlier = plan(5, Tuning.none(STACK)).gateway().base();
        String later = plan(20, Tuning.none(STACK)).gateway().sampling().orElseThrow();

        assertThat(OverlayTrial.of(earlier, later))
                .contains("sampling_percentage: 20")
                .doesNotContain("tls:", "tempo");
    }

    @Test
    void whatWasLearnedChangesNoStructure() {
        OverlayIdentity declared = plan(5, Tuning.none(STACK)).overlay();
        Tuning learned = new Tuning(
                Map.of(CHECKOUT, new BigDecimal("14.1"), CART, new BigDecimal("7.07")),
                new DecisionSizing(90_000, 3_000, 900_000),
                7);

        CollectorPlan tuned = plan(5, learned);
        assertThat(tuned.gateway().samplingHash())
                .isNotEqualTo(plan(5, Tuning.none(STACK)).gateway().samplingHash());
        assertThat(tuned.gateway().revision())
                .isEqualTo(plan(5, Tuning.none(STACK)).gateway().revision());
        assertThat(tuned.overlay()).isEqualTo(declared);
        assertThat(plan(6, learned).overlay().structure()).isNotEqualTo(declared.structure());
    }

    @Test
    void troubleIsTheSameTroubleAsLongAsItsPercentagesAre() {
        assertThat(boosted(Map.of(CHECKOUT, "100", CART, "7"), CHECKOUT))
                .isPresent()
                .isEqualTo(boosted(Map.of(CHECKOUT, "100", CART, "5"), CHECKOUT))
                .isNotEqualTo(boosted(Map.of(CHECKOUT, "70", CART, "7"), CHECKOUT))
                .isNotEqualTo(boosted(Map.of(CHECKOUT, "100", CART, "7"), CHECKOUT, CART));
        assertThat(boosted(Map.of(CHECKOUT, "100"))).isEmpty();
    }

    private static Optional<String> boosted(Map<ServiceKey, String> percentages, ServiceKey... boosted) {
        Map<ServiceKey, BigDecimal> values = new TreeMap<>();
        percentages.forEach((service, percent) -> values.put(service, new BigDecimal(percent)));
        return plan(5, new Tuning(values, DecisionSizing.UNMEASURED, 1, Set.of(boosted)))
                .overlay()
                .boosts();
    }

    private static CollectorPlan plan(int percent, Tuning tuning) {
        return StackCompiler.plan(
                StackParts.of(
                        STACK,
                        List.of(
                                Telemetry.service("shop", "checkout", "1", Optional.empty()),
                                Telemetry.service("shop", "cart", "1", Optional.empty())),
                        List.of(Telemetry.policy("shop", "standard", "1", percent))),
                tuning,
                ClusterFacts.WITHOUT_CLUSTER);
    }
}
