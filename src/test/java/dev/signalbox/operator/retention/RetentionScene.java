package dev.signalbox.operator.retention;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;

/** Resources of which a test says only what matters to retention. */
final class RetentionScene {
    private RetentionScene() {}

    /**
     * @param logs fields of {@code spec.logs} beside the address, as YAML on one line
     * @param services as {@code name: retention}
     */
    static Scene of(String lokiUrl, String logs, String... services) {
        return new Scene(
                stack(lokiUrl, logs),
                Stream.of(services).map(RetentionScene::service).toList(),
                new Channel.None());
    }

    private static ObservabilityStack stack(String lokiUrl, String logs) {
        return Serialization.unmarshal(
                """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  logs: {lokiUrl: "%s"%s}
                """.formatted(lokiUrl, logs.isEmpty() ? "" : ", " + logs), ObservabilityStack.class);
    }

    private static ServiceObservability service(String written) {
        int colon = written.indexOf(':');
        return Serialization.unmarshal(
                """
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s, namespace: shop}
                spec:
                  selector: {matchLabels: {app: %s}}
                  retention: %s
                """.formatted(
                                written.substring(0, colon),
                                written.substring(0, colon),
                                written.substring(colon + 1).strip()),
                ServiceObservability.class);
    }
}
