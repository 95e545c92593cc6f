package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.TenantFailure;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Tenants;
import dev.signalbox.status.StackObservation.Collectors;
import dev.signalbox.status.StackObservation.Tenant;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Rollout;
import dev.signalbox.status.rollout.Rollout.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantFieldsTest {
    private static final Delivery DELIVERED = new Delivery.Delivered(Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "SETTLED, Running",
        "DEGRADED, Running",
        "TRYING, Awaited",
        "ROLLING, Awaited",
        "FAILED, Held",
        "REJECTED, Held"
    })
    void eachPhaseMeansSomethingForServices(Phase phase, String verdict) {
        assertThat(TenantFields.verdict(tenant(phase, DELIVERED)).getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void whatANamespaceDoesNotTakeIsToldWhateverItsRolloutSays() {
        assertThat(TenantFields.verdict(
                        tenant(Phase.SETTLED, new Delivery.Refused("Deployment shop/x", "exceeded quota"))))
                .isEqualTo(new InCollectors.Held("Refused", "Deployment shop/x: exceeded quota"));
    }

    @Test
    void figuresCountAllAndListFew() {
        SortedMap<String, Tenant> tenants = new TreeMap<>();
        IntStream.range(0, 1000)
                .forEach(number -> tenants.put(
                        "team-%03d".formatted(number),
                        tenant(number < 30 ? Phase.REJECTED : number < 40 ? Phase.TRYING : Phase.SETTLED, DELIVERED)));

        Tenants figures = TenantFields.of(tenants);

        assertThat(figures)
                .extracting(Tenants::desired, Tenants::ready, Tenants::pending, Tenants::failed)
                .containsExactly(1000, 960, 10, 30);
        assertThat(figures.failures()).hasSize(20).first().satisfies(failure -> {
            assertThat(failure)
                    .extracting(TenantFailure::namespace, TenantFailure::reason)
                    .containsExactly("team-000", "ConfigurationRejected");
            assertThat(failure.message()).hasSizeLessThanOrEqualTo(256).endsWith("…");
        });
        assertThat(TenantFields.of(new TreeMap<>())).isNull();
    }

    private static Tenant tenant(Phase phase, Delivery delivery) {
        return new Tenant(
                new Collectors(
                        new Rollout(phase, Optional.empty(), false, Memory.NONE, "x".repeat(500)), Optional.empty()),
                delivery,
                Set.of());
    }
}
