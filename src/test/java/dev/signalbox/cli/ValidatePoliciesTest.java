package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate --policies} says beside which rule is broken, which {@code RulesAtDoorsTest} looks at. */
class ValidatePoliciesTest {
    private static final String SEPARATOR = "---\n";

    private static final String TEAM_IS_MISSING = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: checkout, namespace: shop}
            spec: {selector: {matchLabels: {app: checkout}}}
            """;

    @TempDir
    private Path directory;

    @Test
    void theLineSaysWhereAndWhichPolicy() throws IOException {
        CommandRun run = validate(policy("production", "Deny", ""), TEAM_IS_MISSING);

        assertThat(run)
                .isEqualTo(new CommandRun(
                        1,
                        directory.resolve("resources.yaml")
                                + ":4:1: spec.team: must be given, was missing; write e.g. \"payments\""
                                + " (policy production, rule require.team)\n",
                        ""));
    }

    @Test
    void jsonSaysHowBadItIs() throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), policy("production", "Warn", ""));
        Files.writeString(directory.resolve("resources.yaml"), TEAM_IS_MISSING);

        CommandRun run = CommandRun.of(
                "validate",
                "-o",
                "json",
                "--policies",
                directory.resolve("policy.yaml").toString(),
                directory.resolve("resources.yaml").toString());

        JsonNode told = new ObjectMapper().readTree(run.out());
        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("severity").asText()).isEqualTo("warning");
        assertThat(told.path(0).path("policy").asText()).isEqualTo("production");
        assertThat(told.path(0).path("rule").asText()).isEqualTo("require.team");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void policiesSelectByLabelsOfNamespaceDocuments() throws IOException {
        String selector = "namespaceSelector: {matchLabels: {env: production}}";
        String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {env: production}}\n";

        assertThat(validate(policy("p", "Deny", selector), TEAM_IS_MISSING).exitCode())
                .isZero();
        assertThat(validate(policy("p", "Deny", selector), TEAM_IS_MISSING, namespace)
                        .exitCode())
                .isOne();
        assertThat(validate(policy("p", "Deny", selector) + SEPARATOR + namespace, TEAM_IS_MISSING)
                        .exitCode())
                .isOne();
        String byName = "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}";
        assertThat(validate(policy("p", "Deny", byName), TEAM_IS_MISSING).exitCode())
                .isOne();
    }

    @Test
    void eachOfTwoPoliciesIsJudgedAlone() throws IOException {
        CommandRun run = validate(policy("b", "Deny", "") + SEPARATOR + policy("a", "Audit", ""), TEAM_IS_MISSING);

        assertThat(run.out().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains(": spec.team:").endsWith("(policy b, rule require.team)"),
                        line -> assertThat(line)
                                .contains(": note: spec.team:")
                                .endsWith("(policy a, rule require.team)"));
        assertThat(run.exitCode()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-03-16 | 0 | note: spec.team | ; excepted until 2027-03-31: retired in Q1",
                "2027-03-17 | 0 | warning: spec.team | ; excepted until 2027-03-31: retired in Q1",
                "2027-03-31 | 0 | warning: spec.team | ; excepted until 2027-03-31: retired in Q1",
                "2027-04-01 | 1 | spec.team | ; its exception ended on 2027-03-31",
            })
    void anExceptionHoldsUntilItsLastDayAndIsWarnedAboutBefore(String day, int exitCode, String start, String end)
            throws IOException {
        String excepted =
                "exceptions: [{namespace: shop, rules: [require], until: \"2027-03-31\", reason: retired in Q1}]";
        Files.writeString(directory.resolve("policy.yaml"), policy("p", "Deny", excepted));
        Files.writeString(directory.resolve("resources.yaml"), TEAM_IS_MISSING);

        CommandRun run = CommandRun.of(
                "validate",
                "--on",
                day,
                "--policies",
                directory.resolve("policy.yaml").toString(),
                directory.resolve("resources.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out().lines().findFirst())
                .hasValueSatisfying(line ->
                        assertThat(line).contains(":4:1: " + start).endsWith("(policy p, rule require.team)" + end));
    }

    @Test
    void whatTheStackSaysCountsWhereAServiceSaysNothing() throws IOException {
        String stack = """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  logs: {lokiUrl: "http://loki:3100", retention: {period: 60d}}
                  sampling: {baselinePercent: 50}
                """;
        String policy = """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: p}
                spec: {enforcement: Warn, limits: {logRetention: 30d, archiveRetention: 90d, baselineSamplingPercent: 20}}
                """;
        String archives = TEAM_IS_MISSING.replace(
                "spec: {", "spec: {logs: {routes: [{match: {severityAtMost: DEBUG}, to: Archive}]}, ");
        String sampling = """
                apiVersion: signalbox.dev/v1alpha1
                kind: SamplingPolicy
                metadata: {name: standard, namespace: shop}
                spec: {services: {matchLabels: {tier: "1"}}}
                """;

        assertThat(validate(policy, archives, stack, sampling)
                        .out()
                        .lines()
                        .filter(line -> line.contains("warning: "))
                        .map(line -> line.split("warning: ", 2)[1]))
                .contains(
                        "spec.retention.logs: must be at most 30d, was 60d, as the stack says; write 30d or less"
                                + " (policy p, rule limits.logRetention)",
                        "spec.retention.archive: must be at most 90d, was for ever, as neither this nor the stack says"
                                + " how long; write 90d or less (policy p, rule limits.archiveRetention)",
                        "spec.traces.samplingPolicy: must be sampled at a baseline of at most 20 %, was 50 %, as the"
                                + " stack says; name a SamplingPolicy with tail.baselinePercent of 20 or less"
                                + " (policy p, rule limits.baselineSamplingPercent)",
                        "spec.tail.baselinePercent: must be at most 20, was 50, as the stack says; write 20 or less"
                                + " (policy p, rule limits.baselineSamplingPercent)");
        assertThat(validate(policy, archives).out()).doesNotContain("(policy");
    }

    @Test
    void aRunbookOfTheServiceIsTheRunbookOfItsSlos() throws IOException {
        String slo = """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: availability, namespace: shop}
                spec:
                  serviceRef: {name: checkout}
                  objective: 99.9
                  sli: {ratio: {errors: 'errors_total{job="checkout"}', total: 'requests_total{job="checkout"}'}}
                """;
        String policy = policy("p", "Deny", "").replace("[team]", "[runbook]");
        String withRunbook = TEAM_IS_MISSING.replace("spec: {", "spec: {runbook: \"https://runbooks.example.com/a\", ");

        assertThat(validate(policy, withRunbook, slo).exitCode()).isZero();
        assertThat(validate(policy, TEAM_IS_MISSING, slo).out().lines()).hasSize(2);
    }

    @Test
    void policiesThatCantBeReadAreTold() throws IOException {
        assertThat(validate(policy("p", "Deny", "limits: {logRetention: 1h}"), TEAM_IS_MISSING)
                        .out())
                .contains("policy.yaml:", "spec.limits.logRetention: must be at least 1d");
        assertThat(validate("", TEAM_IS_MISSING).out())
                .contains("must hold at least one ObservabilityPolicy, held none; check --policies");
        CommandRun missing = CommandRun.withInput(TEAM_IS_MISSING, "validate", "--policies", "nowhere", "-");
        assertThat(missing.out()).contains("nowhere:1:1: must be a file or a directory, was not found");
        assertThat(missing.exitCode()).isOne();
    }

    private static String policy(String name, String enforcement, String field) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: %s}
                spec:
                  enforcement: %s
                  require: {fields: [team]}
                  %s
                """.formatted(name, enforcement, field);
    }

    private CommandRun validate(String policies, String... documents) throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), policies);
        Files.writeString(directory.resolve("resources.yaml"), String.join(SEPARATOR, documents));
        return CommandRun.of(
                "validate",
                "--policies",
                directory.resolve("policy.yaml").toString(),
                directory.resolve("resources.yaml").toString());
    }
}
