package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.alerts.RuleReview;
import dev.signalbox.alerts.WrittenRule;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.slo.ConfinedSlo;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.Estate;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Judge;
import dev.signalbox.guardrails.Namespace;
import dev.signalbox.guardrails.RuleCase;
import dev.signalbox.guardrails.RuleTable;
import dev.signalbox.guardrails.StackTerms;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.admission.Answer;
import dev.signalbox.operator.admission.KnownDocuments;
import dev.signalbox.operator.admission.ResourceDoor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule, however hard, at every door: the same verdict in the same words where the table says that it is decided, and not a word
 * where it isn't. {@code RulesAtDoorsIT} has a real API server and the packaged operator say it.
 */
class RulesAtDoorsTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final Map<Enforcement, Finding.Weight> WEIGHTS = Map.of(
            Enforcement.AUDIT, Finding.Weight.NOTE,
            Enforcement.WARN, Finding.Weight.WARNING,
            Enforcement.DENY, Finding.Weight.ERROR);

    @TempDir
    private Path directory;

    @Test
    void everyRowOfTheTableHasACase() {
        assertThat(RuleCase.all().map(RuleCase::row).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(RuleTable.rows());
    }

    @ParameterizedTest
    @MethodSource("dev.signalbox.guardrails.RuleCase#all")
    void aRuleIsDecidedAtTheDoorsOfTheTable(RuleCase rule) {
        assertThat(Enforcement.values()).allSatisfy(enforcement -> assertThat(Door.values())
                .filteredOn(door -> door != Door.ADMISSION_POLICY)
                .allSatisfy(door -> {
                    assertThat(said(door, rule, enforcement, rule.wrong()))
                            .as("%s at %s", enforcement, door)
                            .isEqualTo(
                                    rule.isDecidedAt(door)
                                            ? List.of(WEIGHTS.get(enforcement) + " " + rule.told())
                                            : List.of());
                    assertThat(said(door, rule, enforcement, rule.right()))
                            .as("%s at %s", enforcement, door)
                            .isEmpty();
                }));
    }

    private List<String> said(Door door, RuleCase rule, Enforcement enforcement, String document) {
        return switch (door) {
            case CLI -> validated(rule, enforcement, document);
            case WEBHOOK -> admitted(rule, enforcement, document);
            case RECONCILE -> judged(rule, enforcement, document);
            case ADMISSION_POLICY -> throw new IllegalArgumentException("only an API server knows CEL");
        };
    }

    // The command line

    private List<String> validated(RuleCase rule, Enforcement enforcement, String document) {
        CommandRun run = validate(
                rule.policy(enforcement),
                documents(rule, document).stream()
                        .filter(text -> !text.contains("kind: FreezeGate")) // the operator's own
                        .collect(Collectors.joining("---\n")));
        List<String> told = run.out()
                .lines()
                .filter(line -> line.contains("(policy "))
                .map(line -> line.replaceFirst("^.*resources.yaml:[0-9]+:[0-9]+: ", ""))
                .map(RulesAtDoorsTest::weighed)
                .distinct() // of too many SLOs each is one
                .toList();
        boolean refused = told.stream().anyMatch(line -> line.startsWith(Finding.Weight.ERROR.name()));
        assertThat(run.exitCode()).as(run.out()).isEqualTo(refused ? 1 : 0);
        return told;
    }

    private static String weighed(String line) {
        Map<String, Finding.Weight> labels = Map.of("warning: ", Finding.Weight.WARNING, "note: ", Finding.Weight.NOTE);
        return labels.entrySet().stream()
                .filter(label -> line.startsWith(label.getKey()))
                .map(label ->
                        label.getValue() + " " + line.substring(label.getKey().length()))
                .findFirst()
                .orElse(Finding.Weight.ERROR + " " + line);
    }

    private CommandRun validate(String policy, String resources) {
        try {
            return CommandRun.of(
                    "validate",
                    "--policies",
                    Files.writeString(directory.resolve("policy.yaml"), policy).toString(),
                    Files.writeString(directory.resolve("resources.yaml"), resources)
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The webhook, where the API server decides nothing before

    private static List<String> admitted(RuleCase rule, Enforcement enforcement, String document) {
        KnownDocuments known =
                KnownDocuments.of(Stream.concat(rule.beside().stream(), Stream.of(rule.policy(enforcement))));
        Answer answer = new ResourceDoor(known, false, () -> TODAY)
                .answer(YAML.convertValue(YAML.unmarshal(document), JsonNode.class));
        return Stream.of(
                        answer.violations().stream()
                                .map(Violation::toString)
                                .map(text -> Finding.Weight.ERROR + " " + text),
                        answer.warnings().stream().map(text -> Finding.Weight.WARNING + " " + text),
                        answer.audited().stream().map(text -> Finding.Weight.NOTE + " " + text))
                .flatMap(said -> said)
                .toList();
    }

    // The judge, as the operator asks it

    private static List<String> judged(RuleCase rule, Enforcement enforcement, String document) {
        KnownDocuments there = KnownDocuments.of(documents(rule, document).stream());
        Policy policy = read(PolicyReader.read(YAML.unmarshal(rule.policy(enforcement), ObservabilityPolicy.class)));
        return subjects(KnownDocuments.of(Stream.of(document)), estate(there), policy)
                .flatMap(subject ->
                        Judge.judge(List.of(policy), Namespace.named("shop"), subject, Door.RECONCILE, TODAY).stream())
                .map(finding -> finding.weight() + " " + finding.told())
                .toList();
    }

    /** A workload is none. */
    private static Stream<Subject> subjects(KnownDocuments judged, Estate estate, Policy policy) {
        return Stream.of(
                        judged.all(ServiceObservability.class)
                                .map(service -> estate.service(
                                        read(TelemetryServiceReader.read(service)),
                                        MeasuredService.of(service.getStatus()))),
                        judged.all(SLO.class)
                                .map(slo -> read(SloReader.read(slo)))
                                .map(slo -> estate.objective(slo, ConfinedSlo.unconfinable(slo, List.of(policy)))),
                        judged.all(SamplingPolicy.class)
                                .map(sampling -> estate.sampling(read(SamplingReader.read(sampling)))),
                        judged.all(PrometheusRule.class).map(RulesAtDoorsTest::alerts))
                .flatMap(subjects -> subjects);
    }

    private static Subject alerts(PrometheusRule resource) {
        ResourceName name = ObjectNames.of(resource);
        List<WrittenRule> rules =
                WrittenRule.of(YAML.convertValue(resource, JsonNode.class).path("spec"));
        RuleReview review = RuleReview.of(name.namespace(), rules, RuleReview.metrics(rules));
        return new Subject.Alerts(
                SubjectKind.PROMETHEUS_RULE,
                name,
                review.causes(),
                review.withoutRunbook(),
                review.labels(),
                review.unconfined());
    }

    private static Estate estate(KnownDocuments there) {
        Map<ResourceName, DeclaredService> services = there.all(ServiceObservability.class)
                .collect(Collectors.toMap(ObjectNames::of, service -> read(ServiceReader.read(service))));
        return new Estate(
                services,
                there.all(SLO.class).map(slo -> read(SloReader.read(slo))).toList(),
                there.all(SamplingPolicy.class)
                        .map(policy -> read(SamplingReader.read(policy)))
                        .toList(),
                there.stack().map(stack -> StackTerms.of(read(TelemetryStackReader.read(stack)))));
    }

    private static <T> T read(Reading<T> reading) {
        return reading.meant().orElseThrow(() -> new AssertionError(reading.violations()));
    }

    /** What is judged, and what is there beside it. */
    private static List<String> documents(RuleCase rule, String document) {
        return Stream.concat(Stream.of(document), rule.beside().stream()).toList();
    }
}
