package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.testing.RuleSimulator;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the rules make of days of traffic, by Prometheus' own engine with each group at its own interval. The rules stay
 * in {@code target/rulesim}, for running a scenario by hand.
 */
class RuleSimulationIT {
    private static final Path HERE = Path.of("e2e/rulesim");
    private static final Path SCENARIOS = HERE.resolve("scenarios");
    private static final Path RENDERED = Path.of("target/rulesim");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** The part of a scenario that is about rendering. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Rendering(List<String> slos, String ledgerDelay) {
        ClusterFacts facts() {
            RuleSettings usual = RuleSettings.DEFAULT;
            Duration delay = Optional.ofNullable(ledgerDelay)
                    .flatMap(PrometheusDuration::parse)
                    .orElse(usual.ledgerDelay());
            RuleSettings settings = new RuleSettings(
                    usual.scrapeInterval(),
                    delay,
                    usual.retention(),
                    usual.labels(),
                    usual.evaluator(),
                    usual.format(),
                    usual.compatibility(),
                    usual.runbooks(),
                    usual.links(),
                    usual.queries());
            return new ClusterFacts(ClusterFacts.WITHOUT_CLUSTER.kinds(), Optional.empty(), settings, Map.of());
        }
    }

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        RuleSimulator simulator = RuleSimulator.required();
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.sorted().toList().stream()
                    .map(scenario ->
                            DynamicTest.dynamicTest(scenario.getFileName().toString(), () -> assertThat(simulator.judge(
                                            rules(scenario, RENDERED, UnaryOperator.identity()), scenario))
                                    .matches(RuleSimulator.Verdict::accepted, "accepted")));
        }
    }

    /** Each part of an expression is there for a reason, and without it a scenario says so. */
    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one-scrape-of-15s.yaml | 5m14s999ms | 5m | must be 100 ± 2 %, was 0",
                "one-scrape-of-15s.yaml | 5m14s999ms | 5m15s | must be 100 ± 2 %, was 190",
                "one-scrape-late.yaml | \\ offset 1m | '' | must be 100 ± 2 %, was 0",
                "silence.yaml | \\ > 0\\) | ) | is NaN",
                "good-never-there.yaml | > bool 0 | * 0 | must be 1 ± 0 %, was 0",
                "first-hour.yaml | clamp_max\\(\\(time.*?, 1\\) | 1 | to the end, did from",
                "more-errors-than-events.yaml | clamp_max\\((sum_over_time.*?\\)), 1\\) | $1 | not in 0..1",
                "met-in-seven-days.yaml | > 0.001 | > 0.0007 | CheckoutFailing",
                "server-away.yaml | and on \\(\\) count_over_time\\(slo:objective[^=]*=[^=]*=[^>]*>= 15 | '' | SLOMissingData",
                "vanished-in-a-short-outage.yaml | \\[25m] | [1m] | must fire from 1d5m45s..1d7m30s to 1d30m..1d38m",
                // Latency
                "no-such-bucket.yaml | (sum\\(rate[^)]*le=\"0.3\"[^)]*\\)\\)) | ($1 or vector(0)) | must be absent, was 1",
                "no-such-bucket.yaml | \\(sum(\\(increase.*?\\)) and .* offset 1m\\)\\)\\) | (sum$1) | must be absent, was",
                "indicators-by-region.yaml | le=~.1.1...0. | le=\"1\" | map[region:us]",
                "indicators-silence.yaml | clamp_min\\((slo:sli_events[^}]*}), 0.000000001\\) | $1 | is NaN",
                "indicators-silence.yaml | (histogram_fraction.*), 0\\) >= 0 | $1, 0) | is NaN",
                // Time slices
                "indicators-outage.yaml | == bool 1 | == 1 | CheckoutFailing page of shop/condition",
                "indicators-by-region.yaml | max by | min by | freshness-by-region",
                "indicators-by-region.yaml | min by | max by | condition-by-region",
                "gauge-is-nan.yaml | \\(max(.*?) >= 0\\) | max$1 | SLOMissingData ticket of shop/freshness",
                "slices-partly-there.yaml | count_over_time(\\(slo:sli_error:slice.*) / 10 | 0 * count_over_time$1 + 1 | must be 3 ± 10 %",
                "indicators-one-scrape.yaml | 4m59s999ms | 5m | of shop/error-ratio map[] at 1h59m2s: must be 0.05",
                // Queries
                "indicators-late-samples.yaml | \\ offset 1m | '' | of shop/query map[] at 3h55m30s: must be 1.08e+07",
                "indicators-late-samples.yaml | \\* 300$ | * 330 | of shop/query map[] at 3h55m30s: must be 1.08e+07",
                "query-gives-anything.yaml | >= 0 < Inf | >= 0 | is +Inf",
                "query-gives-anything.yaml | >= 0 < Inf | < Inf | is negative",
                "indicators-no-errors-yet.yaml | \\ or on \\(\\) 0 \\*.* | '' | ratio_rate5m of shop/query map[] at 2m0s: must be 0 ± 0 %, was absent",
                "gauge-is-nan.yaml | \\) == bool .* | ) * 0 + 1 | is NaN",
                "gauge-is-nan.yaml | (avg_over_time.supplier[^)]*\\)\\)) > 0, | $1, | is NaN",
            })
    void brokenRulesAreFoundOut(String name, String part, String instead, String told, @TempDir Path directory)
            throws IOException {
        RuleSimulator simulator = RuleSimulator.required();
        Path scenario = SCENARIOS.resolve(name);
        AtomicInteger changed = new AtomicInteger();

        RuleSimulator.Verdict verdict = simulator.judge(
                rules(scenario, directory, expr -> {
                    String broken = expr.replaceAll(part, instead);
                    changed.addAndGet(broken.equals(expr) ? 0 : 1);
                    return broken;
                }),
                scenario);

        assertThat(changed).hasPositiveValue();
        assertThat(verdict).matches(v -> !v.accepted(), "refused");
        assertThat(verdict.output()).contains(told);
    }

    /** 10 series with 120 samples of an hour, or 86,400 of 30 days of a recorded one, each 120 times an hour. */
    @Test
    void costIsSamplesReadInAnHour(@TempDir Path directory) throws IOException {
        Path rules = directory.resolve("rules.yaml");
        Files.writeString(rules, """
                groups:
                - name: hour
                  interval: 30s
                  rules:
                  - {record: "hour", expr: 'sum(rate(http_requests_total{job="checkout"}[1h]))'}
                - name: month
                  interval: 30s
                  rules:
                  - {record: "month", expr: 'sum_over_time(hour[30d])'}
                """);

        assertThat(RuleSimulator.required().cost(rules).output().lines().map(line -> line.strip()
                        .replaceAll(" +", " ")))
                .contains("hour every 30s 1 0.14 1.44 14.40", "month every 30s 1 10.37 10.37 10.37");
    }

    private static List<Path> rules(Path scenario, Path directory, UnaryOperator<String> change) throws IOException {
        Files.createDirectories(directory);
        List<Path> rules = new ArrayList<>();
        Rendering rendering = YAML.unmarshal(Files.readString(scenario), Rendering.class);
        for (String slo : rendering.slos()) {
            PrometheusRule rendered = RenderedSlo.of(HERE.resolve("slos").resolve(slo), rendering.facts());
            rendered.getSpec().getGroups().stream()
                    .flatMap(group -> group.getRules().stream())
                    .forEach(rule -> rule.setExpr(
                            new IntOrString(change.apply(rule.getExpr().getStrVal()))));
            Path file = directory.resolve(slo);
            Files.writeString(file, YAML.asYaml(rendered));
            rules.add(file);
        }
        return rules;
    }
}
