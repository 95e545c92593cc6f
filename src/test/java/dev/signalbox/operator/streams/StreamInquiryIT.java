package dev.signalbox.operator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.testing.loki.RunningLoki;
import dev.signalbox.testing.loki.RunningLoki.Setup;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose streams carry what policies forbid, as a real Loki tells. */
class StreamInquiryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TENANT = "production";
    private static final Map<String, Set<String>> FORBIDDEN = Map.of("shop", Set.of("trace_id", "user_id"));

    private final StreamInquiry inquiry =
            new StreamInquiry(new BackendAccess(new KubernetesClientBuilder().build()), Duration.ofMinutes(1));

    @AfterEach
    void stop() {
        inquiry.close();
    }

    @Test
    void labelsThatStreamsOfAServiceCarryAreFoundAndStayWhileNobodyAnswers() {
        Scene scene;
        try (RunningLoki loki = RunningLoki.start(Setup.USUAL)) {
            push(loki, "service_name: checkout, k8s_namespace_name: shop, level: error, trace_id: t1");
            push(loki, "service_name: cart, namespace: shop, user_id: u1");
            push(loki, "service_name: web, k8s_namespace_name: search, trace_id: t2");
            push(loki, "service_name: search, k8s_namespace_name: shop, level: info");
            scene = scene(loki.url(), FORBIDDEN);

            awaitStreams(loki);
            Found found = look(scene);
            assertThat(labels(found, "shop", "checkout")).containsExactly("trace_id");
            assertThat(labels(found, "shop", "cart")).containsExactly("user_id");
            assertThat(labels(found, "shop", "search")).isEmpty();
            assertThat(labels(found, "search", "web"))
                    .as("nobody forbids it there")
                    .isEmpty();
            assertThat(condition(found)).isEqualTo("LogLabelsObserved=TRUE/Answered");
            assertThat(look(scene)).as("nothing changed").isEqualTo(found);
        }
        Found away = look(scene);
        assertThat(condition(away)).isEqualTo("LogLabelsObserved=UNKNOWN/BackendUnreachable");
        assertThat(labels(away, "shop", "checkout")).containsExactly("trace_id");

        Found unforbidden = look(scene("http://127.0.0.1:1", Map.of()));
        assertThat(labels(unforbidden, "shop", "checkout")).isEmpty();
        assertThat(unforbidden.stack().verdicts()).isEmpty();
    }

    /** An address at which nobody listens would be told. */
    @Test
    void whereNoPolicyForbidsLabelsNobodyIsAsked() {
        assertThat(look(scene("http://127.0.0.1:1", Map.of())).stack().verdicts())
                .isEmpty();
        assertThat(condition(look(scene("http://127.0.0.1:1", FORBIDDEN))))
                .isEqualTo("LogLabelsObserved=UNKNOWN/BackendUnreachable");
        assertThat(condition(look(new Scene(stack(""), List.of(), new Channel.None(), FORBIDDEN))))
                .isEqualTo("LogLabelsObserved=UNKNOWN/NoServer");
    }

    private Found look(Scene scene) {
        return inquiry.look(scene, Instant.now());
    }

    private static List<String> labels(Found found, String namespace, String service) {
        return found.services()
                .get(new ResourceName(namespace, service))
                .logLabels()
                .orElseThrow();
    }

    private static String condition(Found found) {
        return found.stack().verdicts().stream()
                .map(verdict -> verdict.type().text() + "=" + verdict.truth() + "/" + verdict.reason())
                .findFirst()
                .orElse("");
    }

    private static void push(RunningLoki loki, String labels) {
        String stream = Stream.of(labels.split(", "))
                .map(label -> "\"" + label.replace(": ", "\":\"") + "\"")
                .collect(Collectors.joining(","));
        String body = "{\"streams\":[{\"stream\":{%s},\"values\":[[\"%d\",\"a line\"]]}]}"
                .formatted(stream, Instant.now().toEpochMilli() * 1_000_000);
        assertThat(Deadline.in(SOON)
                        .until(() -> loki.post("/loki/api/v1/push", "application/json", body, TENANT)
                                        .statusCode()
                                == 204))
                .isTrue();
    }

    /** It has them in the end; soon after its start it lets whoever asks wait. */
    private static void awaitStreams(RunningLoki loki) {
        assertThat(Deadline.in(SOON).until(() -> {
                    try {
                        return loki.get("/loki/api/v1/labels", Optional.of(TENANT))
                                .body()
                                .contains("trace_id");
                    } catch (UncheckedIOException busy) {
                        return false;
                    }
                }))
                .isTrue();
    }

    private static Scene scene(String lokiUrl, Map<String, Set<String>> forbidden) {
        return new Scene(
                stack("logs: {lokiUrl: \"%s\", tenant: %s}".formatted(lokiUrl, TENANT)),
                Stream.of("shop/checkout", "shop/cart", "shop/search", "search/web")
                        .map(StreamInquiryIT::service)
                        .toList(),
                new Channel.None(),
                forbidden);
    }

    private static ObservabilityStack stack(String logs) {
        return Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  %s
                """.formatted(logs), ObservabilityStack.class);
    }

    private static ServiceObservability service(String name) {
        String[] parts = name.split("/");
        return Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s, namespace: %s}
                spec: {selector: {matchLabels: {app: a}}}
                """.formatted(parts[1], parts[0]), ServiceObservability.class);
    }
}
