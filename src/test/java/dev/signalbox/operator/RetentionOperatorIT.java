package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.loki.RunningLoki;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Retention on a real API server and a real Loki, which gets its file from the test in place of a kubelet. */
@ExtendWith(LocalCluster.class)
class RetentionOperatorIT {
    private static final String FILE = "loki-overrides";
    private static final String CART = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ServiceObservability
            metadata: {name: cart, namespace: %s}
            spec:
              selector: {matchLabels: {app: cart}}
              retention: {logs: 7d, errorLogs: 30d}
            """;

    private OperatedStack stack;
    private OperatorRights rights;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
    }

    @AfterEach
    void stop() {
        stack.close();
        rights.close();
    }

    @Test
    void whatServicesAskForIsWrittenOnceAndAppliedOnlyWhenLokiSaysSo(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (RunningLoki loki = RunningLoki.start(RunningLoki.Setup.USUAL);
                RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            String declared = stack.declare(yaml(loki.url()), CART);
            stack.awaitReason("RollingOut");
            stack.controllers().settle();
            ServiceObservability waiting = stack.await(
                    ServiceObservability.class,
                    "cart",
                    "RetentionApplied=Unknown/AwaitingReload",
                    "Ready=Unknown/AwaitingReload");
            assertThat(OperatedStack.message(waiting, "RetentionApplied")).contains(stack.gateways() + "/" + FILE);
            stack.awaitCondition("RetentionApplied=Unknown/AwaitingReload");

            loki.overrides(file());
            stack.await(
                    ServiceObservability.class,
                    "cart",
                    "RetentionApplied=True/RetentionApplied",
                    "Ready=True/RolledOut");
            stack.awaitCondition("RetentionApplied=True/RetentionApplied");
            Map<String, HasMetadata> rendered = stack.outputs().rendered(declared, directory);
            assertThat(rendered.get("ConfigMap " + stack.gateways() + "/" + FILE))
                    .satisfies(manifest -> StackOutputs.assertHolds(configMap(), manifest));

            refusesWhatLokiWould();
            staysAsItIs(operator);

            stack.client()
                    .resources(ServiceObservability.class)
                    .withName("cart")
                    .delete();
            assertThat(Deadline.in(OperatedStack.SOON).until(() -> file().equals("overrides: {}\n")))
                    .as(file())
                    .isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    /** A bad contribution is told on its own resource and never reaches the file. */
    private void refusesWhatLokiWould() {
        String before = file();
        stack.declare(CART.replace("cart", "search").replace("7d", "1h"));
        ServiceObservability refused =
                stack.await(ServiceObservability.class, "search", "Accepted=False/Invalid", "Stalled=True/Invalid");
        assertThat(OperatedStack.message(refused, "Accepted"))
                .isEqualTo(
                        "spec.retention.logs: must be at least 24h, because Loki keeps nothing for less; was \"1h\"; "
                                + "write e.g. 7d");
        assertThat(file()).isEqualTo(before);
        stack.client().resources(ServiceObservability.class).withName("search").delete();
    }

    private void staysAsItIs(RunningOperator operator) throws InterruptedException {
        double written = operator.metric("signalbox_status_writes_total", "");
        ObservabilityStack before = stack.stack();
        String version = configMap().getMetadata().getResourceVersion();
        TimeUnit.SECONDS.sleep(8);
        assertThat(stack.stack().getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
        assertThat(configMap().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(operator.metric("signalbox_status_writes_total", "")).isEqualTo(written);
    }

    @Test
    void aLokiThatIsNotThereIsUnknownAndNothingIsWrittenOrLost() {
        String url;
        String applied;
        try (RunningOperator _ = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            try (RunningLoki loki = RunningLoki.start(RunningLoki.Setup.USUAL)) {
                url = loki.url();
                stack.declare(yaml(url), CART);
                stack.awaitReason("RollingOut");
                stack.controllers().settle();
                applied = Deadline.in(OperatedStack.SOON)
                        .poll(() -> Optional.ofNullable(configMap()))
                        .map(RetentionOperatorIT::text)
                        .orElseThrow();
                loki.overrides(applied);
                stack.await(ServiceObservability.class, "cart", "RetentionApplied=True/RetentionApplied");
            }
        }
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            ServiceObservability unknown =
                    stack.await(ServiceObservability.class, "cart", "RetentionApplied=Unknown/BackendUnreachable");
            assertThat(OperatedStack.message(unknown, "RetentionApplied")).contains(url);
            stack.declare(CART.replace("7d", "14d"));
            stack.awaitCondition("RetentionApplied=Unknown/BackendUnreachable");
            assertThat(file())
                    .as("Loki's own rules are not known, and would be replaced")
                    .isEqualTo(applied);
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aFileOfOthersIsEditedGivenUpWhenTheyFightAndLeftAsItWas() throws InterruptedException {
        String theirs = """
                overrides:
                  production: {ingestion_rate_mb: 7, retention_stream: [{selector: '{a="b"}', priority: 5, period: 48h}]}
                  other: {retention_period: 72h}
                """;
        put(theirs);
        try (RunningLoki loki = RunningLoki.start(RunningLoki.Setup.USUAL);
                RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            stack.declare(yaml(loki.url()).replace(FILE + "}", FILE + ", owner: Other}"), CART);
            stack.awaitReason("RollingOut");
            stack.controllers().settle();
            assertThat(Deadline.in(OperatedStack.SOON).until(() -> file().contains("cart")))
                    .as(() -> file() + stack.stack())
                    .isTrue();
            assertThat(file()).contains("ingestion_rate_mb: 7", "other:", "a=\"b\"", "48h");
            loki.overrides(file());
            stack.await(ServiceObservability.class, "cart", "RetentionApplied=True/RetentionApplied");
            assertThat(stack.stack().getMetadata().getFinalizers()).containsExactly("signalbox.dev/overrides");

            Optional<ServiceObservability> contended = Deadline.in(Duration.ofMinutes(4))
                    .poll(() -> {
                        put(theirs);
                        loki.overrides(theirs);
                        return Optional.ofNullable(stack.service("cart"))
                                .filter(cart -> OperatedStack.has(cart, "RetentionApplied=False/Contended"));
                    });
            assertThat(contended).as(stack.service("cart").toString()).isPresent();
            assertThat(OperatedStack.message(contended.orElseThrow(), "RetentionApplied"))
                    .contains("managed by", "owner-of-loki");

            stack.declare(CART.replace("7d", "9d")); // something else is wanted, so it is tried again
            assertThat(Deadline.in(OperatedStack.SOON).until(() -> file().contains("9d")))
                    .as(file())
                    .isTrue();
            stack.client()
                    .resources(ObservabilityStack.class)
                    .withName("default")
                    .delete();
            assertThat(Deadline.in(OperatedStack.SOON).until(() -> stack.stack() == null))
                    .isTrue();
            assertThat(file()).contains("ingestion_rate_mb: 7", "other:", "48h").doesNotContain("cart", "level");
            assertThat(configMap().getMetadata().getAnnotations()).isNullOrEmpty();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private void put(String text) {
        stack.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(stack.gateways())
                        .withName(FILE)
                        .endMetadata()
                        .withData(Map.of("overrides.yaml", text))
                        .build())
                .fieldManager("owner-of-loki")
                .forceConflicts()
                .serverSideApply();
    }

    private String yaml(String url) {
        return stack.yaml()
                .replace(
                        "{lokiUrl: \"http://loki:3100\"}",
                        "{lokiUrl: \"%s\", tenant: production, runtimeConfig: {namespace: %s, configMap: %s}}"
                                .formatted(url, stack.gateways(), FILE));
    }

    private String file() {
        return text(configMap());
    }

    private ConfigMap configMap() {
        return stack.client()
                .configMaps()
                .inNamespace(stack.gateways())
                .withName(FILE)
                .get();
    }

    private static String text(ConfigMap configMap) {
        return configMap.getData().get("overrides.yaml");
    }
}
