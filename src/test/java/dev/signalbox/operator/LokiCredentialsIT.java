package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.GuardedServer;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.loki.RunningLoki;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged operator asks a real Loki behind a proxy that demands what is in a Secret, which is told nowhere. */
@ExtendWith(LocalCluster.class)
class LokiCredentialsIT {
    private static final String FILE = "loki-overrides";
    private static final String WRONG = "wr0ng-5ecret";
    private static final String RIGHT = "r1ght-5ecret";

    /** A Secret is read again after a minute. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(2);

    private OperatedStack stack;
    private OperatorRights rights;

    /** How credentials are shown. */
    enum Kind {
        BEARER {
            @Override
            Map<String, String> secret(String word) {
                return Map.of("token", word);
            }

            @Override
            String header(String word) {
                return "Bearer " + word;
            }
        },
        BASIC {
            @Override
            Map<String, String> secret(String word) {
                return Map.of("username", "signalbox", "password", word);
            }

            @Override
            String header(String word) {
                return "Basic " + encoded("signalbox:" + word);
            }
        };

        abstract Map<String, String> secret(String word);

        abstract String header(String word);

        String type() {
            return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
        }
    }

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
        rights.grantBackends(stack.gateways());
    }

    @AfterEach
    void stop() {
        stack.close();
        rights.close();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheRightCredentialsOpenAndNoneAreTold(Kind kind) {
        try (RunningLoki loki = RunningLoki.start(RunningLoki.Setup.USUAL);
                GuardedServer guarded = GuardedServer.before(URI.create(loki.url()), kind.header(RIGHT));
                RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            write(kind.secret(WRONG));
            stack.declare(
                    stack.yaml()
                            .replace(
                                    "{lokiUrl: \"http://loki:3100\"}",
                                    "{lokiUrl: \"%s\", tenant: production, auth: {type: %s, secretRef: {name: loki}}, runtimeConfig: {namespace: %s, configMap: %s}}"
                                            .formatted(guarded.url(), kind.type(), stack.gateways(), FILE)),
                    """
                    apiVersion: signalbox.dev/v1alpha1
                    kind: ServiceObservability
                    metadata: {name: cart, namespace: %s}
                    spec: {selector: {matchLabels: {app: cart}}, retention: {logs: 7d}}
                    """);
            ServiceObservability closed =
                    stack.await(ServiceObservability.class, "cart", "RetentionApplied=Unknown/BackendUnreachable");
            assertThat(OperatedStack.message(closed, "RetentionApplied")).contains(guarded.url(), "401");
            assertThat(guarded.refused()).isPositive();

            write(kind.secret(RIGHT));
            boolean applied = Deadline.in(READ_AGAIN).until(() -> {
                stack.controllers().settle();
                overrides().ifPresent(loki::overrides);
                return OperatedStack.has(stack.service("cart"), "RetentionApplied=True/RetentionApplied");
            });
            assertThat(applied).as(() -> stack.service("cart") + operator.log()).isTrue();

            assertThat(told() + operator.log())
                    .contains("RetentionApplied")
                    .doesNotContain(WRONG, RIGHT, encoded(WRONG), encoded(RIGHT))
                    .doesNotContain(
                            kind.header(WRONG).split(" ")[1], kind.header(RIGHT).split(" ")[1]);
        }
    }

    /** Every status, every event, and what was written for Loki. */
    private String told() {
        return Stream.of(
                        Stream.of(stack.stack(), stack.service("cart")),
                        stack.client().events().v1().events().inAnyNamespace().list().getItems().stream(),
                        stack.client().configMaps().inAnyNamespace().list().getItems().stream())
                .flatMap(objects -> objects)
                .map(Serialization::asYaml)
                .collect(Collectors.joining());
    }

    private Optional<String> overrides() {
        return Optional.ofNullable(stack.client()
                        .configMaps()
                        .inNamespace(stack.gateways())
                        .withName(FILE)
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get("overrides.yaml"));
    }

    private void write(Map<String, String> data) {
        stack.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(stack.gateways())
                        .withName("loki")
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .unlock()
                .createOr(secret -> secret.update());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
