package dev.signalbox.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.Notice;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.SpanStatus;
import dev.signalbox.model.pipeline.TraceSampling.Tail;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadStrategiesTest {
    private static final ResourceName SHOP = new ResourceName("shop", "standard");
    private static final ResourceName BANK = new ResourceName("bank", "standard");

    @Test
    void onlyWhatIsNotAllIsListedAndUnknownNamesStartAll() {
        HeadStrategies strategies =
                heads(policy(SHOP, 100, true, false, "cart"), policy(BANK, 12.5, true, false, "ledger"));

        assertThat(strategies.percentages()).containsExactly(Map.entry("ledger", 12.5));
        assertThat(strategies.notices()).isEmpty();
        assertThat(HeadStrategiesJson.document(strategies))
                .isEqualTo("{\"default_strategy\":{\"type\":\"probabilistic\",\"param\":1.0},\"service_strategies\":"
                        + "[{\"service\":\"ledger\",\"type\":\"probabilistic\",\"param\":0.125}]}");
        assertThat(HeadStrategiesJson.answer(strategies, "ledger"))
                .isEqualTo("{\"strategyType\":\"PROBABILISTIC\",\"probabilisticSampling\":{\"samplingRate\":0.125}}");
        assertThat(HeadStrategiesJson.answer(strategies, "nobody")).contains("\"samplingRate\":1.0");
    }

    @Test
    void anyNameIsWrittenAsText() {
        HeadStrategies strategies = heads(policy(SHOP, 50, true, false, "a\"},{\\"));

        assertThat(HeadStrategiesJson.document(strategies)).contains("{\"service\":\"a\\\"},{\\\\\",\"type\"");
    }

    @Test
    void aNameInTwoNamespacesHasTheHigherPercentageAndItsOwnersKnow() {
        HeadStrategies strategies =
                heads(policy(SHOP, 10, true, false, "api", "cart"), policy(BANK, 50, true, false, "api"));

        assertThat(strategies.percentages()).containsExactly(Map.entry("api", 50.0), Map.entry("cart", 10.0));
        assertThat(strategies.notices())
                .containsExactly(
                        Map.entry(
                                SHOP,
                                List.of(
                                        new Notice(
                                                HeadStrategies.NAME_SHARED,
                                                "SDKs ask by service.name alone, and api is also in bank: its head is 50 %, not 10 %"))));
        assertThat(heads(policy(BANK, 50, true, false, "api"), policy(SHOP, 10, true, false, "cart", "api")))
                .isEqualTo(strategies);
    }

    @Test
    void aHeadBelowWhatKeepWouldNeedIsTold() {
        HeadStrategies strategies = heads(policy(SHOP, 10, true, true, "cart"));

        assertThat(strategies.percent("cart")).isEqualTo(10);
        assertThat(strategies.notices().get(SHOP))
                .extracting(Notice::reason)
                .containsExactly(HeadStrategies.PROMISE_LIMITED);
    }

    @Test
    void aDryRunStartsEverything() {
        PolicyTargets targets = policy(SHOP, 10, true, false, "cart");
        TraceSampling policy = targets.policy();
        PolicyTargets dryRun = new PolicyTargets(
                new TraceSampling(SHOP, policy.services(), policy.head(), policy.tail(), policy.adaptive(), true),
                BigDecimal.TEN,
                targets.tiers());

        assertThat(heads(dryRun).percentages()).isEmpty();
    }

    private static HeadStrategies heads(PolicyTargets... policies) {
        return HeadStrategies.of(List.of(policies), Decisions.NONE);
    }

    private static PolicyTargets policy(
            ResourceName name, double head, boolean remote, boolean keepsErrors, String... services) {
        SpanRule errors = new SpanRule("errors", Optional.of(SpanStatus.ERROR), Optional.empty(), Optional.empty());
        return new PolicyTargets(
                new TraceSampling(
                        name,
                        LabelSelection.ALL,
                        new Head(BigDecimal.valueOf(head), remote),
                        new Tail(
                                keepsErrors ? new TailRules(List.of(errors), List.of()) : TailRules.NONE,
                                Optional.empty(),
                                Duration.ofSeconds(10),
                                Optional.empty()),
                        Optional.empty(),
                        false),
                BigDecimal.TEN,
                Stream.of(services)
                        .collect(Collectors.toMap(
                                service -> new ServiceKey(name.namespace(), service), _ -> Optional.empty())));
    }
}
