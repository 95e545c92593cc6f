package dev.signalbox.coverage;

import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.COVERED;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.MISSING;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.NOT_APPLICABLE;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.PARTIAL;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.backend.Sample;
import dev.signalbox.coverage.Inventory.Pod;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Workload WEB = running("web");
    private static final Declared SHOP = declared("web", Set.of(TelemetrySignal.METRICS), false);

    private final List<Pod> pods = new ArrayList<>();
    private final Map<Asked, List<Sample>> answers = new HashMap<>();
    private final List<Declared> declared = new ArrayList<>();
    private final List<Objective> objectives = new ArrayList<>();
    private ExpectedCoverage expected = ExpectedCoverage.USUAL;

    @Test
    void whatWasSeenIsCovered() {
        pods.add(pod("web-1", LONG_AGO));
        up("web-1", 1);
        counted(Question.LOGS, "Deployment", "web");
        counted(Question.SPANS, "Deployment", "web");

        AssessedWorkload web = assess(WEB);

        assertThat(web.coverage())
                .isEqualTo(new Coverage(COVERED, COVERED, COVERED, NOT_APPLICABLE, MISSING, MISSING, NOT_APPLICABLE));
        assertThat(web.isInstrumented()).isTrue();
        assertThat(web.isDeclared()).isFalse();
    }

    @Test
    void metricsNeedNoTrafficToBeMissingAndLogsAndTracesDo() {
        pods.add(pod("web-1", LONG_AGO));
        counted(Question.LOGS, "Deployment", "other");

        assertThat(assess(WEB).coverage().metrics()).isEqualTo(MISSING);
        assertThat(assess(WEB).coverage().logs()).isEqualTo(UNKNOWN);
        assertThat(assess(WEB).coverage().traces()).isEqualTo(UNKNOWN);

        traffic("web-1", 50_000);
        assertThat(assess(WEB).coverage().logs()).isEqualTo(MISSING);
        assertThat(assess(WEB).coverage().traces()).isEqualTo(MISSING);
        assertThat(assess(WEB).missing())
                .containsExactly(TelemetrySignal.METRICS, TelemetrySignal.LOGS, TelemetrySignal.TRACES);

        traffic("web-1", 200);
        assertThat(assess(WEB).coverage().traces())
                .as("no more than probes and scrapes")
                .isEqualTo(UNKNOWN);
    }

    @Test
    void whereNobodyCountsThatNothingIsCountedSaysNothing() {
        pods.add(pod("web-1", LONG_AGO));
        traffic("web-1", 50_000);

        assertThat(assess(WEB).coverage().logs()).isEqualTo(UNKNOWN);
    }

    @Test
    void someOfThePodsAreAPart() {
        pods.add(pod("web-1", LONG_AGO));
        pods.add(pod("web-2", LONG_AGO));
        up("web-1", 1);
        up("web-2", 0);
        assertThat(assess(WEB).coverage().metrics()).isEqualTo(PARTIAL);
        assertThat(assess(WEB).missing()).contains(TelemetrySignal.METRICS);

        counted(Question.POINTS, "Deployment", "web");
        assertThat(assess(WEB).coverage().metrics()).as("sent, not scraped").isEqualTo(COVERED);
    }

    @Test
    void aYoungPodSpeaksForItsWorkloadAndNotAgainstIt() {
        pods.add(pod("web-new", NOW.minusSeconds(60)));
        assertThat(assess(WEB).coverage().metrics()).isEqualTo(UNKNOWN);

        pods.add(pod("web-1", LONG_AGO));
        up("web-1", 1);
        assertThat(assess(WEB).coverage().metrics()).isEqualTo(COVERED);

        pods.removeLast();
        up("web-new", 1);
        assertThat(assess(WEB).coverage().metrics()).isEqualTo(COVERED);
    }

    @Test
    void whatIsIdleNeedsNothing() {
        Workload off = new Workload(WEB.name(), WEB.podLabels(), true, Optional.empty());

        assertThat(assess(off).isInstrumented()).isTrue();
        assertThat(assess(off).coverage().slo()).isEqualTo(NOT_APPLICABLE);
    }

    @Test
    void aCronJobIsLookedBackAtForTwoPeriods() {
        Workload nightly =
                Workload.scheduled(new WorkloadName("shop", "CronJob", "nightly"), Map.of(), false, "0 3 * * *");
        Duration window = Duration.ofDays(2);
        answers.put(new Asked(Question.LOGS, window, true), List.of(ofWorkload("CronJob", "nightly")));
        answers.put(new Asked(Question.UP, window, true), List.of(ofPod("nightly-29384756-x7k2p", 1)));

        assertThat(Asked.about(new Inventory(List.of(nightly), List.of())))
                .hasSize(Question.values().length + 4)
                .contains(new Asked(Question.SPANS, window, true));
        assertThat(assess(nightly).coverage().metrics()).isEqualTo(COVERED);
        assertThat(assess(nightly).coverage().logs()).isEqualTo(COVERED);
        assertThat(assess(nightly).coverage().traces()).isEqualTo(UNKNOWN);
    }

    @Test
    void aPodThatAgentsKnowByItsNameOnlyIsItsWorkloads() {
        Workload rollout = Workload.running(new WorkloadName("shop", "Rollout", "web"), Map.of("app", "web"));
        pods.add(new Pod("web-6d4-x7", rollout.name(), LONG_AGO));
        counted(Question.SPANS, "Pod", "web-6d4-x7");

        assertThat(assess(rollout).coverage().traces()).isEqualTo(COVERED);
    }

    @Test
    void whatIsAskedForIsDeclaredWhetherItIsSeenOrNot() {
        expected = ExpectedCoverage.of(Set.of(TelemetrySignal.METRICS), LabelSelection.ALL, List.of());
        declared.add(SHOP);
        pods.add(pod("web-1", LONG_AGO));

        assertThat(assess(WEB).isDeclared()).isTrue();
        assertThat(assess(WEB).isInstrumented()).isFalse();
        assertThat(assess(WEB).coverage().logs())
                .as("neither asked for nor required")
                .isEqualTo(NOT_APPLICABLE);
        assertThat(assess(running("other")).isDeclared()).isFalse();
    }

    @Test
    void ofTwoServicesThatSelectAPodTheFirstByNameHasIt() {
        declared.add(declared("web", Set.of(), false));
        declared.add(declared("a", Set.of(), true));

        assertThat(assess(WEB).service().orElseThrow().resource().name()).isEqualTo("a");
        assertThat(assess(WEB).coverage().dashboard()).isEqualTo(UNKNOWN);
    }

    @Test
    void slosOfAServiceCoverItByWhatTheySayOfThemselves() {
        declared.add(SHOP);
        assertThat(assess(WEB).coverage().slo()).isEqualTo(MISSING);

        objectives.add(objective(Optional.of("web"), Optional.empty(), COVERED, UNKNOWN));
        assertThat(assess(WEB).coverage().slo()).isEqualTo(COVERED);
        assertThat(assess(WEB).coverage().alerts()).isEqualTo(UNKNOWN);

        objectives.add(objective(Optional.empty(), Optional.of("web"), MISSING, COVERED));
        assertThat(assess(WEB).coverage().slo()).isEqualTo(PARTIAL);
        objectives.add(objective(Optional.empty(), Optional.of("other"), MISSING, MISSING));
        assertThat(assess(WEB).coverage().alerts()).isEqualTo(PARTIAL);
    }

    @Test
    void withoutAServerNothingIsKnownToBeSeen() {
        AssessedWorkload web = new Assessment(List.of(SHOP), List.of(), Optional.empty(), expected)
                .of(new Inventory(List.of(WEB), List.of()))
                .getFirst();

        assertThat(web.coverage().metrics()).isEqualTo(UNKNOWN);
        assertThat(web.coverage().traces()).isEqualTo(UNKNOWN);
    }

    private AssessedWorkload assess(Workload workload) {
        Inventory inventory = new Inventory(List.of(workload), pods);
        return new Assessment(declared, objectives, Optional.of(Sightings.of(inventory, answers, NOW)), expected)
                .of(inventory)
                .getFirst();
    }

    private void up(String pod, double value) {
        add(Question.UP, ofPod(pod, value));
    }

    private void traffic(String pod, double value) {
        answers.put(new Asked(Question.TRAFFIC, HOUR, false), List.of(ofPod(pod, value)));
    }

    private void counted(Question question, String kind, String name) {
        add(question, ofWorkload(kind, name));
    }

    private void add(Question question, Sample sample) {
        answers.computeIfAbsent(new Asked(question, HOUR, false), _ -> new ArrayList<>())
                .add(sample);
    }

    private static Sample ofPod(String pod, double value) {
        return new Sample(Map.of("namespace", "shop", "pod", pod), value);
    }

    private static Sample ofWorkload(String kind, String name) {
        return new Sample(
                Map.of("k8s_namespace_name", "shop", "signalbox_workload_kind", kind, "signalbox_workload_name", name),
                1);
    }

    private static Workload running(String name) {
        return Workload.running(new WorkloadName("shop", "Deployment", name), Map.of("app", name));
    }

    private static Pod pod(String name, Instant created) {
        return new Pod(name, WEB.name(), created);
    }

    private static Declared declared(String name, Set<TelemetrySignal> signals, boolean dashboards) {
        return new Declared(
                new ResourceName("shop", name),
                name,
                new LabelSelection(Map.of("app", "web"), List.of()),
                Optional.empty(),
                Optional.empty(),
                signals,
                dashboards);
    }

    private static Objective objective(
            Optional<String> resource, Optional<String> service, Observed indicator, Observed rules) {
        return new Objective(
                new ResourceName("shop", "slo"),
                resource.map(name -> new ResourceName("shop", name)),
                service,
                indicator,
                rules);
    }
}
