package dev.signalbox.intake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Adaptive;
import dev.signalbox.model.pipeline.TraceSampling.AttributeValues;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.SpanStatus;
import dev.signalbox.model.pipeline.TraceSampling.Tail;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import dev.signalbox.model.pipeline.TraceSampling.Trouble;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingReaderTest {
    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(read())
                .isEqualTo(new TraceSampling(
                        new ResourceName("shop", "standard"),
                        LabelSelection.ALL,
                        Head.ALL,
                        Tail.NONE,
                        Optional.empty(),
                        false));
        assertThat(read("tail: {}", "head: {}").tail()).isEqualTo(Tail.NONE);
    }

    @Test
    void everyFieldIsRead() throws IOException {
        TraceSampling policy = Written.read(
                SamplingReader::read,
                Written.YAML.unmarshal(
                        Files.readString(Path.of("examples/samplingpolicy/full.yaml")), SamplingPolicy.class));

        assertThat(policy)
                .isEqualTo(new TraceSampling(
                        new ResourceName("shop", "standard"),
                        new LabelSelection(Map.of("tier", "1"), List.of()),
                        new Head(BigDecimal.valueOf(100), true),
                        new Tail(
                                new TailRules(
                                        List.of(
                                                rule("errors", SpanStatus.ERROR, null, null),
                                                rule("slow", null, Duration.ofMillis(500), null),
                                                rule(
                                                        "debug-user",
                                                        null,
                                                        null,
                                                        new AttributeValues("user.id", List.of("debug-user-123")))),
                                        List.of(rule(
                                                "health",
                                                null,
                                                null,
                                                new AttributeValues("http.route", List.of("/healthz", "/readyz"))))),
                                Optional.of(BigDecimal.TEN),
                                Duration.ofSeconds(10),
                                Optional.of(2000)),
                        Optional.of(new Adaptive(
                                BigDecimal.TEN,
                                Optional.of(new Trouble.ErrorRate(BigDecimal.valueOf(5))),
                                Duration.ofMinutes(10),
                                Optional.of(5000))),
                        false));
    }

    @Test
    void adaptiveRaisesTheStacksBaselineWithoutATailOfItsOwn() {
        assertThat(read("adaptive: {when: {slo: checkout-availability, burnRateAbove: 14.4}}", "mode: DryRun"))
                .satisfies(policy -> assertThat(policy.dryRun()).isTrue())
                .extracting(policy -> policy.adaptive().orElseThrow())
                .isEqualTo(new Adaptive(
                        BigDecimal.TEN,
                        Optional.of(new Trouble.BurnRate("checkout-availability", new BigDecimal("14.4"))),
                        Duration.ofMinutes(10),
                        Optional.empty()));
    }

    @Test
    void aRuleToKeepAndOneToDropMayHaveOneName() {
        assertThat(read("tail: {keep: [{name: a, status: ERROR}], drop: [{name: a, status: OK}]}")
                        .tail()
                        .rules()
                        .drop())
                .hasSize(1);
    }

    /** What it costs is said by a condition; the user may want it. */
    @Test
    void aHeadBelowAllIsNoFault() {
        assertThat(read("head: {percent: 50}", "tail: {keep: [{name: errors, status: ERROR}]}")
                        .head()
                        .percent())
                .isEqualByComparingTo("50");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultNamesItsFieldAndWhatToWrite(String field, String expected) {
        assertThat(violations(field)).containsExactly(expected);
    }

    static List<Arguments> faults() {
        return List.of(
                fault(
                        "services: {matchLabels: {tier: '1 2'}}",
                        "spec.services.matchLabels.tier: must be a legal label of"
                                + " Kubernetes, was \"tier: 1 2\"; write e.g. {app: checkout}"),
                fault("head: {percent: 101}", "spec.head.percent: must be >= 0 and <= 100, was 101; write e.g. 10"),
                fault("head: {percent: -0.1}", "spec.head.percent: must be >= 0 and <= 100, was -0.1; write e.g. 10"),
                fault(
                        "head: {percent: 1e300}",
                        "spec.head.percent: must be >= 0 and <= 100, was 1.0E+300; write e.g. 10"),
                fault(
                        "tail: {baselinePercent: 100.5}",
                        "spec.tail.baselinePercent: must be >= 0 and <= 100, was 100.5;" + " write e.g. 10"),
                fault(
                        "tail: {decisionWait: 500ms}",
                        "spec.tail.decisionWait: must be from 1s to 5m, was \"500ms\"; write" + " e.g. \"10s\""),
                fault(
                        "tail: {decisionWait: 6m}",
                        "spec.tail.decisionWait: must be from 1s to 5m, was \"6m\"; write e.g." + " \"10s\""),
                fault(
                        "tail: {decisionWait: soon}",
                        "spec.tail.decisionWait: must be a duration, was \"soon\"; write e.g." + " \"30s\""),
                fault(
                        "tail: {maxSpansPerSecond: 0}",
                        "spec.tail.maxSpansPerSecond: must be >= 1 and <= 10000000, was 0"),
                fault(
                        "tail: {keep: [{name: all}]}",
                        "spec.tail.keep[0]: must have at least one of status, slowerThan and"
                                + " attribute, had none; write e.g. {name: errors, status: ERROR}"),
                fault(
                        "tail: {keep: [{status: ERROR}]}",
                        "spec.tail.keep[0].name: must be 1 to 63 lower-case letters,"
                                + " digits and '-', first and last a letter or digit; was missing; write e.g. \"errors\""),
                fault(
                        "tail: {keep: [{name: a, slowerThan: 0ms}]}",
                        "spec.tail.keep[0].slowerThan: must be a duration," + " was \"0ms\"; write e.g. \"30s\""),
                fault(
                        "tail: {drop: [{name: a, attribute: http.route}]}",
                        "spec.tail.drop[0]: must have attribute and"
                                + " values together, had attribute alone; write e.g. {name: health, attribute: http.route,"
                                + " values: [/healthz]}"),
                fault(
                        "tail: {drop: [{name: a, values: [/a]}]}",
                        "spec.tail.drop[0]: must have attribute and values"
                                + " together, had values alone; write e.g. {name: health, attribute: http.route, values:"
                                + " [/healthz]}"),
                fault(
                        "tail: {drop: [{name: a, attribute: b, values: []}]}",
                        "spec.tail.drop[0].values: must have at"
                                + " least one value, was empty; write e.g. [/healthz]"),
                fault(
                        "tail: {drop: [{name: a, attribute: signalbox.service, values: [a]}]}",
                        "spec.tail.drop[0].attribute: must be an attribute that the service sets itself; was"
                                + " \"signalbox.service\", which agents take off; write e.g. http.route"),
                fault(
                        "tail: {keep: [{name: a, status: OK}, {name: a, status: ERROR}]}",
                        "spec.tail.keep[1]: must have a"
                                + " name of its own, was \"a\" as is spec.tail.keep[0]; rename or remove one of them"),
                fault(
                        "tail: {keep: [null]}",
                        "spec.tail.keep[0]: must be given, was null; write it, or leave the item" + " out"),
                fault(
                        "adaptive: {spikeMultiplier: 0.5}",
                        "spec.adaptive.spikeMultiplier: must be >= 1 and <= 1000, was" + " 0.5; write e.g. 10"),
                fault(
                        "adaptive: {cooldown: 0s}",
                        "spec.adaptive.cooldown: must be a duration, was \"0s\"; write e.g." + " \"30s\""),
                fault(
                        "adaptive: {when: {}}",
                        "spec.adaptive.when: must have either errorRatePercentAbove, or slo with"
                                + " burnRateAbove, had neither; write e.g. {errorRatePercentAbove: 5}"),
                fault(
                        "adaptive: {when: {errorRatePercentAbove: 5, slo: a, burnRateAbove: 1}}",
                        "spec.adaptive.when: must"
                                + " have either errorRatePercentAbove, or slo with burnRateAbove, had both; write e.g."
                                + " {errorRatePercentAbove: 5}"),
                fault(
                        "adaptive: {when: {slo: a}}",
                        "spec.adaptive.when: must have slo and burnRateAbove together, had"
                                + " slo alone; write e.g. {slo: checkout-availability, burnRateAbove: 14.4}"),
                fault(
                        "adaptive: {when: {burnRateAbove: 1}}",
                        "spec.adaptive.when: must have slo and burnRateAbove"
                                + " together, had burnRateAbove alone; write e.g. {slo: checkout-availability, burnRateAbove:"
                                + " 14.4}"),
                fault(
                        "adaptive: {when: {slo: a, burnRateAbove: 0}}",
                        "spec.adaptive.when.burnRateAbove: must be > 0 and" + " <= 100000, was 0; write e.g. 14.4"),
                fault(
                        "adaptive: {when: {errorRatePercentAbove: 100}}",
                        "spec.adaptive.when.errorRatePercentAbove: must" + " be >= 0 and < 100, was 100; write e.g. 5"),
                fault(
                        "adaptive: {budget: {}}",
                        "spec.adaptive.budget.spansPerSecond: must be given, was missing; write" + " e.g. 5000"),
                fault(
                        "adaptive: {budget: {spansPerSecond: 0}}",
                        "spec.adaptive.budget.spansPerSecond: must be >= 1 and" + " <= 10000000, was 0"));
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(violations(
                        "head: {percent: 200}",
                        "tail: {keep: [{name: A}], drop: [{name: b}], decisionWait: 1h}",
                        "adaptive: {spikeMultiplier: 0, when: {}}"))
                .extracting(violation -> violation.substring(0, violation.indexOf(':')))
                .containsExactly(
                        "spec.head.percent",
                        "spec.tail.keep[0].name",
                        "spec.tail.keep[0]",
                        "spec.tail.drop[0]",
                        "spec.tail.decisionWait",
                        "spec.adaptive.spikeMultiplier",
                        "spec.adaptive.when");
    }

    private static SpanRule rule(String name, SpanStatus status, Duration slowerThan, AttributeValues attribute) {
        return new SpanRule(
                name, Optional.ofNullable(status), Optional.ofNullable(slowerThan), Optional.ofNullable(attribute));
    }

    private static Arguments fault(String field, String expected) {
        return Arguments.of(field, expected);
    }

    private static TraceSampling read(String... fields) {
        return Written.read(SamplingReader::read, Written.of(SamplingPolicy.class, "standard", fields));
    }

    private static List<String> violations(String... fields) {
        return Written.violations(SamplingReader::read, Written.of(SamplingPolicy.class, "standard", fields));
    }
}
