package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.promql.Confinement;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of an SLO into which a user can write what ends in PromQL or in a template. */
class ConfinedSloTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final ClusterFacts CONFINED = ClusterFacts.WITHOUT_CLUSTER.withConfined(Set.of("shop"));
    private static final Confinement TO_SHOP = Confinement.to("shop");
    private static final Pattern TEMPLATE_QUERY = Pattern.compile("`([^`]*)`");

    private static final String QUIET = "";
    private static final String SHOUTING = """
              description: '{{ query "sum(orders_total{namespace=\\"bank\\"})" | first | value }}'
              alerting:
                runbook: 'https://a.example/{{query`orders_total`}}'
                dashboard: 'https://a.example/{{.|query}}'
                page: {labels: {channel: '{{ with query "up" }}{{ . | first | strvalue }}{{ end }}', tier: '{{ $labels.namespace }}'}}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ratio: {errors: 'orders_total{code=\"500\"}', total: 'orders_total{namespace=~\".+\"}'}",
                "ratio: {good: '{__name__=~\"orders.*\"}', total: '{\"orders_total\", \"namespace\"=\"bank\"}'}",
                "correctness: {valid: valid_total, total: '{\"my.records\"}'}",
                "latency: {histogram: 'latency_seconds{namespace=\"bank\"}', threshold: 300ms}",
                "latency: {histogram: '{\"latency.seconds\"}', threshold: 300ms, native: true}",
                "freshness: {timestamp: 'last_success{namespace!=\"shop\"}', maxAge: 5m}",
                "condition: {query: 'min(up{job=\"home\"} offset -5m) == bool on () group_left () max_over_time(min(up)[5m:1m] @ end())'}",
                "query: {errors: 'sum(rate(a_total[$window]))', total: 'sum(rate(a_total[$window] offset 5m) or ignoring (namespace) rate(b_total{namespace=\"bank\"}[$window]))'}",
                "query: {errorRatio: 'max(avg_over_time(absent(ratio{namespace=\"bank\"})[${window}:1m]))'}",
            })
    void everySelectorOfEveryRuleAndTemplateIsConfined(String sli) {
        for (String rest : List.of(QUIET, SHOUTING)) {
            PrometheusRule object = rules(slo(sli, rest), CONFINED);

            assertThat(object.getMetadata().getAnnotations()).containsEntry(OutputAnnotations.CONFINED, "shop");
            assertThat(queries(object)).hasSizeGreaterThan(15).allSatisfy(ConfinedSloTest::assertConfined);
        }
    }

    @Test
    void templatesOfAGroupAskForItInTheNamespace() {
        PrometheusRule object =
                rules(slo("ratio: {errors: e_total, total: orders_total}", "  groupBy: [region]\n"), CONFINED);

        assertThat(queries(object))
                .anyMatch(query -> query.contains("region=\"eu\""))
                .allSatisfy(ConfinedSloTest::assertConfined);
    }

    @Test
    void whatATemplateWouldRunStaysText() {
        PrometheusRule object = rules(slo("ratio: {errors: e_total, total: orders_total}", SHOUTING), CONFINED);

        List<Rule> alerts =
                allRules(object).filter(rule -> rule.getAlert() != null).toList();
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.getLabels()).containsEntry("namespace", "shop");
            assertThat(alert.getAnnotations().get("description")).contains("{{\"{{\"}} query \"sum(");
            assertThat(Stream.concat(alert.getLabels().values().stream(), alert.getAnnotations().values().stream()))
                    .noneMatch(text -> text.matches(
                            "(?s).*\\{\\{\\s*(query `?orders|query \"|[.]\\||with query \"up|[$]labels.namespace).*"));
        });
    }

    /** A rule that set {@code namespace} would speak for another tenant; which is so without any policy. */
    @ParameterizedTest
    @ValueSource(strings = {"namespace: bank", "__name__: ALERTS", "slo: other", "signalbox_severity: ticket"})
    void noLabelOfAnAlertSpeaksForAnother(String label) {
        SLO resource = resource(
                "ratio: {errors: e_total, total: orders_total}",
                "  alerting: {page: {labels: {%s}}}\n".formatted(label));

        assertThat(SloReader.read(resource).violations())
                .extracting(Violation::path)
                .containsExactly("spec.alerting.page.labels." + label.split(":")[0]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "spec.sli.condition.query | condition: {query: 'label_replace(up, \"namespace\", \"shop\", \"\", \"\") == 1'}",
                "spec.sli.query.errors | query: {errors: 'sum(label_join(rate(e_total[$window]), \"namespace\", \"\", \"a\"))', total: 'sum(rate(a_total[$window]))'}",
                "spec.sli.query.total | query: {errors: 'sum(rate(e_total[$window]))', total: 'sum(count_values(\"namespace\", rate(a_total[$window])))'}",
                "spec.sli.query.errorRatio | query: {errorRatio: 'max(max_over_time(label_replace(r, (\"namespace\"), \"x\", \"\", \"\")[$window:1m]))'}",
            })
    void whatMakesUpANamespaceIsRefusedWhereItStands(String path, String sli) {
        Slo slo = slo(sli, QUIET);

        assertThat(SloCompiler.compile(slo, CONFINED))
                .isInstanceOfSatisfying(Compilation.Rejected.class, rejected -> assertThat(rejected.violations())
                        .singleElement()
                        .satisfies(violation -> {
                            assertThat(violation.path()).isEqualTo(path);
                            assertThat(violation.message()).startsWith("must not make up the label namespace");
                            assertThat(violation.fix()).startsWith("write ");
                        }));
        assertThat(SloCompiler.runbook(slo, CONFINED)).isEmpty();
        assertThat(SloCompiler.compile(slo, ClusterFacts.WITHOUT_CLUSTER)).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void bothSidesOfAQueryAreToldAtOnce() {
        String made = "sum(label_join(rate(a_total[$window]), \"namespace\", \"\", \"a\"))";

        assertThat(SloCompiler.compile(
                        slo("query: {errors: '%s', total: '%s'}".formatted(made, made), QUIET), CONFINED))
                .isInstanceOfSatisfying(Compilation.Rejected.class, rejected -> assertThat(rejected.violations())
                        .extracting(Violation::path)
                        .containsExactly("spec.sli.query.errors", "spec.sli.query.total"));
    }

    /** {@code info} is experimental and refused everywhere. */
    @Test
    void whatReadsMoreThanItSaysIsNoPromqlOfOurs() {
        assertThat(SloReader.read(resource("condition: {query: 'info(up) == 1'}", QUIET))
                        .violations())
                .extracting(Violation::message)
                .singleElement()
                .asString()
                .contains("function info is experimental");
    }

    @Test
    void copiesForOthersDashboardsAreConfinedToo() {
        RuleSettings usual = RuleSettings.DEFAULT;
        ClusterFacts sloth = new ClusterFacts(
                        CONFINED.kinds(),
                        Optional.empty(),
                        new RuleSettings(
                                usual.scrapeInterval(),
                                usual.ledgerDelay(),
                                Optional.empty(),
                                Map.of(),
                                usual.evaluator(),
                                usual.format(),
                                RuleSettings.Compatibility.SLOTH,
                                usual.runbooks(),
                                usual.links(),
                                usual.queries()),
                        Map.of())
                .withConfined(Set.of("shop"));

        assertThat(queries(rules(slo("ratio: {errors: e_total, total: orders_total}", QUIET), sloth)))
                .hasSizeGreaterThan(30)
                .allSatisfy(ConfinedSloTest::assertConfined);
    }

    @Test
    void otherNamespacesStayAsTheyAre() {
        String sli = "ratio: {errors: e_total, total: orders_total}";

        assertThat(rules(slo(sli, QUIET), CONFINED.withConfined(Set.of("bank"))))
                .isEqualTo(rules(slo(sli, QUIET), ClusterFacts.WITHOUT_CLUSTER));
    }

    private static void assertConfined(String query) {
        Expr expr = PromqlParser.parse(query) instanceof ParseResult.Parsed(Expr parsed) ? parsed : null;
        assertThat(expr).as(query).isNotNull();
        assertThat(ExprAnalysis.selectors(expr)).as(query).allMatch(selector -> selector.matchers()
                .contains(LabelMatcher.equal("namespace", "shop")));
        assertThat(TO_SHOP.holds(expr)).as(query).isTrue();
    }

    /** Expressions of rules, and what their templates ask for. */
    private static List<String> queries(PrometheusRule object) {
        return allRules(object)
                .flatMap(rule -> Stream.concat(
                        Stream.of(rule.getExpr().getStrVal()),
                        rule.getAnnotations() == null
                                ? Stream.empty()
                                : rule.getAnnotations().entrySet().stream()
                                        .filter(text -> List.of("summary", "description")
                                                .contains(text.getKey()))
                                        .flatMap(text -> TEMPLATE_QUERY
                                                .matcher(text.getValue())
                                                .results())
                                        .map(match -> match.group(1).replace("%[1]q", "\"eu\""))))
                .toList();
    }

    private static Stream<Rule> allRules(PrometheusRule object) {
        return object.getSpec().getGroups().stream().flatMap(group -> group.getRules().stream());
    }

    private static PrometheusRule rules(Slo slo, ClusterFacts facts) {
        return switch (SloCompiler.compile(slo, facts)) {
            case Compilation.Compiled compiled ->
                (PrometheusRule) compiled.manifests().getFirst();
            case Compilation other -> throw new AssertionError(other);
        };
    }

    private static Slo slo(String sli, String rest) {
        return switch (SloReader.read(resource(sli, rest))) {
            case Reading.Invalid<?>(var violations) -> throw new AssertionError(violations);
            case Reading.Read<Slo>(Slo slo) -> slo;
        };
    }

    private static SLO resource(String sli, String rest) {
        return YAML.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: availability, namespace: shop}
                spec:
                  service: checkout
                  objective: 99.9
                  sli:
                    %s
                %s""".formatted(sli, rest), SLO.class);
    }
}
