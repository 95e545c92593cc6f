package dev.signalbox.compile.pipeline.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.TelemetryService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnEndpointsTest {
    private static final ClusterFacts CONFINED = ClusterFacts.WITHOUT_CLUSTER.withConfined(Set.of("shop"));

    @ParameterizedTest
    @CsvSource({
        "http://checkout/healthz, true",
        "http://checkout:8080/, true",
        "http://checkout.shop/, true",
        "http://checkout.shop.svc:8080/a?b=http://x.bank.svc/, true",
        "https://checkout.shop.svc.cluster.local, true",
        "http://checkout-0.checkout.shop.svc/, true",
        "http://checkout.shop.svc.cluster.local./, true",
        "http://ledger.bank.svc/, false",
        "http://ledger.bank/, false",
        "http://shop.bank.svc/, false",
        "http://shop.svc.bank.svc.cluster.local/, false",
        "http://checkout.shop.example.com/, false",
        "http://checkout.shop.svcs/, false",
        "http://checkoutshop.svc/, false",
        "https://example.com/checkout.shop.svc, false",
        "http://a.b.c.shop.svc/, false",
        "http://checkout./, false",
        "http://grafana.observability.svc:3000/?checkout.shop, false",
    })
    void probesOfAConfinedNamespaceAreOfItsOwnServices(String url, boolean asked) {
        TelemetryService service = Telemetry.watching(
                "shop", "checkout", List.of(), List.of(new HttpProbe("home", url, Duration.ofSeconds(30), 200)));
        ServiceClaims claims = ServiceClaims.of(List.of(service));

        ServiceClaims confined = OwnEndpoints.of(claims, CONFINED);

        assertThat(only(confined).probes()).hasSize(asked ? 1 : 0);
        assertThat(told(confined)).hasSize(asked ? 0 : 1);
        assertThat(OwnEndpoints.of(claims, ClusterFacts.WITHOUT_CLUSTER)).isEqualTo(claims);
        assertThat(OwnEndpoints.of(claims, CONFINED.withConfined(Set.of("bank"))))
                .isEqualTo(claims);
    }

    @Test
    void whatIsLeftOutIsToldAndTheRestIsAsked() {
        TelemetryService service = Telemetry.watching(
                "shop",
                "checkout",
                List.of(database("orders", "orders-db:5432"), database("ledger", "ledger-db.bank:5432")),
                List.of(new HttpProbe("out", "https://example.com", Duration.ofSeconds(30), 200)));

        ServiceClaims confined = OwnEndpoints.of(ServiceClaims.of(List.of(service)), CONFINED);

        assertThat(only(confined).dependencies())
                .extracting(DependencyCheck::name)
                .containsExactly("orders");
        assertThat(only(confined).probes()).isEmpty();
        assertThat(told(confined))
                .containsExactly(
                        new Notice(
                                "OutsideNamespace",
                                "not asked, because a policy confines namespace shop to itself: spec.dependencies ledger (ledger-db.bank:5432), spec.probes out (https://example.com); write Services of the namespace, e.g. \"checkout.shop.svc\""));
    }

    private static DependencyCheck database(String name, String endpoint) {
        return new DependencyCheck(name, DependencyCheck.Type.POSTGRESQL, endpoint, Optional.of("db"));
    }

    private static TelemetryService only(ServiceClaims claims) {
        return claims.services().firstEntry().getValue();
    }

    private static List<Notice> told(ServiceClaims claims) {
        return claims.remarks().of(Remarks.Subject.service(new ResourceName("shop", "checkout")));
    }
}
