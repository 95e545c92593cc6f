package dev.signalbox.status.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.retention.MetricTiers;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.StackRetention.MetricRetention;
import dev.signalbox.model.retention.StackRetention.Server;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricVerdictTest {

    @ParameterizedTest
    @CsvSource({
        "45d, 45d, 0B, True RetentionApplied",
        "45d, 15d, 0B, False RetentionNotApplied",
        "15d, 0s, 0B, True RetentionApplied",
        "45d, 0s, 0B, False RetentionNotApplied",
        "45d, 0s, 512MB, True RetentionApplied"
    })
    void prometheusTellsItsFlags(String asked, String flag, String size, String expected) {
        Verdict verdict = MetricVerdict.of(
                tiers(Server.PROMETHEUS, asked, "", ""),
                Optional.of(Map.of("storage.tsdb.retention.time", flag, "storage.tsdb.retention.size", size)),
                "");
        assertThat(verdict.truth().text() + " " + verdict.reason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROMETHEUS | 15d | | | --storage.tsdb.retention.time=15d (retention: 15d in the spec of a Prometheus object)",
                "VICTORIA_METRICS | 15d | 90d | 2y | -retentionPeriod=730d (retentionPeriod: 730d in the spec of a VMSingle or VMCluster) and -downsampling.period=15d:5m,90d:1h (Enterprise only)",
                "MIMIR | 15d | | | compactor_blocks_retention_period: 15d in limits, or in the tenant's overrides",
                "THANOS | 15d | 90d | 2y | --retention.resolution-raw=15d of thanos compact and --retention.resolution-5m=90d of thanos compact and --retention.resolution-1h=730d of thanos compact"
            })
    void whatToSetIsTold(Server server, String raw, String fiveMinutes, String hour, String expected) {
        MetricTiers tiers = tiers(
                server,
                raw,
                Optional.ofNullable(fiveMinutes).orElse(""),
                Optional.ofNullable(hour).orElse(""));
        Verdict verdict = MetricVerdict.of(tiers, Optional.empty(), "nobody told");
        assertThat(verdict.truth()).isEqualTo(Verdict.Truth.UNKNOWN);
        assertThat(verdict.message()).isEqualTo("nobody told; set " + expected);
    }

    @Test
    void whatAServerCantDoIsTold() {
        for (Server server : new Server[] {Server.PROMETHEUS, Server.MIMIR}) {
            Verdict verdict = MetricVerdict.of(tiers(server, "15d", "90d", ""), Optional.empty(), "");
            assertThat(verdict.truth() + verdict.reason()).isEqualTo("FALSENotSupported");
        }
        assertThat(MetricVerdict.of(tiers(Server.THANOS, "24h", "90d", ""), Optional.empty(), "")
                        .message())
                .contains("at least 40h");
    }

    private static MetricTiers tiers(Server server, String raw, String fiveMinutes, String hour) {
        return MetricTiers.of(new MetricRetention(server, period(raw), period(fiveMinutes), period(hour)))
                .orElseThrow();
    }

    private static Optional<Duration> period(String text) {
        return PrometheusDuration.parse(text);
    }
}
