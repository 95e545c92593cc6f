package dev.signalbox.report.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.BudgetHistory;
import dev.signalbox.testing.LocalMonitoring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a real Prometheus says of budgets that were recorded. */
class BudgetHistoriesIT {
    private static final String HEADER = """
            # TYPE slo:period_error_budget_remaining:ratio gauge
            # TYPE slo:time_period:days gauge
            """;

    @Test
    void eachWindowIsAskedForOnceAndTheWorstGroupIsTold() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        // Prometheus keeps fifteen days where nothing else is said.
        String past = HEADER
                + recorded(now, 14, "checkout", "region=\"eu\",", age -> 1 - (14 - age) / 10)
                + recorded(now, 14, "checkout", "region=\"us\",", age -> 0.9)
                + recorded(now, 7, "search", "", age -> 0.5)
                + "# EOF\n";
        try (LocalMonitoring monitoring =
                        new LocalMonitoring("127.0.0.1:" + ChildProcess.freePort(), "nobody", sorted(past));
                PrometheusHttp server =
                        new PrometheusHttp(new Endpoint(monitoring.url().toString(), Access.OPEN))) {

            BudgetHistories histories =
                    BudgetHistories.of(server, List.of(slo("14d"), slo("14d"), slo("7d"), slo("30d")), now);

            assertThat(histories.unavailable()).isEmpty();
            assertThat(histories.bySlo())
                    .containsOnlyKeys(new ResourceName("shop", "checkout"), new ResourceName("shop", "search"));
            BudgetHistory checkout = histories.bySlo().get(new ResourceName("shop", "checkout"));
            assertThat(checkout.points()).hasSizeBetween(55, BudgetHistories.STEPS + 1);
            assertThat(checkout.points().getLast().remaining())
                    .as("1.4 of the budget is spent in the one region")
                    .isCloseTo(-40, within(3.0));
            assertThat(checkout.points().getFirst().remaining()).isCloseTo(90, within(1.0));
            assertThat(Duration.between(
                            checkout.points().getFirst().time(),
                            checkout.points().getLast().time()))
                    .isBetween(Duration.ofDays(13), Duration.ofDays(14));
            assertThat(histories.bySlo().get(new ResourceName("shop", "search")).points())
                    .allMatch(point -> point.remaining() == 50);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        String nobody = "http://127.0.0.1:" + ChildProcess.freePort();
        try (PrometheusHttp server = new PrometheusHttp(new Endpoint(nobody, Access.OPEN))) {
            BudgetHistories histories = BudgetHistories.of(server, List.of(slo("30d")), Instant.now());

            assertThat(histories.bySlo()).isEmpty();
            assertThat(histories.unavailable().orElseThrow()).contains(nobody);
        }
    }

    private static SLO slo(String window) {
        SLO slo = new SLO();
        slo.setSpec(new SloSpec(null, "any", null, null, window, null, null, null, null, null));
        return slo;
    }

    /** @param remaining of the budget, by age in days */
    private static String recorded(Instant now, int days, String slo, String group, DoubleUnaryOperator remaining) {
        StringBuilder lines = new StringBuilder();
        for (long minute = days * 1440L; minute >= 0; minute -= 2) {
            long time = now.minus(Duration.ofMinutes(minute)).getEpochSecond();
            String labels = "{" + group + "namespace=\"shop\",slo=\"" + slo + "\"} ";
            lines.append("slo:period_error_budget_remaining:ratio")
                    .append(labels)
                    .append(remaining.applyAsDouble(minute / 1440.0))
                    .append(' ')
                    .append(time)
                    .append('\n');
            lines.append("slo:time_period:days")
                    .append(labels)
                    .append(days)
                    .append(' ')
                    .append(time)
                    .append('\n');
        }
        return lines.toString();
    }

    /** The format wants all of one family together. */
    private static String sorted(String past) {
        List<String> lines = past.lines().toList();
        return String.join(
                        "\n",
                        Stream.of("slo:period_error_budget_remaining:ratio", "slo:time_period:days")
                                .flatMap(family -> lines.stream().filter(line -> line.contains(family)))
                                .toList())
                + "\n# EOF\n";
    }
}
