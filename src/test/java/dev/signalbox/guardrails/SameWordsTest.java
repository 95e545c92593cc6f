package dev.signalbox.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.Written;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.policy.Policy;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every door that can decide a rule says the same; {@code ValidatePoliciesTest} says it through the command line. */
class SameWordsTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    @ParameterizedTest
    @MethodSource("cases")
    void aRuleIsDecidedAtTheDoorsOfTheTable(RuleCase rule) {
        Policy policy = Written.read(
                PolicyReader::read,
                Written.YAML.unmarshal(rule.policyDocument("p", "Deny"), ObservabilityPolicy.class));

        assertThat(Door.values())
                .filteredOn(door -> door != Door.ADMISSION_POLICY)
                .allSatisfy(door -> {
                    assertThat(words(policy, rule, rule.wrongDocument(), door))
                            .as("at %s", door)
                            .isEqualTo(decides(rule, door) ? List.of(rule.told("p")) : List.of());
                    assertThat(words(policy, rule, rule.rightDocument(), door))
                            .as("at %s", door)
                            .isEmpty();
                });
    }

    static Stream<RuleCase> cases() {
        return RuleCase.all();
    }

    private static boolean decides(RuleCase rule, Door door) {
        return RuleTable.rows().stream()
                .filter(row -> row.rule() == rule.rule()
                        && row.kind().equals(rule.kind().kind()))
                .anyMatch(row -> row.doors().contains(door) && !row.looksAt().startsWith("`status."));
    }

    private static List<String> words(Policy policy, RuleCase rule, String document, Door door) {
        return Judge.judge(List.of(policy), Namespace.named("shop"), subject(rule, document), door, TODAY).stream()
                .map(finding -> finding.told().toString())
                .toList();
    }

    private static Subject subject(RuleCase rule, String document) {
        return switch (rule.kind()) {
            case SERVICE_OBSERVABILITY -> {
                ServiceObservability service = Written.YAML.unmarshal(document, ServiceObservability.class);
                TelemetryService telemetry = Written.read(TelemetryServiceReader::read, service);
                yield new Estate(
                                Map.of(telemetry.resource(), Written.read(ServiceReader::read, service)),
                                List.of(),
                                List.of(),
                                Optional.empty())
                        .service(telemetry, Measured.NOTHING);
            }
            case SLO -> {
                Slo slo = slo(document);
                List<Slo> all = Stream.concat(
                                Stream.of(slo), documents(rule.beside()).map(SameWordsTest::slo))
                        .toList();
                yield estate(all).objective(slo, List.of());
            }
            case SAMPLING_POLICY ->
                estate(List.of())
                        .sampling(Written.read(
                                SamplingReader::read, Written.YAML.unmarshal(document, SamplingPolicy.class)));
            case PROMETHEUS_RULE -> throw new IllegalArgumentException("nobody writes one here: " + rule);
        };
    }

    private static Slo slo(String document) {
        return Written.read(SloReader::read, Written.YAML.unmarshal(document, SLO.class));
    }

    private static Estate estate(List<Slo> slos) {
        return new Estate(Map.of(), slos, List.of(), Optional.empty());
    }

    private static Stream<String> documents(String text) {
        return Arrays.stream(text.split("(?m)^---$")).filter(document -> !document.isBlank());
    }
}
