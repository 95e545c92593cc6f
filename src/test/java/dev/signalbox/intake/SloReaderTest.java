package dev.signalbox.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.model.Alerting.MissingData;
import dev.signalbox.model.BurnRateTable;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SloReaderTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String RATIO =
            "{ratio: {errors: 'http_requests_total{code=~\"5..\"}', total: http_requests_total}}";

    @Test
    void whatIsNotSaidHasItsDefault() {
        Slo slo = read(spec("service: checkout", "objective: 99.9", "sli: " + RATIO));

        assertThat(slo.windowDays()).isEqualTo(30);
        assertThat(slo.service()).isEqualTo(new ServiceReference.Named("checkout"));
        assertThat(slo.objective().errorBudget()).isEqualByComparingTo("0.001");
        assertThat(slo.indicator())
                .isEqualTo(new Indicator.Ratio(
                        new Indicator.BadEvents.Errors("http_requests_total{code=~\"5..\"}"), "http_requests_total"));
        assertThat(slo.alerting().name()).isEqualTo("CheckoutAvailabilityBudgetBurn");
        assertThat(slo.alerting().burnRates()).isEqualTo(BurnRateTable.STANDARD);
        assertThat(slo.alerting().missingData()).isEqualTo(MissingData.TICKET);
        assertThat(slo.alerting().page().labels()).containsEntry("severity", "critical");
        assertThat(slo.budgetPolicy().exhaustedBelow()).isEqualByComparingTo("10");
    }

    @Test
    void ownBurnRatesAreReadRowByRow() {
        Slo slo = read(spec(
                "service: checkout",
                "objective: 99.9",
                "sli: " + RATIO,
                "alerting: {burnRates: [{severity: Page, burnRate: 20, long: 30m, short: 5m},"
                        + " {severity: Ticket, consumed: 10, long: 1d, short: 2h}]}"));

        assertThat(slo.alerting().burnRates())
                .extracting(row -> row.severity() + " " + row.longWindow() + " " + row.shortWindow())
                .containsExactly("PAGE PT30M PT5M", "TICKET PT24H PT2H");
        assertThat(slo.alerting().burnRates().getFirst().longWindow()).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void aFaultNamesItsFieldAndWhatToWrite(String yaml, String expected) {
        assertThat(violations(yaml)).extracting(Violation::toString).containsExactly(expected);
    }

    static Stream<Arguments> faults() {
        String service = "service: checkout";
        String objective = "objective: 99.9";
        String sli = "sli: " + RATIO;
        return Stream.of(
                Arguments.of(
                        spec(service, "objective: 100", sli),
                        "spec.objective: must be > 0 and < 100, was 100; write e.g. \"99.9\""),
                Arguments.of(
                        spec(service, "objective: 0", sli),
                        "spec.objective: must be > 0 and < 100, was 0; write e.g. \"99.9\""),
                Arguments.of(
                        spec(service, sli), "spec.objective: must be > 0 and < 100, was missing; write e.g. \"99.9\""),
                Arguments.of(
                        spec(service, objective, sli, "canary: {controllers: [], window: 5m}"),
                        "spec.canary.controllers: must name who rolls out, had none; write e.g. [ArgoRollouts], or"
                                + " leave spec.canary out"),
                Arguments.of(
                        spec(service, objective, sli, "canary: {controllers: [Flagger], window: 2h}"),
                        "spec.canary.window: must be from 5m to 1h, was \"2h\"; write e.g. \"5m\""),
                Arguments.of(
                        spec(service, "objective: 80", sli, "canary: {controllers: [Flagger]}"),
                        "spec.canary.burnRateAbove: must be below 5, the burn rate when everything fails at an"
                                + " objective of 80 %; was 6, the default; write e.g. 2.5"),
                Arguments.of(
                        spec(service, objective, sli, "canary: {controllers: [Flagger], burnRateAbove: 0}"),
                        "spec.canary.burnRateAbove: must be > 0, was 0; write e.g. 6"),
                Arguments.of(
                        spec(service, objective, sli, "window: 36h"),
                        "spec.window: must be whole days from 1d to 90d, was \"36h\"; write e.g. \"30d\""),
                Arguments.of(
                        spec(service, objective, sli, "window: 91d"),
                        "spec.window: must be whole days from 1d to 90d, was \"91d\"; write e.g. \"30d\""),
                Arguments.of(
                        spec(objective, sli),
                        "spec: must have exactly one of serviceRef and service, had neither; write e.g. serviceRef: "
                                + "{name: checkout}, or service: checkout where there is no ServiceObservability"),
                Arguments.of(
                        spec(service, objective, sli, "groupBy: [slo]"),
                        "spec.groupBy[0]: must not be a label that the rules set themselves, was \"slo\"; use another "
                                + "label, e.g. \"region\""),
                Arguments.of(
                        spec(service, objective, sli, "groupBy: [null]"),
                        "spec.groupBy[0]: must be a label name of letters, digits and '_' that begins with no digit, was "
                                + "\"\"; write e.g. \"region\""),
                Arguments.of(
                        spec(service, objective, sli, "groupBy: [region, region]"),
                        "spec.groupBy[1]: must be given once, was given twice: \"region\"; remove one"),
                Arguments.of(
                        spec(service, objective, "sli: {scrapeInterval: 30s}"),
                        "spec.sli: must have exactly one of ratio, latency, freshness, correctness, condition and query,"
                                + " had none; write e.g. ratio: {errors: …, total: …}; a second indicator needs an SLO"
                                + " of its own"),
                Arguments.of(
                        spec(service, objective, "sli: {ratio: {total: http_requests_total}}"),
                        "spec.sli.ratio: must have exactly one of errors and good, had neither; give errors, or good "
                                + "where errors can't be told"),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {burnRates: Fast}"),
                        "spec.alerting.burnRates: must be Standard, Relaxed or a list of rows, was \"Fast\"; write e.g. "
                                + "Standard, or [{severity: Page, consumed: 2, long: 1h, short: 5m}]"),
                Arguments.of(
                        spec(
                                service,
                                objective,
                                sli,
                                "alerting: {burnRates: [{severity: Page, consumed: 2, long: 5m, short: 1h}]}"),
                        "spec.alerting.burnRates[0].short: must be shorter than long, was \"1h\" with long \"5m\"; "
                                + "write e.g. long: 1h, short: 5m"),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {burnRates: [null]}"),
                        "spec.alerting.burnRates[0]: must be a row, was null; write e.g. {severity: Page, consumed: 2, "
                                + "long: 1h, short: 5m}, or leave it out"),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {page: {labels: {team: me}}}"),
                        "spec.alerting.page.labels.team: must not be a label that the rules set themselves, was "
                                + "\"team\"; name it in the ServiceObservability, and that in serviceRef"),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {page: {labels: {alertstate: up}}}"),
                        "spec.alerting.page.labels.alertstate: must not be a label that the rules set themselves, was "
                                + "\"alertstate\"; use another label, e.g. \"channel\""),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {ticket: {labels: {severity: ''}}}"),
                        "spec.alerting.ticket.labels.severity: must have a value, was empty, which to Prometheus is no "
                                + "label; write one, or leave the label out"),
                Arguments.of(
                        spec(service, objective, sli, "groupBy: [alertstate]"),
                        "spec.groupBy[0]: must not be a label that the rules set themselves, was \"alertstate\"; use "
                                + "another label, e.g. \"region\""),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {name: SLOMissingData}"),
                        "spec.alerting.name: must not be the name of the alert for data that is gone, was "
                                + "\"SLOMissingData\"; write e.g. \"CheckoutFailing\""),
                Arguments.of(
                        spec(
                                service,
                                objective,
                                sli,
                                "alerting: {burnRates: [{severity: page, consumed: 2, long: 1h, short: 5m}]}"),
                        "spec.alerting.burnRates[0].severity: must be Page or Ticket, was \"page\"; write e.g. Page"),
                Arguments.of(
                        spec(service, objective, sli, "alerting: {burnRates: [fast]}"),
                        "spec.alerting.burnRates: must be rows of severity, consumed or burnRate, long and short, was "
                                + "[\"fast\"]; write e.g. Standard, or [{severity: Page, consumed: 2, "
                                + "long: 1h, short: 5m}]"),
                Arguments.of(
                        spec(service, objective, "sli: {ratio: {errors: 'sum(rate(a{b=\"c\"}[5m]))', total: a}}"),
                        "spec.sli.ratio.errors: must be a selector, to which rate and windows are added; was the "
                                + "expression 'sum(rate(a{b=\"c\"}[5m]))'; write 'a{b=\"c\"}'"),
                Arguments.of(
                        spec(service, objective, "sli: {ratio: {errors: a}}"),
                        "spec.sli.ratio.total: must be a selector, was missing; write e.g. "
                                + "'http_requests_total{job=\"checkout\"}'"),
                Arguments.of(
                        spec(service, objective, sli, "errorBudgetPolicy: {warningBelow: 5, exhaustedBelow: 10}"),
                        "spec.errorBudgetPolicy: must have 0 <= exhaustedBelow < warningBelow <= 100, was "
                                + "exhaustedBelow 10 and warningBelow 5; write e.g. {warningBelow: 25, exhaustedBelow: 10}"));
    }

    @Test
    void allThatIsWrongWithARowIsToldAtOnce() {
        assertThat(violations(spec(
                        "service: checkout",
                        "objective: 99.9",
                        "sli: {ratio: {errors: a, total: b}}",
                        "alerting: {burnRates: [{severity: page, consumed: 200, long: 1y, short: 1s}]}")))
                .extracting(Violation::path)
                .containsExactly(
                        "spec.alerting.burnRates[0].severity",
                        "spec.alerting.burnRates[0].consumed",
                        "spec.alerting.burnRates[0].long",
                        "spec.alerting.burnRates[0].short");
    }

    @Test
    void aSelectorThatDoesNotParseIsToldWithItsPosition() {
        List<Violation> violations = violations(
                spec("service: checkout", "objective: 99.9", "sli: {ratio: {errors: 'a{b=}', total: 'sum(x)'}}"));

        assertThat(violations)
                .extracting(Violation::path)
                .containsExactly("spec.sli.ratio.total", "spec.sli.ratio.errors");
        assertThat(violations.get(1).message()).contains("'a{b=}'", "character 5");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(violations(spec("objective: 200", "window: 1h", "sli: {}", "groupBy: ['a-b']")))
                .extracting(Violation::path)
                .containsExactly("spec.objective", "spec.window", "spec", "spec.groupBy[0]", "spec.sli");
    }

    @Test
    void aNameThatIsTooLongIsToldBeforeItIsTruncatedAnywhere() {
        String yaml = spec("service: checkout", "objective: 99.9", "sli: " + RATIO)
                .replace("checkout-availability", "a".repeat(60));

        assertThat(violations(yaml)).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("metadata.name");
            assertThat(violation.message()).contains("at most 59", "was 60");
        });
    }

    private static String spec(String... fields) {
        return """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout-availability, namespace: shop}
            spec:
            """ + Stream.of(fields).map(field -> "  " + field + "\n").reduce("", String::concat);
    }

    private static Slo read(String yaml) {
        return switch (SloReader.read(YAML.unmarshal(yaml, SLO.class))) {
            case Reading.Read<Slo>(Slo slo) -> slo;
            case Reading.Invalid<Slo>(List<Violation> violations) -> throw new AssertionError(violations);
        };
    }

    private static List<Violation> violations(String yaml) {
        return switch (SloReader.read(YAML.unmarshal(yaml, SLO.class))) {
            case Reading.Read<Slo>(Slo slo) -> throw new AssertionError("accepted: " + slo);
            case Reading.Invalid<Slo>(List<Violation> violations) -> violations;
        };
    }
}
