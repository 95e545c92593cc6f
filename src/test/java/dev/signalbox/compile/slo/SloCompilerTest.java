package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.PrometheusVersion;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.Alerting;
import dev.signalbox.model.BudgetPolicy;
import dev.signalbox.model.BurnRateTable;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Objective;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloCompilerTest {
    private static final ResourceName NAME = new ResourceName("shop", "checkout");
    private static final ResourceName CHECKOUT = new ResourceName("shop", "checkout");
    private static final ServiceReference NAMED = new ServiceReference.Named("checkout");
    private static final ServiceReference DECLARED = new ServiceReference.Declared(CHECKOUT);

    @ParameterizedTest(name = "{0} over {1} days: {2}")
    @CsvSource({
        "99.9, 30, 0.0144 0.006 0.003 0.001",
        "99.9, 7, 0.00336 0.0014 0.001 0.001",
        "99.9, 28, 0.01344 0.0056 0.0028 0.001",
        "99, 90, 0.432 0.18 0.09 0.03",
        "99.95, 30, 0.0072 0.003 0.0015 0.0005",
        "99.9999, 30, 0.0000144 0.000006 0.000003 0.000001",
    })
    void thresholdsAreExactDecimals(String objective, int days, String thresholds) {
        List<BigDecimal> ratios = BurnRateTable.STANDARD.stream()
                .map(row -> AlertRow.of(row, slo(objective, days, NAMED)).errorRatio())
                .toList();

        assertThat(ratios.stream().map(BigDecimal::toPlainString)).containsExactly(thresholds.split(" "));
        assertThat(expressions(compiled(slo(objective, days, NAMED), ClusterFacts.WITHOUT_CLUSTER)))
                .anyMatch(expr -> expr.contains(" > " + thresholds.split(" ")[0] + " and "));
    }

    @Test
    void everyExpressionParsesAndNoneReadsTheLedgerWithAnInstantSelector() {
        PrometheusRule rule = compiled(slo("99.9", 30, NAMED), ClusterFacts.WITHOUT_CLUSTER);

        assertThat(expressions(rule)).isNotEmpty().allSatisfy(expr -> {
            assertThat(PromqlParser.parse(expr)).isInstanceOf(ParseResult.Parsed.class);
            assertThat(expr.replaceAll("\\{[^}]*}\\[[^]]*]", ""))
                    .doesNotContainPattern("(sli_events:increase|sli_errors|sli_first_event|ledger_ratio)[^ ]*\\{");
        });
    }

    @Test
    void aLedgerCellCountsEachIncrementOnce() {
        PrometheusRule rule = compiled(slo("99.9", 30, NAMED), ClusterFacts.WITHOUT_CLUSTER);

        assertThat(recorded(rule, SloSeries.LEDGER_EVENTS).getExpr().getStrVal())
                .isEqualTo("sum(increase(http_requests_total{job=\"checkout\"}[5m29s999ms] offset 1m)) * 300 / 330");
    }

    @Test
    void allEventsAreReadOnceForEachWindowThatIsReadFromRawSeries() {
        PrometheusRule rule = compiled(slo("99.9", 30, NAMED), ClusterFacts.WITHOUT_CLUSTER);

        assertThat(expressions(rule).stream()
                        .filter(expr -> expr.contains("rate(http_requests_total{job=\"checkout\"}")))
                .containsExactly(
                        "sum(rate(http_requests_total{job=\"checkout\"}[5m]))",
                        "sum(rate(http_requests_total{job=\"checkout\"}[30m]))",
                        "sum(rate(http_requests_total{job=\"checkout\"}[1h]))");
    }

    @ParameterizedTest(name = "missing data {0}: {1}")
    @CsvSource({"TICKET, true", "PAGE, true", "IGNORE, false"})
    void aPageHoldsWhatWasLastKnownUntilMissingDataHasTakenOver(Alerting.MissingData missingData, boolean holds) {
        PrometheusRule rule = compiled(slo("99.9", 30, NAMED, missingData), ClusterFacts.WITHOUT_CLUSTER);

        String lastKnown = "last_over_time(slo:sli_error:ratio_rate5m{namespace=\"shop\",slo=\"checkout\"}[25m])";
        assertThat(expressions(rule).stream().anyMatch(expr -> expr.contains(lastKnown)))
                .isEqualTo(holds);
    }

    @Test
    void identityIsAllThatSeriesAreLabelledWith() {
        ClusterFacts facts = facts(Map.of(
                CHECKOUT,
                new DeclaredService(
                        "checkout", Optional.of("payments"), Optional.of(1), Optional.empty(), Optional.empty())));
        PrometheusRule rule = compiled(slo("99.9", 30, DECLARED), facts);

        Map<String, String> identity = Map.of("namespace", "shop", "slo", "checkout", "service", "checkout");
        assertThat(rules(rule)
                        .filter(r -> r.getRecord() != null && !r.getRecord().equals(SloSeries.INFO)))
                .allSatisfy(recording -> assertThat(recording.getLabels()).isEqualTo(identity));
        assertThat(recorded(rule, SloSeries.INFO).getLabels())
                .containsAllEntriesOf(identity)
                .containsEntry("team", "payments")
                .containsEntry("tier", "1")
                .containsEntry("objective", "99.9")
                .containsEntry("window", "30d");
    }

    @Test
    void theServicesScrapeIntervalIsTheLedgers() {
        ClusterFacts facts = facts(Map.of(
                CHECKOUT,
                new DeclaredService(
                        "checkout",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(15)),
                        Optional.empty())));

        assertThat(recorded(compiled(slo("99.9", 30, DECLARED), facts), SloSeries.LEDGER_EVENTS)
                        .getExpr()
                        .getStrVal())
                .contains("[5m14s999ms] offset 1m)) * 300 / 315");
    }

    @Test
    void aScrapeIntervalThatTheLedgerCantCountWithIsRefused() {
        ClusterFacts facts = facts(Map.of(
                CHECKOUT,
                new DeclaredService(
                        "checkout",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(45)),
                        Optional.empty())));

        assertThat(SloCompiler.compile(slo("99.9", 30, DECLARED), facts))
                .isInstanceOfSatisfying(Compilation.Rejected.class, rejected -> assertThat(rejected.violations())
                        .hasToString("[spec.serviceRef: must be at most 1m and divide 5m, was \"45s\" (of the service "
                                + "checkout); scrape at e.g. 15s, 30s or 1m]"));
    }

    @Test
    void aMissingServiceBlocksAndSaysWhichFieldNamesIt() {
        assertThat(SloCompiler.compile(slo("99.9", 30, DECLARED), ClusterFacts.WITHOUT_CLUSTER))
                .isInstanceOfSatisfying(Compilation.Blocked.class, blocked -> assertThat(blocked.missing())
                        .isInstanceOfSatisfying(Prerequisite.Reference.class, reference -> assertThat(
                                        reference.violation().path())
                                .isEqualTo("spec.serviceRef.name")));
    }

    @Test
    void aKindThatIsNotServedBlocks() {
        ClusterFacts bare = new ClusterFacts(Set.of(), Optional.empty(), RuleSettings.DEFAULT, Map.of());

        assertThat(SloCompiler.compile(slo("99.9", 30, NAMED), bare))
                .isEqualTo(new Compilation.Blocked(new Prerequisite.Kind(ServedKind.PROMETHEUS_RULE)));
    }

    @Test
    void anAlertThatCanNeverFireIsLeftOutAndTold() {
        Compilation.Compiled compiled =
                (Compilation.Compiled) SloCompiler.compile(slo("90", 30, NAMED), ClusterFacts.WITHOUT_CLUSTER);

        assertThat(compiled.notices()).extracting(Notice::reason).containsExactly("AlertCannotFire");
        assertThat(compiled.notices().getFirst().message()).contains("page row of 1h and 5m", "above 1.44");
        assertThat(expressions((PrometheusRule) compiled.manifests().getFirst()))
                .noneMatch(expr -> expr.contains("> 1.44"))
                .anyMatch(expr -> expr.contains("> 0.6"));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "http_seconds | 0.25 0.5   | [spec.sli.latency.threshold: must be a bound of http_seconds's buckets, was \"300ms\"; write 250ms or 500ms, or add a bucket to the histogram]",
                "http_seconds | 0.0001 0.1 | [spec.sli.latency.threshold: must be a bound of http_seconds's buckets, was \"300ms\"; write 100ms, or add a bucket to the histogram]",
                "http_seconds | 0.3        | []",
                "grpc_seconds | 0.25 0.5   | []",
            })
    void aThresholdMustBeABoundWhereTheBoundsAreKnown(String histogram, String bounds, String told) {
        ClusterFacts usual = ClusterFacts.WITHOUT_CLUSTER;
        ClusterFacts facts = new ClusterFacts(
                usual.kinds(),
                usual.prometheus(),
                usual.rules(),
                usual.services(),
                usual.slothIds(),
                Map.of(
                        histogram,
                        Stream.of(bounds.split(" ")).map(BigDecimal::new).toList()));
        Indicator latency = new Indicator.Latency("http_seconds", Duration.ofMillis(300), Indicator.Histogram.CLASSIC);

        assertThat(SloCompiler.compile(slo("99.9", 30, NAMED, Alerting.MissingData.TICKET, latency), facts))
                .extracting(compilation ->
                        compilation instanceof Compilation.Rejected rejected ? rejected.violations() : List.of())
                .hasToString(told);
    }

    @ParameterizedTest(name = "{0} of {1} days")
    @CsvSource({"30, 0", "29, 1"})
    void aWindowThatOutlastsTheStoreIsTold(int kept, int told) {
        RuleSettings usual = RuleSettings.DEFAULT;
        RuleSettings settings = new RuleSettings(
                usual.scrapeInterval(),
                usual.ledgerDelay(),
                Optional.of(Duration.ofDays(kept)),
                usual.labels(),
                usual.evaluator(),
                usual.format(),
                usual.compatibility(),
                usual.runbooks(),
                usual.links(),
                usual.queries());
        ClusterFacts facts =
                new ClusterFacts(ClusterFacts.WITHOUT_CLUSTER.kinds(), Optional.empty(), settings, Map.of());

        Compilation.Compiled compiled = (Compilation.Compiled) SloCompiler.compile(slo("99.9", 30, NAMED), facts);

        assertThat(compiled.notices().stream().map(Notice::reason))
                .containsExactlyElementsOf(Collections.nCopies(told, "WindowExceedsRetention"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"count(up == 1) >= bool 2, true", "sum(up == bool 1) >= bool 2, false"})
    void aConditionThatVanishesInsteadOfBeingBadIsTold(String query, boolean told) {
        Slo slo = slo("99.9", 30, NAMED, Alerting.MissingData.TICKET, new Indicator.Condition(query));

        Compilation.Compiled compiled = (Compilation.Compiled) SloCompiler.compile(slo, ClusterFacts.WITHOUT_CLUSTER);

        assertThat(compiled.notices().stream().map(Notice::reason))
                .containsExactlyElementsOf(told ? List.of("ConditionMayVanish") : List.of());
    }

    @Test
    void timeIsReadFromTheRawSeriesOnce() {
        Slo slo = slo(
                "99.9", 30, NAMED, Alerting.MissingData.TICKET, new Indicator.Freshness("last", Duration.ofHours(1)));

        assertThat(expressions(compiled(slo, ClusterFacts.WITHOUT_CLUSTER)).stream()
                        .filter(expr -> expr.matches(".*\\blast\\b.*")))
                .containsExactly("time() - (max(last) >= 0) > bool 3600");
    }

    @Test
    void keepFiringForIsWrittenOnlyWhereTheServerKnowsIt() {
        ClusterFacts old = versioned(new PrometheusVersion(2, 41));
        ClusterFacts recent = versioned(new PrometheusVersion(2, 42));

        assertThat(rules(compiled(slo("99.9", 30, NAMED), old)).map(Rule::getKeepFiringFor))
                .containsOnlyNulls();
        assertThat(rules(compiled(slo("99.9", 30, NAMED), recent))
                        .filter(rule -> rule.getKeepFiringFor() != null)
                        .map(rule -> rule.getLabels().get("signalbox_severity") + " " + rule.getKeepFiringFor()))
                .containsExactly("ticket 15m");
    }

    private static ClusterFacts facts(Map<ResourceName, DeclaredService> services) {
        return new ClusterFacts(ClusterFacts.WITHOUT_CLUSTER.kinds(), Optional.empty(), RuleSettings.DEFAULT, services);
    }

    private static ClusterFacts versioned(PrometheusVersion version) {
        return new ClusterFacts(
                ClusterFacts.WITHOUT_CLUSTER.kinds(), Optional.of(version), RuleSettings.DEFAULT, Map.of());
    }

    private static Slo slo(String objective, int days, ServiceReference service) {
        return slo(objective, days, service, Alerting.MissingData.TICKET);
    }

    private static Slo slo(String objective, int days, ServiceReference service, Alerting.MissingData missingData) {
        return slo(
                objective,
                days,
                service,
                missingData,
                new Indicator.Ratio(
                        new Indicator.BadEvents.Errors("http_requests_total{code=~\"5..\",job=\"checkout\"}"),
                        "http_requests_total{job=\"checkout\"}"));
    }

    private static Slo slo(
            String objective,
            int days,
            ServiceReference service,
            Alerting.MissingData missingData,
            Indicator indicator) {
        return new Slo(
                NAME,
                service,
                "Shoppers can pay",
                new Objective(new BigDecimal(objective)),
                days,
                indicator,
                Optional.empty(),
                List.of(),
                new Alerting(
                        "CheckoutFailing",
                        BurnRateTable.STANDARD,
                        new Alerting.Route(Map.of("severity", "critical"), false),
                        new Alerting.Route(Map.of("severity", "warning"), false),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        missingData),
                new BudgetPolicy(BigDecimal.valueOf(25), BigDecimal.TEN, false),
                Optional.empty());
    }

    private static PrometheusRule compiled(Slo slo, ClusterFacts facts) {
        return switch (SloCompiler.compile(slo, facts)) {
            case Compilation.Compiled compiled ->
                (PrometheusRule) compiled.manifests().getFirst();
            case Compilation other -> throw new AssertionError(other);
        };
    }

    private static Stream<Rule> rules(PrometheusRule rule) {
        return rule.getSpec().getGroups().stream().flatMap(group -> group.getRules().stream());
    }

    private static List<String> expressions(PrometheusRule rule) {
        return rules(rule).map(r -> r.getExpr().getStrVal()).toList();
    }

    private static Rule recorded(PrometheusRule rule, String series) {
        return rules(rule).filter(r -> series.equals(r.getRecord())).findFirst().orElseThrow();
    }
}
