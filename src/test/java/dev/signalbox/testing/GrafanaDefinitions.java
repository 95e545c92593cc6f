package dev.signalbox.testing;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The definitions of the Grafana operator, as it publishes them. */
public final class GrafanaDefinitions {
    private static final Path DIRECTORY = Path.of("src/test/resources/definitions/grafana-operator");

    private static final long GONE_WITHIN_SECONDS = 60;

    private GrafanaDefinitions() {}

    /** From now on a cluster serves its kinds. */
    public static void install(KubernetesClient client) {
        CustomResourceDefinitions.install(client, all(), "test");
    }

    /** It no longer does, and what there was of them is gone: what is applied to a definition that is going, goes with it. */
    public static void remove(KubernetesClient client) {
        all().forEach(definition -> client.resource(definition).delete());
        all().forEach(definition ->
                client.resource(definition).waitUntilCondition(Objects::isNull, GONE_WITHIN_SECONDS, TimeUnit.SECONDS));
    }

    private static List<CustomResourceDefinition> all() {
        return Stream.of("grafanadashboards", "grafanadatasources", "grafanafolders")
                .map(name -> read(DIRECTORY.resolve(name + ".yaml")))
                .toList();
    }

    private static CustomResourceDefinition read(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
