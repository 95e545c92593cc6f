package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.testing.LocalMonitoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus is given the past of an SLO that judges time; {@code OutageIT} does the same for one that counts. */
class BackfillIT {
    private static final String NOBODY = "127.0.0.1:1";
    private static final Duration PAST = Duration.ofHours(8);
    private static final Duration DOWN = Duration.ofMinutes(36);

    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @TempDir
    private Path directory;

    private LocalMonitoring monitoring;

    @BeforeEach
    void start() {
        monitoring = new LocalMonitoring(NOBODY, "home", probes(end.minus(Duration.ofHours(3))));
    }

    @AfterEach
    void stop() {
        monitoring.close();
    }

    @Test
    void theBadTimeOfItsPastIsJudged() throws IOException {
        Path slo = Files.writeString(directory.resolve("home-up.yaml"), """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: home-up, namespace: shop}
                spec:
                  service: home
                  objective: 90
                  sli: {condition: {query: 'min(probe_success{job="home"}) == 1'}}
                """);

        CommandRun run = CommandRun.of(
                "backfill",
                slo.toString(),
                "--url=" + monitoring.url(),
                "--data=" + monitoring.data(),
                "--days=1",
                "--end=" + end.getEpochSecond(),
                "--run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        double ofSixHours = DOWN.dividedBy(Duration.ofMinutes(1)) / 360.0;
        double ofAll = (double) DOWN.toSeconds() / PAST.toSeconds();
        assertThat(past("slo:sli_error:ratio_rate6h")).isCloseTo(ofSixHours, within(0.003));
        assertThat(past("slo:sli_error:ratio_rate30d")).isCloseTo(ofAll, within(0.003));
        assertThat(past("slo:period_error_budget_remaining:ratio")).isCloseTo(1 - 10 * ofAll, within(0.03));
    }

    private double past(String series) {
        return monitoring
                .value(
                        "last_over_time(" + series + "{namespace=\"shop\",slo=\"home-up\"}[10m])",
                        end.minus(Duration.ofMinutes(2)))
                .orElseThrow(() -> new AssertionError("there is no past of " + series));
    }

    /** A probe that fails for a while and holds otherwise, in the OpenMetrics format. */
    private String probes(Instant failsFrom) {
        StringBuilder text = new StringBuilder("# TYPE probe_success gauge\n");
        for (Instant time = end.minus(PAST); !time.isAfter(end); time = time.plus(LocalMonitoring.SCRAPE_INTERVAL)) {
            boolean fails = !time.isBefore(failsFrom) && time.isBefore(failsFrom.plus(DOWN));
            text.append("probe_success{job=\"home\"} %d %d%n".formatted(fails ? 0 : 1, time.getEpochSecond()));
        }
        return text.append("# EOF\n").toString();
    }
}
