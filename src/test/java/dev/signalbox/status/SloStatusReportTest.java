package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.Evidence;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.SloStatus.State;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SloStatusReportTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");
    private static final Violation FAULT = new Violation("spec.objective", "must be < 100, was 100", "write \"99.9\"");
    private static final Violation NO_SERVICE = new Violation("spec.serviceRef.name", "must exist", "create it");
    private static final Compilation COMPILED = new Compilation.Compiled(List.of(), List.of());
    private static final Delivery DELIVERED = new Delivery.Delivered(NOON);

    private static final Slo SLO = read("""
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout, namespace: shop}
            spec: {service: checkout, objective: 99.9, sli: {ratio: {errors: errors, total: total}}}
            """);

    static Stream<Arguments> outcomes() {
        Delivery kept = new Delivery.Kept();
        return Stream.of(
                Arguments.of(
                        COMPILED,
                        DELIVERED,
                        "Accepted=True/Accepted ResolvedRefs=True/Resolved "
                                + "Applied=True/Applied Ready=True/Applied"),
                Arguments.of(
                        new Compilation.Rejected(List.of(FAULT)),
                        kept,
                        "Accepted=False/Invalid ResolvedRefs=Unknown/NotAccepted Applied=False/NotAccepted "
                                + "Ready=False/NotAccepted Stalled=True/Invalid"),
                Arguments.of(
                        new Compilation.Blocked(new Prerequisite.Reference(
                                "ServiceObservability", new ResourceName("shop", "x"), NO_SERVICE)),
                        kept,
                        "Accepted=False/ReferenceNotFound ResolvedRefs=False/ReferenceNotFound "
                                + "Applied=False/NotAccepted Ready=False/ReferenceNotFound"),
                Arguments.of(
                        new Compilation.Blocked(new Prerequisite.Kind(ServedKind.PROMETHEUS_RULE)),
                        kept,
                        "Accepted=True/Accepted ResolvedRefs=True/Resolved Applied=False/KindNotServed "
                                + "Ready=False/KindNotServed"),
                Arguments.of(
                        new Compilation.Blocked(new Prerequisite.Support("UnsupportedEvaluator", "not yet")),
                        kept,
                        "Accepted=True/Accepted ResolvedRefs=True/Resolved Applied=False/UnsupportedEvaluator "
                                + "Ready=False/UnsupportedEvaluator"),
                Arguments.of(
                        COMPILED,
                        new Delivery.Contended("PrometheusRule shop/slo-checkout", "kubectl"),
                        "Accepted=True/Accepted ResolvedRefs=True/Resolved Applied=False/Contended Ready=False/Contended"),
                Arguments.of(
                        COMPILED,
                        new Delivery.Refused("PrometheusRule shop/slo-checkout", "too large"),
                        "Accepted=True/Accepted ResolvedRefs=True/Resolved Applied=False/Refused Ready=False/Refused"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void whatBecameOfItIsWhatIsTold(Compilation compilation, Delivery delivery, String expected) {
        SloStatus status = next(Optional.empty(), compilation, delivery, SloObservation.NONE, NOON);

        assertThat(String.join(" ", conditions(status))).isEqualTo(expected);
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.conditions())
                .allSatisfy(condition ->
                        assertThat(condition.getObservedGeneration()).isEqualTo(3))
                .allSatisfy(condition ->
                        assertThat(condition.getLastTransitionTime()).isEqualTo("2026-01-02T12:00:00Z"))
                .allSatisfy(condition -> assertThat(condition.getMessage()).isNotBlank());
    }

    @Test
    void theMessageIsTheVeryTextOfTheViolations() {
        SloStatus status = next(
                Optional.empty(),
                new Compilation.Rejected(List.of(FAULT, NO_SERVICE)),
                new Delivery.Kept(),
                SloObservation.NONE,
                NOON);

        assertThat(condition(status, "Accepted").getMessage())
                .isEqualTo(
                        "spec.objective: must be < 100, was 100; write \"99.9\"\nspec.serviceRef.name: must exist; create it");
    }

    @Test
    void noticesAreTold() {
        SloStatus status = next(
                Optional.empty(),
                new Compilation.Compiled(List.of(), List.of(new Notice("AlertCannotFire", "the first row"))),
                DELIVERED,
                SloObservation.NONE,
                NOON);

        assertThat(condition(status, "Accepted").getMessage()).isEqualTo("AlertCannotFire: the first row");
    }

    @Test
    void nothingNewIsEqualAndATransitionTimeMovesOnlyWithItsStatus() {
        SloStatus first = next(Optional.empty(), COMPILED, DELIVERED, SloObservation.NONE, NOON);
        Instant later = NOON.plusSeconds(100);
        assertThat(next(Optional.of(first), COMPILED, DELIVERED, SloObservation.NONE, later))
                .isEqualTo(first);

        SloStatus contended =
                next(Optional.of(first), COMPILED, new Delivery.Contended("o", "m"), SloObservation.NONE, later);

        assertThat(condition(contended, "Accepted")).isEqualTo(condition(first, "Accepted"));
        assertThat(condition(contended, "Ready").getLastTransitionTime()).isEqualTo("2026-01-02T12:01:40Z");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ASKED,    0,  Unknown/AwaitingReload",
        "ABSENT,       0,  Unknown/AwaitingReload",
        "ABSENT,       11, False/RulesNotLoaded",
        "UNEVALUATED,  1,  Unknown/AwaitingFirstEvaluation",
        "UNEVALUATED,  11, False/RuleError",
        "FAILING,      0,  False/RuleError",
        "UNREACHABLE,  11, Unknown/BackendUnreachable",
        "OTHERWISE,    0,  True/ScrapeIntervalMismatch",
        "LOADED,       0,  True/RulesLoaded",
    })
    void readyNeedsEvidence(String evidence, int minutesAfterTheChange, String expected) {
        RuleEvidence rules =
                switch (evidence) {
                    case "NOT_ASKED" -> new RuleEvidence.NotAsked();
                    case "ABSENT" -> new RuleEvidence.Absent();
                    case "UNEVALUATED" -> new RuleEvidence.Unevaluated();
                    case "FAILING" -> new RuleEvidence.Failing("slo:x", "many-to-many matching");
                    case "UNREACHABLE" -> new RuleEvidence.Unreachable("connection refused");
                    case "OTHERWISE" ->
                        new RuleEvidence.ScrapedOtherwise(Duration.ofSeconds(30), Duration.ofSeconds(15));
                    default -> new RuleEvidence.Loaded();
                };

        SloStatus status = next(
                Optional.empty(),
                COMPILED,
                DELIVERED,
                observed(rules),
                NOON.plus(Duration.ofMinutes(minutesAfterTheChange)));

        Condition ready = condition(status, "Ready");
        assertThat(ready.getStatus() + "/" + ready.getReason()).isEqualTo(expected);
        assertThat(SloStatusReport.isPending(status)).isEqualTo(expected.startsWith("Unknown"));
        assertThat(status.evidence()).isEqualTo(Evidence.PROMETHEUS);
    }

    @Test
    void afterARestartWhatWasKnownCountsUntilSomethingIsHeard() {
        SloStatus loaded = next(Optional.empty(), COMPILED, DELIVERED, observed(new RuleEvidence.Loaded()), NOON);

        assertThat(next(
                        Optional.of(loaded),
                        COMPILED,
                        DELIVERED,
                        observed(new RuleEvidence.NotAsked()),
                        NOON.plusSeconds(60)))
                .isEqualTo(loaded);
    }

    @ParameterizedTest
    @CsvSource({
        // remaining, state before, state
        "0.50,   , Healthy",
        "0.249,  , Warning",
        "0.099,  , Exhausted",
        "-3,     , Exhausted",
        "0.26,   Warning, Warning",
        "0.27,   Warning, Healthy",
        "0.11,   Exhausted, Exhausted",
        "0.12,   Exhausted, Warning",
        "0.26,   Exhausted, Warning",
    })
    void aStateIsLeftLaterThanItIsEntered(String remaining, String before, String expected) {
        Optional<SloStatus> previous = Optional.ofNullable(before)
                .map(state -> next(
                        Optional.empty(),
                        COMPILED,
                        DELIVERED,
                        measured(state.equals("Warning") ? "0.2" : "0.05"),
                        NOON));

        SloStatus status = next(previous, COMPILED, DELIVERED, measured(remaining), NOON);

        assertThat(status.state()).hasToString(expected.toUpperCase(java.util.Locale.ROOT));
        assertThat(condition(status, "DataAvailable").getStatus()).isEqualTo("True");
    }

    @Test
    void figuresAreRoundedAndTheWorstGroupComesFirst() {
        SloObservation observation = new SloObservation(
                new RuleEvidence.Loaded(),
                Optional.of(List.of(
                        measurement(Map.of("region", "us"), "0.0001", "0.9", "0.1"),
                        measurement(Map.of("region", "eu"), "0.00061234", "0.38766", "0.4249"))),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);

        SloStatus status = next(Optional.empty(), COMPILED, DELIVERED, observation, NOON);

        assertThat(status.groups())
                .containsExactly(
                        new SloStatus.Group(
                                Map.of("region", "eu"),
                                State.HEALTHY,
                                new BigDecimal("99.939"),
                                new BigDecimal("39"),
                                new BigDecimal("0.42")),
                        new SloStatus.Group(
                                Map.of("region", "us"),
                                State.HEALTHY,
                                new BigDecimal("99.99"),
                                new BigDecimal("90"),
                                new BigDecimal("0.1")));
        assertThat(status.groupsOmitted()).isNull();
    }

    @Test
    void figuresAloneAreWrittenEveryTenMinutes() {
        SloStatus first = next(Optional.empty(), COMPILED, DELIVERED, measured("0.8"), NOON);

        SloStatus early =
                next(Optional.of(first), COMPILED, DELIVERED, measured("0.7", NOON), NOON.plus(Duration.ofMinutes(9)));
        SloStatus due =
                next(Optional.of(first), COMPILED, DELIVERED, measured("0.7", NOON), NOON.plus(Duration.ofMinutes(10)));
        SloStatus changed =
                next(Optional.of(first), COMPILED, DELIVERED, measured("0.2", NOON), NOON.plus(Duration.ofMinutes(1)));

        assertThat(early).isEqualTo(first);
        assertThat(due.groups().getFirst().errorBudgetRemaining()).isEqualByComparingTo("70");
        assertThat(changed.groups().getFirst().errorBudgetRemaining()).isEqualByComparingTo("20");
    }

    @Test
    void noDataYetIsNotAFaultAndVanishedDataIs() {
        SloObservation nothing = new SloObservation(
                new RuleEvidence.Loaded(), Optional.of(List.of()), Optional.empty(), Optional.empty(), Instant.EPOCH);

        SloStatus never = next(Optional.empty(), COMPILED, DELIVERED, nothing, NOON);
        SloStatus stillNever = next(Optional.of(never), COMPILED, DELIVERED, nothing, NOON);
        SloStatus seen = next(Optional.of(never), COMPILED, DELIVERED, measured("0.8"), NOON);
        SloStatus vanished = next(Optional.of(seen), COMPILED, DELIVERED, nothing, NOON);
        SloStatus stillVanished = next(Optional.of(vanished), COMPILED, DELIVERED, nothing, NOON);

        assertThat(conditions(never)).contains("Ready=True/RulesLoaded", "DataAvailable=False/NeverSeen");
        assertThat(never.state()).isEqualTo(State.NO_DATA);
        assertThat(stillNever).isEqualTo(never);
        assertThat(conditions(vanished)).contains("Ready=False/DataVanished", "DataAvailable=False/DataVanished");
        assertThat(stillVanished).isEqualTo(vanished);
    }

    @Test
    void whatCannotBeAskedChangesNoFigures() {
        SloStatus seen = next(Optional.empty(), COMPILED, DELIVERED, measured("0.8"), NOON);

        SloStatus away =
                next(Optional.of(seen), COMPILED, DELIVERED, observed(new RuleEvidence.Unreachable("refused")), NOON);

        assertThat(away.groups()).isEqualTo(seen.groups());
        assertThat(away.state()).isEqualTo(seen.state());
        assertThat(condition(away, "DataAvailable")).isEqualTo(condition(seen, "DataAvailable"));
        assertThat(condition(away, "Ready").getStatus()).isEqualTo("Unknown");
    }

    @Test
    void whileNothingIsToldThereIsNoData() {
        SloStatus young = next(Optional.empty(), COMPILED, DELIVERED, observed(new RuleEvidence.Unevaluated()), NOON);
        SloStatus blind = next(Optional.empty(), COMPILED, DELIVERED, SloObservation.NONE, NOON);

        assertThat(young.state()).isEqualTo(State.NO_DATA);
        assertThat(conditions(young)).noneMatch(condition -> condition.startsWith("DataAvailable"));
        assertThat(blind.state()).isNull();
    }

    @Test
    void alertsThatFireAreToldPagesFirstAndKeptWhileNobodyCanBeAsked() {
        SloStatus firing = next(
                Optional.empty(),
                COMPILED,
                DELIVERED,
                alerting(
                        new FiringAlert("Slow", "ticket", Map.of(), NOON.minusSeconds(60)),
                        new FiringAlert("Failing", "page", Map.of("region", "eu"), NOON.plusMillis(7))),
                NOON);
        SloStatus away =
                next(Optional.of(firing), COMPILED, DELIVERED, observed(new RuleEvidence.Unreachable("refused")), NOON);
        SloStatus quiet = next(Optional.of(away), COMPILED, DELIVERED, alerting(), NOON);

        assertThat(firing.alerts())
                .containsExactly(
                        new SloStatus.Alert("Failing", "page", Map.of("region", "eu"), "2026-01-02T12:00:00Z"),
                        new SloStatus.Alert("Slow", "ticket", Map.of(), "2026-01-02T11:59:00Z"));
        assertThat(away.alerts()).isEqualTo(firing.alerts());
        assertThat(quiet.alerts()).isNull();
    }

    private static SloObservation alerting(FiringAlert... alerts) {
        return new SloObservation(
                new RuleEvidence.Loaded(),
                Optional.empty(),
                Optional.of(List.of(alerts)),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void missingCellsAreRoundedAndStayWhileNobodyTells() {
        SloStatus told = next(Optional.empty(), COMPILED, DELIVERED, missing("12.345"), NOON);
        SloStatus untold = next(Optional.of(told), COMPILED, DELIVERED, measured("0.8"), NOON);
        SloStatus mended = next(Optional.of(told), COMPILED, DELIVERED, missing("0.04"), NOON);

        assertThat(told.missingCellsPercent()).isEqualTo("12.3");
        assertThat(untold.missingCellsPercent()).isEqualTo("12.3");
        assertThat(mended.missingCellsPercent()).isEqualTo("0");
    }

    private static SloObservation missing(String percent) {
        return new SloObservation(
                new RuleEvidence.Loaded(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal(percent)),
                Instant.EPOCH);
    }

    @Test
    void aWindowIsMixedFromTheChangeOfAnIndicatorUntilItHasPassed() {
        SloStatus first = next(Optional.empty(), COMPILED, DELIVERED, SloObservation.NONE, NOON);
        SloStatus refused =
                another(first, new Compilation.Rejected(List.of(FAULT)), new Delivery.Kept(), NOON.plusSeconds(30));
        SloStatus changed = another(refused, COMPILED, DELIVERED, NOON.plusSeconds(60));
        SloStatus lastDay = another(changed, COMPILED, DELIVERED, NOON.plus(Duration.ofDays(30)));
        SloStatus passed = another(
                lastDay, COMPILED, DELIVERED, NOON.plus(Duration.ofDays(30)).plusSeconds(60));

        assertThat(String.join(" ", conditions(first))).doesNotContain("WindowMixed");
        assertThat(refused.indicator()).as("the rules are those of before").isEqualTo(first.indicator());
        assertThat(condition(changed, "WindowMixed").getMessage())
                .isEqualTo(
                        "spec.sli was another until 2026-01-02T12:01:00Z: up to 2026-02-01T12:01:00Z the window holds"
                                + " what both counted");
        assertThat(lastDay).isEqualTo(changed);
        assertThat(String.join(" ", conditions(passed))).doesNotContain("WindowMixed");
    }

    private static SloStatus another(SloStatus before, Compilation compilation, Delivery delivery, Instant now) {
        return SloStatusReport.next(
                Optional.of(before),
                subject("second", compilation, delivery),
                SloObservation.NONE,
                List.of(),
                new Boards.None(),
                Optional.empty(),
                now);
    }

    @Test
    void aTransitionIsToldOnceAndAtRestNone() {
        SloStatus good = next(Optional.empty(), COMPILED, DELIVERED, SloObservation.NONE, NOON);
        SloStatus bad = next(
                Optional.of(good),
                new Compilation.Rejected(List.of(FAULT)),
                new Delivery.Kept(),
                SloObservation.NONE,
                NOON);

        assertThat(Transition.between(List.of(), good.conditions())).isEmpty();
        assertThat(Transition.between(good.conditions(), good.conditions())).isEmpty();
        assertThat(Transition.between(good.conditions(), bad.conditions()))
                .containsExactly(new Transition(false, "Invalid", FAULT.toString()));
        assertThat(Transition.between(List.of(), bad.conditions()))
                .containsExactly(new Transition(false, "Invalid", FAULT.toString()));
        assertThat(Transition.between(bad.conditions(), good.conditions()))
                .containsExactly(new Transition(true, "Accepted", "the spec is right"));
    }

    private static Slo read(String yaml) {
        return ((Reading.Read<Slo>) SloReader.read(
                        new KubernetesSerialization().unmarshal(yaml, dev.signalbox.api.v1alpha1.SLO.class)))
                .value();
    }

    private static SloStatus next(
            Optional<SloStatus> previous,
            Compilation compilation,
            Delivery delivery,
            SloObservation observation,
            Instant now) {
        return SloStatusReport.next(
                previous,
                subject("first", compilation, delivery),
                observation,
                List.of(),
                new Boards.None(),
                Optional.empty(),
                now);
    }

    private static Subject subject(String indicator, Compilation compilation, Delivery delivery) {
        return new Subject(3, indicator, Optional.of(SLO), Optional.of("checkout"), compilation, delivery);
    }

    private static SloObservation observed(RuleEvidence rules) {
        return new SloObservation(rules, Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    private static SloObservation measured(String remaining) {
        return measured(remaining, Instant.EPOCH);
    }

    private static SloObservation measured(String remaining, Instant figuresWrittenAt) {
        return new SloObservation(
                new RuleEvidence.Loaded(),
                Optional.of(List.of(measurement(Map.of(), "0.0001", remaining, "0.5"))),
                Optional.of(List.of()),
                Optional.empty(),
                figuresWrittenAt);
    }

    private static Measurement measurement(Map<String, String> labels, String ratio, String remaining, String burn) {
        return new Measurement(
                labels,
                Optional.of(new BigDecimal(ratio)),
                Optional.of(new BigDecimal(remaining)),
                Optional.of(new BigDecimal(burn)));
    }

    private static Condition condition(SloStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> conditions(SloStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus() + "/" + condition.getReason())
                .toList();
    }
}
