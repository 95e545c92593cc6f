package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Evasions on real servers: one with two tenants, one on which the other tenant has never been. Confined, no expression can tell
 * the two servers apart.
 */
@SuppressWarnings("TimeInStaticInitializer") // of the past that both servers are given once
class ConfinementIT {
    private static final Instant BEGIN =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
    private static final Instant NOW = BEGIN.plus(Duration.ofMinutes(40));
    private static final String EXPERIMENTAL = "--enable-feature=promql-experimental-functions";

    private static RunningPrometheus shared;
    private static RunningPrometheus alone;

    /**
     * @param team one that the other has not
     * @param scale of its values, likewise
     */
    private record Tenant(String namespace, String team, int scale) {

        Stream<String> series() {
            String labels = "namespace=\"%s\",job=\"api\",team=\"%s\"".formatted(namespace, team);
            return Stream.of(
                    "orders_total{" + labels + "}",
                    "team_info{" + labels + "}",
                    "latency_bucket{" + labels + ",le=\"0.1\"}",
                    "latency_bucket{" + labels + ",le=\"+Inf\"}",
                    "{\"my.metric\",\"k8s.namespace.name\"=\"%s\",%s}".formatted(namespace, labels));
        }
    }

    private static final Tenant SHOP = new Tenant("shop", "carts", 1);
    private static final Tenant BANK = new Tenant("bank", "loans", 1000);

    @BeforeAll
    static void start() {
        PrometheusBinary newest = PrometheusBinary.newest();
        shared = RunningPrometheus.withPast(newest, samples(SHOP, BANK), EXPERIMENTAL);
        alone = RunningPrometheus.withPast(newest, samples(SHOP), EXPERIMENTAL);
    }

    @AfterAll
    static void stop() {
        Stream.of(shared, alone).filter(server -> server != null).forEach(RunningPrometheus::close);
    }

    static List<Evasion> confined() {
        return Evasion.all().stream()
                .filter(evasion -> !evasion.confined().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("confined")
    void nothingTellsThatTheOtherTenantIsThere(Evasion evasion) {
        assertThat(result(shared, evasion.confined())).isEqualTo(result(alone, evasion.confined()));
    }

    /** Otherwise the cases would show nothing. */
    @Test
    void mostOfThemReadTheOtherTenantAsTheyWereTyped() {
        List<Evasion> evasive = confined().stream()
                .filter(evasion -> !result(shared, evasion.text()).equals(result(alone, evasion.text())))
                .toList();

        assertThat(evasive).hasSizeGreaterThan(confined().size() * 3 / 4);
    }

    private static List<String> result(RunningPrometheus server, String promql) {
        JsonNode series = server.instant(promql, NOW);
        return StreamSupport.stream(series.spliterator(), false)
                .map(JsonNode::toString)
                .sorted()
                .toList();
    }

    private static String samples(Tenant... tenants) {
        return Stream.of(tenants)
                .flatMap(tenant -> tenant.series()
                        .flatMap(series -> IntStream.range(0, 60).mapToObj(minute -> "%s %d %d"
                                .formatted(
                                        series,
                                        tenant.scale() * (minute + 1),
                                        BEGIN.plus(Duration.ofMinutes(minute)).getEpochSecond()))))
                .collect(Collectors.joining("\n", "", "\n# EOF\n"));
    }
}
