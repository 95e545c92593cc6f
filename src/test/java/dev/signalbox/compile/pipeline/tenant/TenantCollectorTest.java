package dev.signalbox.compile.pipeline.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.SecretVariable;
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

class TenantCollectorTest {
    private static final HttpProbe HOME = new HttpProbe("home", "http://checkout:8080/", Duration.ofSeconds(30), 200);

    @Test
    void eachNamespaceThatDeclaresSomethingHasOne() {
        List<TenantCollector> collectors = TenantCollector.of(
                Stacks.allSignals(),
                List.of(
                        Telemetry.watching("bank", "ledger", List.of(database("ledger-db:5432", "db")), List.of()),
                        Telemetry.service("quiet", "nothing", "1", Optional.empty()),
                        Telemetry.watching("shop", "cart", List.of(), List.of(HOME)),
                        Telemetry.watching("shop", "checkout", List.of(), List.of(HOME))),
                CollectorVersion.PINNED);

        assertThat(collectors)
                .extracting(collector -> collector.files().collector())
                .containsExactly(CollectorName.tenant("bank"), CollectorName.tenant("shop"));
        assertThat(collectors.getLast().files().base().getFirst())
                .as("probes of one name do not get into each other's way")
                .contains("http_check/cart/home", "http_check/checkout/home");
    }

    @Test
    void withoutAServerOfMetricsNobodyAsks() {
        assertThat(TenantCollector.of(
                        Stacks.tracesOnly(),
                        List.of(Telemetry.watching("shop", "cart", List.of(), List.of(HOME))),
                        CollectorVersion.PINNED))
                .isEmpty();
    }

    @Test
    void browsersNeedAServerOfTracesOrLogsAndSendNoMetrics() {
        List<TelemetryService> services =
                List.of(Telemetry.fromBrowsers("shop", "storefront", List.of("https://shop.example.com")));

        assertThat(TenantCollector.of(Stacks.metricsOnly(), services, CollectorVersion.PINNED))
                .isEmpty();
        assertThat(TenantCollector.of(Stacks.allSignals(), services, CollectorVersion.PINNED))
                .singleElement()
                .satisfies(collector -> assertThat(collector.files().base().getFirst())
                        .contains("traces/browser/storefront:", "logs/browser/storefront:")
                        .doesNotContain("metrics/browser"));
    }

    @Test
    void anotherSecretIsAnotherVariable() {
        List<String> variables = List.of("a-b", "a.b", "a--b", "ab", "a-b.c", "a.b-c").stream()
                .flatMap(secret -> new SecretLogin(secret).variables().stream())
                .map(SecretVariable::variable)
                .toList();

        assertThat(variables).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Z_][A-Z0-9_]*"));
    }

    @Test
    void aSecretThatIsMissingStopsNobody() {
        TenantCollector collector =
                only(Telemetry.watching("shop", "checkout", List.of(database("db:5432", "orders-db")), List.of()));

        assertThat(collector.secrets()).isNotEmpty().noneMatch(SecretVariable::required);
        assertThat(collector.files().base().getFirst())
                .contains("password: \"${env:LOGIN_ORDERS__DB_PASSWORD:-unset}\"");
    }

    @ParameterizedTest
    @CsvSource({
        "db:5432, false",
        "db.shop:5432, false",
        "db-0.db.shop.svc:5432, false",
        "db.shop.svc.cluster.local:5432, false",
        "db.bank:5432, true",
        "db.bank.svc:5432, true",
        "shop:5432, false",
        "shop.example.com:5432, true",
        "db.bank.shop.example.com:5432, true"
    })
    void onlyWhatIsOutsideOpensAPort(String endpoint, boolean outside) {
        TenantCollector collector =
                only(Telemetry.watching("shop", "checkout", List.of(database(endpoint, "db")), List.of()));

        assertThat(collector.egress().outsidePorts()).isEqualTo(outside ? Set.of(5432) : Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/, 443",
        "http://shop.example.com, 80",
        "http://shop.example.com:8080/?to=other:9, 8080"
    })
    void aUrlHasAPortAlsoWhereItNamesNone(String url, int port) {
        assertThat(WatchedEndpoint.of(url).port()).isEqualTo(port);
    }

    private static TenantCollector only(TelemetryService service) {
        return TenantCollector.of(Stacks.allSignals(), List.of(service), CollectorVersion.PINNED)
                .getFirst();
    }

    private static DependencyCheck database(String endpoint, String secret) {
        return new DependencyCheck("db", DependencyCheck.Type.POSTGRESQL, endpoint, Optional.of(secret));
    }
}
