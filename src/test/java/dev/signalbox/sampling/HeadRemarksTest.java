package dev.signalbox.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadRemarksTest {
    private static final TelemetryService CHECKOUT = Telemetry.service("shop", "checkout", "1", Optional.empty());
    private static final TelemetryService CART = Telemetry.service("shop", "cart", "2", Optional.empty());

    @Test
    void ownersOfLimitedHeadsKnowWhatTheyGaveUp() {
        Remarks remarks = remarks(policy("few", "1", "12.5", true, false), policy("rest", "2", "100", true, false));

        assertThat(remarks.of(Remarks.Subject.policy(new ResourceName("shop", "few"))))
                .extracting(Notice::reason)
                .containsExactly("HeadLimitsKeep");
        assertThat(remarks.of(Remarks.Subject.service(CHECKOUT.resource())))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.reason()).isEqualTo("SpanMetricsSampled");
                    assertThat(notice.message()).contains("12.5 %", "SamplingPolicy few");
                });
        assertThat(remarks.of(Remarks.Subject.service(CART.resource()))).isEmpty();
    }

    @Test
    void aHeadThatIsSetAtTheStartLimitsJustAsWell() {
        assertThat(remarks(policy("few", "1", "50", false, false)).of(Remarks.Subject.service(CHECKOUT.resource())))
                .hasSize(1);
    }

    @Test
    void aDryRunStartsAll() {
        assertThat(remarks(policy("few", "1", "50", true, true)).bySubject()).isEmpty();
    }

    private static Remarks remarks(TraceSampling... policies) {
        ServiceClaims claims = ServiceClaims.of(List.of(CHECKOUT, CART));
        return HeadRemarks.of(SamplingPlan.of(claims, List.of(policies), BigDecimal.TEN), claims, List.of(policies));
    }

    private static TraceSampling policy(String name, String tier, String percent, boolean remote, boolean dryRun) {
        TraceSampling policy = Telemetry.policy("shop", name, tier, 10);
        return new TraceSampling(
                policy.resource(),
                policy.services(),
                new Head(new BigDecimal(percent), remote),
                policy.tail(),
                policy.adaptive(),
                dryRun);
    }
}
