package dev.signalbox.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.backend.ActiveAlert;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.EvaluatedRule;
import dev.signalbox.backend.Sample;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.slo.SloCompiler;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.status.FiringAlert;
import dev.signalbox.status.Measurement;
import dev.signalbox.status.RuleEvidence;
import dev.signalbox.status.SloObservation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SloObserverTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Slo SLO = read("""
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout, namespace: shop}
            spec: {service: checkout, objective: 99.9, groupBy: [region], sli: {ratio: {errors: errors, total: total}}}
            """);
    private static final List<HasMetadata> MANIFESTS =
            ((Compilation.Compiled) SloCompiler.compile(SLO, ClusterFacts.WITHOUT_CLUSTER)).manifests();

    private final List<ResourceName> woken = new ArrayList<>();
    private final SloObserver observer = new SloObserver(() -> true, woken::add, NOON);

    @BeforeEach
    void track() {
        observer.track(SLO, MANIFESTS);
    }

    @Test
    void beforeTheFirstRoundNobodyWasAsked() {
        assertThat(observer.observe(SLO.name()).rules()).isEqualTo(new RuleEvidence.NotAsked());
    }

    @Test
    void withoutAChannelThereIsNoEvidence() {
        SloObserver blind = new SloObserver(() -> false, woken::add, NOON);

        assertThat(blind.observe(SLO.name())).isEqualTo(SloObservation.NONE);
    }

    @Test
    void rulesAreKnownByTheirLabelsAndParsedExpressions() {
        observer.accept(round(loaded(rule -> rule)), NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Loaded());

        observer.accept(
                round(loaded(rule -> new EvaluatedRule(
                        rule.name(),
                        "(" + rule.query().replace(", ", " ,  ") + ")",
                        rule.labels(),
                        "ok",
                        "",
                        List.of()))),
                NOON);
        assertThat(evidence()).describedAs("printed otherwise").isEqualTo(new RuleEvidence.Absent());

        observer.accept(
                round(loaded(rule -> new EvaluatedRule(
                        rule.name(), rule.query().replace(", ", " ,  "), rule.labels(), "ok", "", List.of()))),
                NOON);
        assertThat(evidence()).describedAs("other spaces").isEqualTo(new RuleEvidence.Loaded());
    }

    @Test
    void rulesOfAnotherNamespaceOrOfAnEarlierGenerationAreNotOurs() {
        observer.accept(
                round(loaded(rule -> new EvaluatedRule(
                        rule.name(),
                        rule.query(),
                        Map.of("namespace", "other", "slo", "checkout"),
                        "ok",
                        "",
                        List.of()))),
                NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Absent());

        observer.accept(
                round(loaded(rule -> new EvaluatedRule(
                        rule.name(), rule.query().replace("0.999", "0.99"), rule.labels(), "ok", "", List.of()))),
                NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Absent());
    }

    @Test
    void healthIsTheWorstOfItsRules() {
        observer.accept(
                round(loaded(rule -> health(rule, rule.name().startsWith("slo:sli") ? "unknown" : "ok"))), NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Unevaluated());

        observer.accept(
                round(loaded(rule -> health(rule, rule.name().equals("slo:objective:ratio") ? "err" : "ok"))), NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Failing("slo:objective:ratio", "no space"));
    }

    @Test
    void whatIsNewWakesAndWhatIsNotDoesNot() {
        observer.accept(round(loaded(rule -> rule)), NOON);
        observer.accept(round(loaded(rule -> rule)), NOON.plusSeconds(60));
        assertThat(woken).hasSize(1);

        observer.accept(measured("0.8", "0.7"), NOON.plusSeconds(120));
        observer.accept(measured("0.80004", "0.7"), NOON.plusSeconds(180));
        assertThat(woken).hasSize(2);

        observer.accept(measured("0.7989", "0.7"), NOON.plusSeconds(240));
        assertThat(woken).hasSize(3);

        observer.accept(measured("0.7989", "0.7"), NOON.plusSeconds(240).plus(Duration.ofMinutes(10)));
        assertThat(woken).describedAs("figures are due").hasSize(4);
    }

    @Test
    void aServerThatIsAwayForAShortTimeChangesNothing() {
        observer.accept(round(loaded(rule -> rule)), NOON);
        Round away = Round.failed("refused");

        observer.accept(away, NOON);
        observer.accept(away, NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Loaded());

        observer.accept(away, NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Unreachable("refused"));
        assertThat(woken).hasSize(2);

        observer.accept(round(loaded(rule -> rule)), NOON);
        assertThat(evidence()).isEqualTo(new RuleEvidence.Loaded());
    }

    @Test
    void figuresAreToldByGroupAndTheWorseOfTwoReplicasCounts() {
        observer.accept(measured("0.8", "0.7"), NOON);

        assertThat(observer.observe(SLO.name()).measurements().orElseThrow())
                .containsExactlyInAnyOrder(
                        new Measurement(
                                Map.of("region", "eu"),
                                Optional.of(new BigDecimal("0.0002")),
                                Optional.of(new BigDecimal("0.8")),
                                Optional.of(new BigDecimal("2"))),
                        new Measurement(
                                Map.of("region", "us"),
                                Optional.of(new BigDecimal("0.0003")),
                                Optional.of(new BigDecimal("0.7")),
                                Optional.empty()));
    }

    @Test
    void nothingIsSaidOfFiguresWhileTheRulesAreNotLoaded() {
        observer.accept(
                new Round(
                        new Answer.Given<>(new LoadedRules(observer.fingerprints())),
                        RuleSelections.UNKNOWN,
                        Map.of(),
                        Optional.of(new Figures(List.of(), List.of()))),
                NOON);

        assertThat(observer.observe(SLO.name()).measurements()).isEmpty();
    }

    @Test
    void figuresThatAreThereCountBeforeAllRulesAreEvaluated() {
        LoadedRules young = loaded(rule -> health(rule, rule.name().startsWith("slo:sli") ? "unknown" : "ok"));

        observer.accept(
                new Round(
                        new Answer.Given<>(young),
                        RuleSelections.UNKNOWN,
                        Map.of(),
                        Optional.of(new Figures(List.of(), List.of()))),
                NOON);
        assertThat(observer.observe(SLO.name()).measurements()).isEmpty();

        observer.accept(
                new Round(
                        new Answer.Given<>(young),
                        RuleSelections.UNKNOWN,
                        Map.of(),
                        Optional.of(new Figures(List.of(sample("eu", "0.8")), List.of(sample("eu", "2"))))),
                NOON);
        assertThat(observer.observe(SLO.name()).measurements().orElseThrow()).hasSize(1);
    }

    @Test
    void seriesThatAreScrapedOtherwiseAreToldAndFiguresStand() {
        Round fine = round(loaded(rule -> rule));
        assertThat(observer.probes(fine)).containsOnlyKeys(SLO.name());

        observer.accept(
                fine.with(RuleSelections.UNKNOWN, Map.of(), Map.of(SLO.name(), Duration.ofSeconds(15)), Map.of()),
                NOON);

        assertThat(evidence())
                .isEqualTo(new RuleEvidence.ScrapedOtherwise(Duration.ofSeconds(30), Duration.ofSeconds(15)));
        assertThat(observer.observe(SLO.name()).measurements())
                .isEqualTo(fine.measurements(
                        SLO.name(), Tracked.of(SLO, MANIFESTS, observer.fingerprints()), new RuleEvidence.Loaded()));
    }

    @Test
    void missingCellsAreToldOfTheSloThatTheyAreOf() {
        Round round = round(loaded(rule -> rule));
        observer.accept(
                round.with(RuleSelections.UNKNOWN, Map.of(), Map.of(), Map.of(SLO.name(), BigDecimal.TEN)), NOON);

        assertThat(observer.observe(SLO.name()).missingCellsPercent()).hasValue(BigDecimal.TEN);
        assertThat(observer.windowDays()).containsExactly(30);
    }

    @Test
    void anAlertThatFiresIsToldWithItsGroupAndWakes() {
        observer.accept(round(loaded(rule -> rule)), NOON);
        assertThat(observer.observe(SLO.name()).alerts()).hasValue(List.of());

        observer.accept(round(loaded(rule -> raising(rule, "pending"))), NOON);
        assertThat(woken).hasSize(1);

        observer.accept(round(loaded(rule -> raising(rule, "firing"))), NOON);
        assertThat(woken).hasSize(2);
        assertThat(observer.observe(SLO.name()).alerts().orElseThrow())
                .containsExactly(new FiringAlert("CheckoutErrors", "page", Map.of("region", "eu"), NOON));

        observer.accept(Round.failed("refused"), NOON);
        observer.accept(Round.failed("refused"), NOON);
        observer.accept(Round.failed("refused"), NOON);
        assertThat(observer.observe(SLO.name()).alerts()).isEmpty();
    }

    private static EvaluatedRule raising(EvaluatedRule rule, String state) {
        boolean page = "page".equals(rule.labels().get("signalbox_severity"))
                && !rule.name().contains("Missing");
        Map<String, String> labels = Map.of(
                "alertname", "CheckoutErrors", "signalbox_severity", "page", "region", "eu", "severity", "critical");
        return new EvaluatedRule(
                rule.name(),
                rule.query(),
                rule.labels(),
                rule.health(),
                "",
                page ? List.of(new ActiveAlert(labels, state, NOON)) : List.of());
    }

    private RuleEvidence evidence() {
        return observer.observe(SLO.name()).rules();
    }

    private static EvaluatedRule health(EvaluatedRule rule, String health) {
        return new EvaluatedRule(
                rule.name(), rule.query(), rule.labels(), health, health.equals("err") ? "no space" : "", List.of());
    }

    private LoadedRules loaded(UnaryOperator<EvaluatedRule> change) {
        LoadedRules loaded = new LoadedRules(observer.fingerprints());
        ((PrometheusRule) MANIFESTS.getFirst())
                .getSpec().getGroups().stream()
                        .flatMap(group -> group.getRules().stream())
                        .map(rule -> new EvaluatedRule(
                                rule.getRecord() != null ? rule.getRecord() : rule.getAlert(),
                                rule.getExpr().getStrVal(),
                                rule.getLabels(),
                                "ok",
                                "",
                                List.of()))
                        .map(change)
                        .forEach(loaded);
        return loaded;
    }

    private static Round round(LoadedRules loaded) {
        return new Round(new Answer.Given<>(loaded), RuleSelections.UNKNOWN, Map.of(), Optional.empty());
    }

    private Round measured(String eu, String us) {
        return new Round(
                new Answer.Given<>(loaded(rule -> rule)),
                RuleSelections.UNKNOWN,
                Map.of(),
                Optional.of(new Figures(
                        List.of(sample("eu", eu), sample("us", "0.9"), sample("us", us)),
                        List.of(sample("eu", "2"), sample("eu", "1.5"), sample("us", "NaN")))));
    }

    private static Sample sample(String region, String value) {
        return new Sample(
                Map.of("namespace", "shop", "slo", "checkout", "service", "checkout", "region", region),
                Double.parseDouble(value));
    }

    private static Slo read(String yaml) {
        return ((Reading.Read<Slo>) SloReader.read(new KubernetesSerialization().unmarshal(yaml, SLO.class))).value();
    }
}
