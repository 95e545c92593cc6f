package dev.signalbox.operator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.status.Verdict;
import dev.signalbox.testing.loki.RunningLoki;
import dev.signalbox.testing.loki.RunningLoki.Setup;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retention is told to be applied only once a real Loki says so. */
class LokiRetentionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ResourceName CART = new ResourceName("shop", "cart");
    private static final ResourceName CHECKOUT = new ResourceName("shop", "checkout");
    private static final String TENANT = "tenant: production";

    private final PublishedRetention published = new PublishedRetention();
    private final RetentionInquiry inquiry = new RetentionInquiry(
            new LokiLook(new BackendAccess(new KubernetesClientBuilder().build()), published),
            new TempoLook(new BackendAccess(new KubernetesClientBuilder().build()), published),
            new MetricLook());
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");

    @AfterEach
    void stop() {
        inquiry.close();
    }

    @Test
    void itIsAppliedOnlyAfterLokiSaysSo() {
        try (RunningLoki loki = RunningLoki.start(Setup.USUAL)) {
            Scene scene =
                    RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}", "checkout: {logs: 7d, errorLogs: 30d}");
            assertThat(reason(look(scene), CART)).isEqualTo("Unknown AwaitingReload");

            loki.overrides(text(scene));
            awaitReason(scene, CHECKOUT, "True RetentionApplied");
            Found found = look(scene);
            assertThat(reason(found, CART)).isEqualTo("True RetentionApplied");
            assertThat(overall(found)).isEqualTo("True RetentionApplied");
            assertThat(look(scene)).as("nothing changed").isEqualTo(found);

            Scene changed =
                    RetentionScene.of(loki.url(), TENANT, "cart: {logs: 14d}", "checkout: {logs: 7d, errorLogs: 30d}");
            assertThat(reason(look(changed), CART)).isEqualTo("Unknown AwaitingReload");
            now = now.plus(LokiLook.PATIENCE);
            assertThat(reason(look(changed), CART)).isEqualTo("False RetentionNotApplied");
            assertThat(ready(look(changed), CART)).isEqualTo("False RetentionNotApplied");
        }
    }

    /** Rules match what gateways send: resource attributes as they leave {@code LokiLabels}. */
    @Test
    void streamsOfAServiceHaveTheLabelsThatItsRulesName() {
        try (RunningLoki loki = RunningLoki.start(Setup.USUAL)) {
            Scene scene = RetentionScene.of(loki.url(), TENANT, "cart: {errorLogs: 30d}");
            look(scene);
            loki.overrides(text(scene));
            awaitReason(scene, CART, "True RetentionApplied");
            String rule = plan(scene).loki().orElseThrow().rules().getFirst().selector();

            assertThat(Deadline.in(SOON)
                            .until(() -> loki.post("/otlp/v1/logs", "application/json", record(), "production")
                                            .statusCode()
                                    == 204))
                    .isTrue();
            String found = "/loki/api/v1/series?match%5B%5D=" + URLEncoder.encode(rule, StandardCharsets.UTF_8);
            assertThat(Deadline.in(SOON).until(() -> loki.get(found, Optional.of("production"))
                            .body()
                            .contains("\"service_name\":\"cart\"")))
                    .as(() -> loki.get(found, Optional.of("production")).body())
                    .isTrue();
        }
    }

    private static String record() {
        return """
                {"resourceLogs": [{"resource": {"attributes": [
                  {"key": "service.name", "value": {"stringValue": "cart"}},
                  {"key": "k8s.namespace.name", "value": {"stringValue": "shop"}},
                  {"key": "level", "value": {"stringValue": "error"}}]},
                 "scopeLogs": [{"logRecords": [{"timeUnixNano": "%d", "body": {"stringValue": "no"}}]}]}]}
                """.formatted(Instant.now().toEpochMilli() * 1_000_000);
    }

    @Test
    void anotherTenantOrNoneIsNamed() {
        try (RunningLoki loki = RunningLoki.start(Setup.USUAL)) {
            Scene right = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            look(right);
            loki.overrides(text(right));
            awaitReason(right, CART, "True RetentionApplied");

            Scene wrong = RetentionScene.of(loki.url(), "tenant: prod", "cart: {logs: 7d}");
            look(wrong);
            now = now.plus(LokiLook.PATIENCE);
            assertThat(reason(look(wrong), CART)).isEqualTo("False RetentionNotApplied");
            assertThat(message(look(wrong), CART)).contains("tenant \"prod\"");

            Scene none = RetentionScene.of(loki.url(), "", "cart: {logs: 7d}");
            assertThat(reason(look(none), CART)).isEqualTo("False RetentionNotApplied");
            assertThat(message(look(none), CART)).contains("spec.logs.tenant");
        }
    }

    @Test
    void withoutTenantsTheOnlyOneIsMeant() {
        try (RunningLoki loki = RunningLoki.start(new Setup(false, true, true, "{retention_period: 744h}"))) {
            Scene scene = RetentionScene.of(loki.url(), "", "cart: {logs: 7d}");
            look(scene);
            loki.overrides(text(scene));
            awaitReason(scene, CART, "True RetentionApplied");

            Scene named = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            look(named);
            assertThat(reason(look(named), CART)).isEqualTo("False RetentionNotApplied");
            assertThat(message(look(named), CART)).contains("auth_enabled: false");
        }
    }

    @Test
    void aCompactorThatDeletesNothingIsTold() {
        try (RunningLoki loki = RunningLoki.start(new Setup(true, false, true, "{}"))) {
            Scene scene = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            look(scene);
            loki.overrides(text(scene));
            assertThat(reason(look(scene), CART)).isEqualTo("False CompactorRequired");
            assertThat(overall(look(scene))).isEqualTo("False CompactorRequired");
        }
    }

    @Test
    void aLokiThatReadsNoRuntimeFileIsTold() {
        try (RunningLoki loki = RunningLoki.start(new Setup(true, true, false, "{}"))) {
            Scene scene = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            assertThat(reason(look(scene), CART)).isEqualTo("False RetentionNotApplied");
            assertThat(message(look(scene), CART))
                    .contains("observability/signalbox-loki-overrides", "-runtime-config.file");
        }
    }

    @Test
    void aFileThatAnotherTenantBrokeIsTold() {
        try (RunningLoki loki = RunningLoki.start(Setup.USUAL)) {
            Scene scene = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            look(scene);
            loki.overrides(text(scene) + "  other: {retention_stream: [{selector: '{a=\"b\"}', period: 1h}]}\n");
            assertThat(Deadline.in(SOON).until(() -> !loki.reloaded())).isTrue();
            assertThat(reason(look(scene), CART)).isEqualTo("False RetentionNotApplied");
            assertThat(message(look(scene), CART)).contains("can't read one of its runtime files");
        }
    }

    @Test
    void lokisOwnRulesAreRepeated() {
        String limits =
                "{retention_period: 744h, retention_stream: [{selector: '{namespace=\"audit\"}', priority: 1, period: 365d}]}";
        try (RunningLoki loki = RunningLoki.start(new Setup(true, true, true, limits))) {
            Scene scene = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            assertThat(plan(scene).kept())
                    .as("nothing is written while they are not known")
                    .isPresent();
            look(scene);
            assertThat(text(scene)).contains("audit", "365d");
            loki.overrides(text(scene));
            awaitReason(scene, CART, "True RetentionApplied");
        }
    }

    @Test
    void labelsOfSomebodyElseAreLeftAlone() {
        String limits = "{otlp_config: {log_attributes: [{action: drop, attributes: [secret]}]}}";
        try (RunningLoki loki = RunningLoki.start(new Setup(true, true, true, limits))) {
            Scene scene = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}", "checkout: {errorLogs: 30d}");
            look(scene);
            assertThat(text(scene)).doesNotContain("otlp_config");
            loki.overrides(text(scene));
            awaitReason(scene, CART, "True RetentionApplied");
            assertThat(reason(look(scene), CHECKOUT)).isEqualTo("False NotSupported");
            assertThat(message(look(scene), CHECKOUT)).contains("attributes: [level]");
        }
    }

    @Test
    void aLokiThatGoesAwayIsUnknownAndComesBack() {
        Scene scene;
        try (RunningLoki loki = RunningLoki.start(Setup.USUAL)) {
            scene = RetentionScene.of(loki.url(), TENANT, "cart: {logs: 7d}");
            look(scene);
            loki.overrides(text(scene));
            awaitReason(scene, CART, "True RetentionApplied");
        }
        Found gone = look(scene);
        assertThat(reason(gone, CART)).isEqualTo("Unknown BackendUnreachable");
        assertThat(ready(gone, CART)).isEqualTo("Unknown BackendUnreachable");
        assertThat(look(scene)).as("the same words each time").isEqualTo(gone);
        assertThat(text(scene)).as("what it was told stays").contains("cart");
    }

    private Found look(Scene scene) {
        now = now.plusSeconds(1);
        return inquiry.look(scene, now);
    }

    private void awaitReason(Scene scene, ResourceName service, String expected) {
        assertThat(Deadline.in(SOON).until(() -> reason(look(scene), service).equals(expected)))
                .as(() -> reason(look(scene), service) + ": " + message(look(scene), service))
                .isTrue();
    }

    /** What the stack's reconciler would write. */
    private String text(Scene scene) {
        return plan(scene).loki().orElseThrow().text();
    }

    private RetentionPlan plan(Scene scene) {
        return RetentionPlan.of(
                read(TelemetryStackReader.read(scene.stack())),
                ServiceClaims.of(scene.services().stream()
                        .map(service -> read(TelemetryServiceReader.read(service)))
                        .toList()),
                ClusterFacts.WITHOUT_CLUSTER.with(
                        new KnownBackends(published.loki(), Optional.empty(), Optional.empty())));
    }

    private static <T> T read(Reading<T> reading) {
        assertThat(reading.violations()).isEmpty();
        return ((Reading.Read<T>) reading).value();
    }

    private static String reason(Found found, ResourceName service) {
        return words(verdict(found, service, Verdict.Type.RETENTION_APPLIED));
    }

    private static String ready(Found found, ResourceName service) {
        return words(verdict(found, service, Verdict.Type.READY));
    }

    private static String message(Found found, ResourceName service) {
        return verdict(found, service, Verdict.Type.RETENTION_APPLIED).message();
    }

    private static String overall(Found found) {
        return words(found.stack().verdicts().getFirst());
    }

    private static String words(Verdict verdict) {
        return verdict.truth().text() + " " + verdict.reason();
    }

    private static Verdict verdict(Found found, ResourceName service, Verdict.Type type) {
        return found.services().get(service).verdicts().stream()
                .filter(verdict -> verdict.type() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " is not in " + found));
    }
}
