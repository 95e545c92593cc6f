package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.facts.Installation;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.model.Violation;
import dev.signalbox.operator.admission.Answer;
import dev.signalbox.operator.admission.KnownNothing;
import dev.signalbox.operator.admission.ResourceDoor;
import dev.signalbox.status.Findings;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reconcile refuses, {@code validate} and the webhook refuse with the same words. Schemas take all of these. */
class DoorsTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final FactsGatherer NOTHING_KNOWN = new FactsGatherer(
            Optional::empty,
            _ -> Optional.empty(),
            _ -> true,
            Optional::empty,
            _ -> Optional.empty(),
            Stream::empty,
            _ -> {});

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "namespace: Observability",
                "coverage: {namespaceSelector: {matchExpressions: [{key: team, operator: Like, values: [a]}]}}",
                "coverage: {namespaceSelector: {matchLabels: {\"a b\": c}}}",
                "coverage: {namespaceSelector: {matchExpressions: [{key: team, operator: In}]}}",
                "metrics: {queryUrl: \"http://p:9090\", scrapeInterval: 0s}",
                "metrics: {queryUrl: \"http://p:9090\", rules: {ledgerDelay: 0s}}",
                "metrics: {queryUrl: \"http://p:9090\", retention: {raw: 0d}}",
                "logs: {lokiUrl: \"http://loki:3100\", redact: [{name: x, pattern: \"(\"}]}",
                "logs: {lokiUrl: \"http://loki:3100\", retention: {period: 0d}}",
                "collector: {version: \"0.1.0\"}",
                "collector: {gateway: {replicas: {min: 5, max: 2}}}",
                "traces: {otlpEndpoint: \"tempo\"}",
                "alerting: {routes: [{name: a, receiver: {type: Slack}}]}",
                "alerting: {routes: [{name: a, receiver: {type: Email, to: a@example.com}}]}",
                "alerting: {routes: [{name: a, receiver: {type: Webhook, channel: x, secretRef: {name: h, key: url}}}]}",
                "alerting: {routes: [{name: a, receiver: {type: Webhook, secretRef: {name: h, key: url}}, muteTimes: [nights]}]}",
                "alerting: {routes: [{name: a, receiver: {type: Webhook, secretRef: {name: h, key: url}}}, "
                        + "{name: b, match: {teams: [x]}, receiver: {type: Webhook, secretRef: {name: h, key: url}}}]}",
                "alerting: {muteTimes: [{name: never}]}",
                "alerting: {silenceDeployments: {for: 10m}}",
                "alerting: {alertmanagerUrl: \"http://a:9093\", silenceDeployments: {for: 3h}}",
                "alerting: {deadMansSwitch: {secretRef: {name: H, key: url}}}",
            })
    void ofAStack(String field) throws IOException {
        String yaml = resource("ObservabilityStack", "default", field);

        assertThat(validated(yaml))
                .isNotEmpty()
                .isEqualTo(reconciled(draft(yaml).compilation()))
                .isEqualTo(admitted(yaml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team: a b",
                "metrics: {scrape: [{port: metrics, interval: 0s}]}",
                "metrics: {dropMetrics: [\"go_(\"]}",
                "metrics: {dropLabels: [job]}",
                "dependencies: [{name: cache, type: redis, endpoint: \"2852039166:80\"}]",
                "retention: {logs: 0d}",
                "realUserMonitoring: {allowedOrigins: [\"shop.example.com\"]}",
            })
    void ofAService(String field) throws IOException {
        String yaml = resource("ServiceObservability", "checkout", "selector: {matchLabels: {app: x}}\n  " + field);

        assertThat(validated(yaml))
                .isNotEmpty()
                .isEqualTo(reconciled(ServiceDraft.of(
                                YAML.unmarshal(yaml, ServiceObservability.class),
                                StackOutcome.NO_STACK,
                                Findings.none(),
                                _ -> true)
                        .compilation()))
                .isEqualTo(admitted(yaml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sli: {ratio: {errors: 'up{', total: up}}",
                "sli: {latency: {histogram: h, threshold: 0s}}",
                "sli: {ratio: {errors: up, total: up}}\n  alerting: {runbook: 'javascript:x'}",
                "sli: {ratio: {errors: up, total: up}}\n  groupBy: [job, job]",
            })
    void ofAnObjective(String fields) throws IOException {
        String yaml = resource("SLO", "checkout", "service: checkout\n  objective: 99.9\n  " + fields);

        assertThat(validated(yaml))
                .isNotEmpty()
                .isEqualTo(reconciled(
                        Draft.of(YAML.unmarshal(yaml, SLO.class), NOTHING_KNOWN).compilation()))
                .isEqualTo(admitted(yaml));
    }

    @Test
    void whatIsRightPassesBoth() throws IOException {
        String yaml = resource(
                "ObservabilityStack",
                "default",
                "coverage: {namespaceSelector: {matchExpressions: [{key: team, operator: In, values: [a]}]}}");

        assertThat(validated(yaml)).isEmpty();
        assertThat(admitted(yaml)).isEmpty();
        assertThat(draft(yaml).compilation()).isInstanceOf(Compilation.Compiled.class);
    }

    private static String resource(String kind, String name, String fields) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: %s
                metadata: {name: %s%s}
                spec:
                  %s
                """.formatted(kind, name, kind.equals("ObservabilityStack") ? "" : ", namespace: shop", fields);
    }

    private static StackDraft draft(String yaml) {
        return StackDraft.of(
                YAML.unmarshal(yaml, ObservabilityStack.class),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Installation.USUAL,
                KnownBackends.UNASKED,
                Optional.empty(),
                (stack, _, _) -> Tuning.none(stack));
    }

    /** As the API server hands it over: a tree with all defaults. */
    private static List<String> admitted(String yaml) {
        Answer answer = new ResourceDoor(KnownNothing.INSTANCE, false, () -> LocalDate.EPOCH)
                .answer(YAML.convertValue(YAML.unmarshal(yaml), JsonNode.class));
        return answer.violations().stream().map(Violation::toString).sorted().toList();
    }

    private static List<String> reconciled(Compilation compilation) {
        return compilation instanceof Compilation.Rejected(List<Violation> violations)
                ? violations.stream().map(Violation::toString).sorted().toList()
                : List.of();
    }

    private List<String> validated(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("resource.yaml"), yaml);
        CommandRun run = CommandRun.of("validate", "-o", "json", file.toString());
        return StreamSupport.stream(new ObjectMapper().readTree(run.out()).spliterator(), false)
                .map(DoorsTest::violation)
                .sorted()
                .toList();
    }

    private static String violation(JsonNode fault) {
        return new Violation(
                        fault.path("path").asText(),
                        fault.path("message").asText(),
                        fault.path("fix").asText())
                .toString();
    }
}
